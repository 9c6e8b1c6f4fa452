/** `npm run bench [-- NAME …]`: runs tests/bench/*.bench.ts, or those whose file name holds one of the names. */
import { readdirSync } from 'node:fs';
import { setup } from './setup.mjs';
import { projectEnvironment, projectNode } from './toolchain/node.mjs';
import { run } from './toolchain/run.mjs';
import { ROOT, runScript, say } from './toolchain/say.mjs';

await runScript(async () => {
	await setup({});
	const names = process.argv.slice(2);
	const files = readdirSync(new URL('tests/bench/', ROOT))
		.filter((file) => file.endsWith('.bench.ts'))
		.filter((file) => names.length === 0 || names.some((name) => file.includes(name)));
	let failed = 0;
	for (const file of files) {
		say(`\n── ${file}`);
		const { code } = await run([projectNode(), `tests/bench/${file}`], { env: projectEnvironment() });
		if (code !== 0) failed += 1;
	}
	return failed > 0 ? 1 : 0;
});
