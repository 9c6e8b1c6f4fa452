/** `npm run build`: the client, if stale, and what each route's first load weighs. */
import { checkBudgets } from './bundle-budget.mjs';
import { setup } from './setup.mjs';
import { runScript } from './toolchain/say.mjs';

await runScript(async () => {
	await setup({ client: true });
	return checkBudgets() ? 0 : 1;
});
