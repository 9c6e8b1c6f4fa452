/** `npm run admin -- <command>`: backups, checks and repairs, on the project's own Node. */
import { spawn } from 'node:child_process';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { setup } from './setup.mjs';
import { projectEnvironment, projectNode } from './toolchain/node.mjs';
import { ROOT, runScript } from './toolchain/say.mjs';

await runScript(async () => {
	await setup({});
	// npm runs scripts in the project's folder; file names are meant where its caller stands.
	const folder = env.INIT_CWD ?? process.cwd();
	const child = spawn(projectNode(), ['server/admin/main.ts', '--in', folder, ...argv.slice(2)], {
		cwd: fileURLToPath(ROOT),
		env: projectEnvironment(),
		stdio: 'inherit'
	});
	// Ctrl-C in a terminal reaches the child by itself too; what it leaves behind is its own to clear away.
	for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (code) => resolve(code ?? 1));
	});
});
