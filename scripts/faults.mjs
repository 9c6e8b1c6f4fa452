/**
 * `npm run faults [-- NAME …]`: the long versions of the tests in tests/faults/, or of those whose file name holds one of
 * the names. `npm test` runs the same files, bounded. A failure prints its seed; `SEED=… npm run faults -- NAME` repeats it.
 */
import { setup } from './setup.mjs';
import { projectEnvironment, tool } from './toolchain/node.mjs';
import { run } from './toolchain/run.mjs';
import { runScript } from './toolchain/say.mjs';

const LIMIT_MINUTES = 120;
const TEST_TIMEOUT_MS = 30 * 60_000;

await runScript(async () => {
	await setup({ tests: true });
	const command = tool('vitest', [
		'run',
		'--project=faults',
		'--project=deaths',
		// Each with the machine to itself: they run long.
		'--no-file-parallelism',
		`--testTimeout=${TEST_TIMEOUT_MS}`,
		...process.argv.slice(2)
	]);
	const { code } = await run(command, {
		env: { ...projectEnvironment(), FAULTS: 'long' },
		limitMinutes: LIMIT_MINUTES
	});
	return code;
});
