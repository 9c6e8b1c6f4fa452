/**
 * Sessions with many people, by protocol clients and in real browsers; beside what Socket.IO takes to tell as many people as many bytes,
 * since there is no peer to compare a session with. The server has a core of its own, the protocol clients the other one; browsers go where there is
 * room. `npm run bench -- session [SCENARIO …] [--quick] [--rounds=N] [--only=SERVER,…] [--case=PART-OF-ITS-NAME] [--profile] [--write]`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generate } from '../run/generator.ts';
import { circumstances } from '../run/machine.ts';
import { judge, median, type Outcome } from '../run/outcome.ts';
import { emptyProfiles, PROFILES, summarizeProfiles } from '../run/profile.ts';
import { report } from '../run/report.ts';
import type { Case } from '../scenarios/scenario.ts';
import { costs } from './costs.ts';
import type { SessionScenario } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';
import { createOurSessions, rawSocketIo, type SessionSubject } from './subjects.ts';
import { reached } from './targets.ts';

const { values: options, positionals: names } = parseArgs({
	allowPositionals: true,
	options: {
		/** Small and short: shows that everything works, and gives no figures to quote. */
		quick: { type: 'boolean', default: false },
		rounds: { type: 'string', default: '1' },
		only: { type: 'string', default: '' },
		case: { type: 'string', default: '' },
		/** Our server writes CPU profiles, and a summary is printed: for finding out why, since profiling itself costs. */
		profile: { type: 'boolean', default: false },
		/** Puts the tables into tests/bench/RESULTS.md in place of those that are there. */
		write: { type: 'boolean', default: false }
	}
});
const unknown = names.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name));
if (unknown.length > 0)
	throw new Error(
		`There is no scenario ${unknown.join(', ')}; there are ${SCENARIOS.map(({ name }) => name).join(', ')}.`
	);
if (options.profile) emptyProfiles();
const about = circumstances(process.argv.slice(2), 'session');
const ours = createOurSessions(options.profile ? PROFILES : null);
const subjects = [ours, rawSocketIo].filter(
	({ name }) => options.only === '' || options.only.split(',').includes(name)
);
const cases = SCENARIOS.filter(({ name }) => names.length === 0 || names.includes(name)).flatMap((scenario) =>
	scenario
		.cases(options.quick)
		.filter(({ name }) => name.includes(options.case))
		.map((each) => ({ scenario, case: each, measured: new Map<SessionSubject, Outcome[]>() }))
);
const rounds = Number(options.rounds);
for (let round = 1; round <= rounds; round += 1)
	for (const { scenario, case: each, measured } of cases)
		for (const subject of subjects) {
			if (subject.kind !== 'ours' && !scenario.plain) continue;
			const startedAt = performance.now();
			const outcome = await measure(scenario, each, subject, measured.get(ours)?.at(-1) ?? null);
			measured.set(subject, [...(measured.get(subject) ?? []), outcome]);
			const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
			process.stderr.write(
				`${round} ${scenario.name}, ${each.name}, ${subject.name}: ${brief(scenario, outcome)} (${seconds} s)\n`
			);
		}

const rows = cases.map(({ scenario, case: each, measured }) => ({
	scenario,
	case: each,
	outcomes: [...measured].map(([subject, outcomes]) => ({ subject, outcome: median(outcomes) }))
}));
const markdown = [report(about, rounds, subjects, rows, []), costs(rows), reached(rows)]
	.filter((part) => part !== '')
	.join('\n\n');
process.stdout.write(`\n${markdown}\n`);
keep();
if (options.profile) process.stdout.write(summarizeProfiles([{ from: 0, to: Number.POSITIVE_INFINITY }]));
// Browsers and their helpers leave handles behind.
process.exit(rows.some(({ outcomes }) => outcomes.some(({ outcome }) => outcome.kind === 'failed')) ? 1 : 0);

async function measure(
	scenario: SessionScenario,
	{ parameters }: Case,
	subject: SessionSubject,
	own: Outcome | null
): Promise<Outcome> {
	if (subject.kind !== 'ours' && own?.kind !== 'measured')
		return { kind: 'cannot', reason: 'sends what ours sent, which was not measured' };
	try {
		const running = await subject.start();
		try {
			const figures = await scenario.run(
				{
					running,
					quick: options.quick,
					ours: subject.kind !== 'ours' && own?.kind === 'measured' ? own.figures : null,
					generate: (part, rooms, told) =>
						generate(
							{
								scenario: scenario.name,
								part,
								rooms,
								pids: running.pids,
								parameters: told,
								quick: options.quick
							},
							scenario.timeLimitSeconds
						)
				},
				parameters
			);
			return judge(figures);
		} finally {
			await running.stop();
		}
	} catch (error) {
		return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
	}
}

/** One line for whoever waits. */
function brief(scenario: SessionScenario, outcome: Outcome): string {
	if (outcome.kind !== 'measured') return `${outcome.kind}: ${outcome.reason}`;
	const figures = scenario.columns.flatMap(({ key, title, unit }) => {
		const value = outcome.figures[key] ?? null;
		return value === null ? [] : [`${title} ${(unit === '%' ? value * 100 : value).toPrecision(3)}${unit}`];
	});
	return [...figures, ...outcome.doubts.map((doubt) => `! ${doubt}`)].join(', ');
}

function keep(): void {
	const folder = fileURLToPath(new URL('../../../.cache/bench/results/', import.meta.url));
	mkdirSync(folder, { recursive: true });
	const name = `${folder}session-${about.date.replace(/[: ]/g, '-')}`;
	const all = cases.map(({ scenario, case: each, measured }) => ({
		scenario: scenario.name,
		case: each.name,
		servers: [...measured].map(([{ name: server }, outcomes]) => ({ server, outcomes }))
	}));
	writeFileSync(`${name}.json`, `${JSON.stringify({ ...about, all }, null, '\t')}\n`);
	writeFileSync(`${name}.md`, `${markdown}\n`);
	process.stderr.write(`kept in ${name}.json\n`);
	if (options.write) writeDown();
}

/** Replaces the tables, and leaves what is said about them. */
function writeDown(): void {
	const path = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
	const written = readFileSync(path, 'utf8');
	const heading = '\n# Sessions\n';
	const begin = written.includes(heading) ? written.indexOf(heading) : written.length;
	const behind = begin + heading.length;
	const ends = ['\n## What it says of sessions\n', '\n# '].map((next) => written.indexOf(next, behind));
	const end = Math.min(written.length, ...ends.filter((at) => at !== -1));
	writeFileSync(path, `${written.slice(0, begin)}${heading}\n${markdown}\n${written.slice(end)}`);
}
