import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { projectEnvironment, tool } from '../toolchain/node.mjs';
import { run } from '../toolchain/run.mjs';
import { ROOT } from '../toolchain/say.mjs';
import { countsOfCheck, countsOfReport, readPlaywright, readVitest } from './counts.mjs';

/**
 * @typedef {object} Stage
 * @property {string} group what `--only` names
 * @property {string} title
 * @property {'quiet' | 'live'} output quiet stages run two at a time and show their output when they fail
 * @property {(parameters: readonly string[]) => Promise<{ counts: import('./counts.mjs').Counts, output: string }>} run
 */

const REPORTS = new URL('.cache/reports/', ROOT);

/**
 * @param {string} group
 * @param {string} title
 * @param {() => readonly string[]} command
 * @returns {Stage}
 */
function check(group, title, command) {
	return {
		group,
		title,
		output: 'quiet',
		async run() {
			const { code, output } = await run(command(), {
				env: projectEnvironment(),
				show: 'never',
				limitMinutes: 10
			});
			return { counts: countsOfCheck(code), output };
		}
	};
}

/**
 * @param {string} project
 * @returns {Stage}
 */
function vitest(project, group = project) {
	return {
		group,
		title: `tests: ${project}`,
		output: 'live',
		async run(parameters) {
			const report = reportOf(project);
			const command = tool('vitest', [
				'run',
				`--project=${project}`,
				'--reporter=default',
				'--reporter=json',
				`--outputFile.json=${report}`,
				...parameters
			]);
			const { code } = await run(command, { env: projectEnvironment(), limitMinutes: 20 });
			return { counts: countsOfReport(report, code, readVitest), output: '' };
		}
	};
}

/** @returns {Stage} */
function playwright() {
	return {
		group: 'e2e',
		title: 'tests: browser',
		output: 'live',
		async run(parameters) {
			const report = reportOf('e2e');
			const command = tool('@playwright/test', ['test', '--reporter=list,json', ...parameters], 'playwright');
			const env = { ...projectEnvironment(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
			const { code } = await run(command, { env, limitMinutes: 20 });
			return { counts: countsOfReport(report, code, readPlaywright), output: '' };
		}
	};
}

/** @param {string} name */
function reportOf(name) {
	mkdirSync(REPORTS, { recursive: true });
	const path = fileURLToPath(new URL(`${name}.json`, REPORTS));
	rmSync(path, { force: true });
	return path;
}

/** In the order in which they run: the longest of the quiet ones first, with the others beside it. */
export const STAGES = [
	check('lint', 'lint: eslint', () => tool('eslint', ['.', '--max-warnings=0'])),
	check('lint', 'lint: typed modules', () => tool('oxlint', ['--deny-warnings'])),
	check('types', 'types: client', () =>
		tool('svelte-check', ['--tsconfig', './tsconfig.json', '--output', 'human'])
	),
	check('types', 'types: server', () => tool('typescript', ['--project', 'server/tsconfig.json'], 'tsc')),
	check('types', 'types: model', () =>
		tool('typescript', ['--project', 'src/lib/model/tsconfig.json'], 'tsc')
	),
	check('types', 'types: browser tests', () =>
		tool('typescript', ['--project', 'tests/e2e/tsconfig.json'], 'tsc')
	),
	check('types', 'types: whiteboard bench', () =>
		tool('typescript', ['--project', 'tests/bench/whiteboard/tsconfig.json', '--noEmit'], 'tsc')
	),
	check('types', 'types: session bench', () =>
		tool('typescript', ['--project', 'tests/bench/session/tsconfig.json', '--noEmit'], 'tsc')
	),
	check('lint', 'lint: prettier', () => tool('prettier', ['--check', '--log-level=warn', '.'])),
	check('lint', 'lint: layers', () =>
		tool('dependency-cruiser', ['--config', '.dependency-cruiser.js', 'src', 'server'], 'depcruise')
	),
	check('lint', 'lint: unused code', () => tool('knip', [])),
	check('build', 'build: first load', () => [process.execPath, 'scripts/bundle-budget.mjs']),
	vitest('unit'),
	vitest('server', 'unit'),
	vitest('contract'),
	vitest('integration'),
	vitest('deaths', 'faults'),
	vitest('faults'),
	playwright()
];

/** Writes what the type checks read. */
export function prepareTypes() {
	return run(tool('@sveltejs/kit', ['sync'], 'svelte-kit'), { env: projectEnvironment(), show: 'never' });
}
