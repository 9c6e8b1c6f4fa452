/**
 * `npm run dev`: the server, restarting when its code changes, and Vite, which serves the client and passes both
 * sockets and the API on to it. Stops both when either stops.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setup } from './setup.mjs';
import { projectEnvironment, projectNode, tool } from './toolchain/node.mjs';
import { ROOT, runScript, say } from './toolchain/say.mjs';

/** A Node that watches makes each worker tell of its imports, over the channel that is the worker's own. */
const SILENT_WORKERS = ['--import', 'data:text/javascript,delete process.env.WATCH_REPORT_DEPENDENCIES'];

await runScript(async () => {
	await setup({});
	const port = process.env.PORT ?? '4600';
	const origin = `http://127.0.0.1:${port}`;
	const env = { ...projectEnvironment(), PORT: port, DEV_SERVER_ORIGIN: origin };
	say(
		`Server on ${origin}, restarting when its code changes. Open the address that Vite prints; Ctrl-C stops both.`
	);
	const folders = ['server', 'src/lib/model', 'src/lib/protocol'].map((folder) => `--watch-path=${folder}`);
	const watch = ['--watch-preserve-output', ...folders, ...SILENT_WORKERS, 'server/main.ts'];
	const children = [
		start([projectNode(), ...watch], env),
		start(tool('vite', ['dev', ...process.argv.slice(2)]), env)
	];
	const stop = () => children.forEach(({ child }) => child.kill('SIGTERM'));
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
	await Promise.race(children.map(({ ended }) => ended));
	stop();
	await Promise.all(children.map(({ ended }) => ended));
});

/**
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 */
function start([program, ...parameters], env) {
	const child = spawn(program, parameters, { cwd: fileURLToPath(ROOT), env, stdio: 'inherit' });
	const ended = new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', resolve);
	});
	return { child, ended };
}
