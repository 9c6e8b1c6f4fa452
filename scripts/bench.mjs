/**
 * `npm run bench [-- NAME … [ARGUMENT …]]`: runs all *.bench.ts under tests/bench, or only NAME.bench.ts. All else goes to
 * them as it is: `npm run bench -- sync fan-out --quick`.
 */
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { setup } from './setup.mjs';
import { projectEnvironment, projectNode } from './toolchain/node.mjs';
import { run } from './toolchain/run.mjs';
import { ROOT, runScript, say } from './toolchain/say.mjs';

await runScript(async () => {
	await setup({});
	const all = readdirSync(new URL('tests/bench/', ROOT), { recursive: true, encoding: 'utf8' }).filter(
		(file) => file.endsWith('.bench.ts')
	);
	const nameOf = (/** @type {string} */ file) => basename(file, '.bench.ts');
	const named = process.argv.slice(2).filter((name) => all.some((file) => nameOf(file) === name));
	const files = all.filter((file) => named.length === 0 || named.includes(nameOf(file)));
	const rest = process.argv.slice(2).filter((argument) => !named.includes(argument));
	if (files.some((file) => ['session', 'problem'].includes(nameOf(file)))) await setup({ client: true });
	let failed = 0;
	for (const file of files) {
		say(`\n── ${file}`);
		const { code } = await run([projectNode(), `tests/bench/${file}`, ...rest], {
			env: projectEnvironment()
		});
		if (code !== 0) failed += 1;
	}
	return failed > 0 ? 1 : 0;
});
