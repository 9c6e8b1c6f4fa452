/**
 * `npm test`: sets up what is missing, then runs everything and goes on after a failure, so that one run tells all.
 * The last line counts the tests, each check (types, lint, first load) as one.
 *
 *   npm test -- --only unit,e2e          groups: types lint build unit contract integration faults e2e
 *   npm test -- --only e2e -- -g offline    what follows goes to the test runner
 */
import { parseArgs } from 'node:util';
import { setup } from './setup.mjs';
import { describeCounts, sum } from './testing/counts.mjs';
import { prepareTypes, STAGES } from './testing/stages.mjs';
import { Advice, runScript, say, secondsSince } from './toolchain/say.mjs';

const QUIET_AT_ONCE = 2;

await runScript(async () => {
	const started = performance.now();
	const { groups, parameters } = wanted();
	const stages = STAGES.filter((stage) => groups.includes(stage.group));
	const needsClient = stages.some((stage) => ['build', 'e2e', 'integration'].includes(stage.group));
	const needsPrograms = stages.some((stage) => stage.output === 'live');
	await setup({ tests: needsPrograms, client: needsClient });
	await prepareTypes();
	const setUpIn = secondsSince(started);

	const results = [];
	const quiet = stages.filter((stage) => stage.output === 'quiet').values();
	const worker = async () => {
		for (const stage of quiet) results.push(await perform(stage, []));
	};
	await Promise.all(Array.from({ length: QUIET_AT_ONCE }, worker));
	for (const stage of stages) if (stage.output === 'live') results.push(await perform(stage, parameters));

	say(`\nSet up in ${setUpIn}, all in ${secondsSince(started)}:`);
	for (const { title, counts, time } of results) {
		say(
			`  ${counts.failed > 0 ? '✗' : '✓'} ${title.padEnd(22)} ${time.padStart(8)}  ${describeCounts(counts)}`
		);
	}
	const total = sum(results.map((result) => result.counts));
	say(`\n${describeCounts(total)}`);
	return total.failed > 0 ? 1 : 0;
});

/**
 * @param {import('./testing/stages.mjs').Stage} stage
 * @param {readonly string[]} parameters
 */
async function perform(stage, parameters) {
	const started = performance.now();
	if (stage.output === 'live') say(`\n── ${stage.title}`);
	const { counts, output } = await stage.run(parameters);
	const time = secondsSince(started);
	if (stage.output === 'quiet') say(`${counts.failed > 0 ? '✗' : '✓'} ${stage.title} (${time})`);
	if (counts.failed > 0 && output) say(output);
	return { title: stage.title, counts, time };
}

function wanted() {
	const all = [...new Set(STAGES.map((stage) => stage.group))];
	const { values, positionals } = parseArgs({
		options: { only: { type: 'string' } },
		allowPositionals: true,
		strict: true
	});
	const groups = values.only?.split(',') ?? all;
	const unknown = groups.find((group) => !all.includes(group));
	if (unknown !== undefined) throw new Advice(`There is no group "${unknown}": ${all.join(', ')}.`);
	return { groups, parameters: positionals };
}
