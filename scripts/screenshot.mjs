/** `npm run screenshot`: takes README.md's picture anew, of the real app with two people in it, into docs/. */
import { setup } from './setup.mjs';
import { projectEnvironment, tool } from './toolchain/node.mjs';
import { run } from './toolchain/run.mjs';
import { runScript } from './toolchain/say.mjs';

await runScript(async () => {
	await setup({ client: true, tests: true });
	const env = { ...projectEnvironment(), PICTURES: 'yes' };
	const { code } = await run(tool('@playwright/test', ['test'], 'playwright'), { env });
	return code;
});
