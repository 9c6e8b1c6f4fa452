import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { attempt, brief } from '../run/attempt.ts';
import { circumstances, type Circumstances } from '../run/machine.ts';
import { median, type Outcome } from '../run/outcome.ts';
import { emptyProfiles, PROFILES, summarizeProfiles } from '../run/profile.ts';
import { report } from '../run/report.ts';
import type { Case } from '../scenarios/scenario.ts';
import type { SessionRow, SessionScenario } from './scenario.ts';
import { createOurSessions, rawSocketIo, type SessionSubject } from './subjects.ts';
import { reached } from './targets.ts';

/** What one `*.bench.ts` measures in sessions. */
interface Bench {
	/** As it is asked for. */
	readonly name: string;
	/** Of its part of RESULTS.md. */
	readonly heading: string;
	readonly scenarios: readonly SessionScenario[];
	/** What else follows from the figures, as Markdown; empty where nothing does. */
	readonly further?: (rows: readonly SessionRow[]) => string;
}

interface CaseOfScenario {
	readonly scenario: SessionScenario;
	readonly case: Case;
	readonly measured: Map<SessionSubject, Outcome[]>;
}

interface Options {
	readonly quick: boolean;
	readonly rounds: number;
	readonly only: readonly string[] | null;
	readonly profile: boolean;
	readonly write: boolean;
	readonly cases: readonly CaseOfScenario[];
}

/** `[SCENARIO …] [--quick] [--rounds=N] [--only=SERVER,…] [--case=PART-OF-ITS-NAME] [--profile] [--write]`. */
function readOptions(scenarios: readonly SessionScenario[]): Options {
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
	const unknown = names.filter((name) => !scenarios.some((scenario) => scenario.name === name));
	if (unknown.length > 0)
		throw new Error(
			`There is no scenario ${unknown.join(', ')}; there are ${scenarios.map(({ name }) => name).join(', ')}.`
		);
	return {
		quick: options.quick,
		rounds: Number(options.rounds),
		only: options.only === '' ? null : options.only.split(','),
		profile: options.profile,
		write: options.write,
		cases: scenarios
			.filter(({ name }) => names.length === 0 || names.includes(name))
			.flatMap((scenario) =>
				scenario
					.cases(options.quick)
					.filter(({ name }) => name.includes(options.case))
					.map((each) => ({ scenario, case: each, measured: new Map<SessionSubject, Outcome[]>() }))
			)
	};
}

/**
 * Runs it beside what its libraries take to tell as many people as many bytes, since there is no peer to compare a session with. The server
 * has a core of its own, protocol clients the other one; browsers go where there is room. Ends the process.
 */
export async function benchOfSessions(bench: Bench): Promise<never> {
	const options = readOptions(bench.scenarios);
	if (options.profile) emptyProfiles();
	const about = circumstances(process.argv.slice(2), bench.name);
	const ours = createOurSessions(options.profile ? PROFILES : null);
	const subjects = [ours, rawSocketIo].filter(({ name }) => options.only?.includes(name) ?? true);
	for (let round = 1; round <= options.rounds; round += 1)
		for (const { scenario, case: each, measured } of options.cases)
			for (const subject of subjects) {
				if (subject.kind !== 'ours' && !scenario.plain) continue;
				const startedAt = performance.now();
				const own = measured.get(ours)?.at(-1) ?? null;
				const outcome = await measure(scenario, each, { subject, own, quick: options.quick });
				measured.set(subject, [...(measured.get(subject) ?? []), outcome]);
				const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
				process.stderr.write(
					`${round} ${scenario.name}, ${each.name}, ${subject.name}: ${brief(scenario.columns, outcome)} (${seconds} s)\n`
				);
			}
	const rows = options.cases.map(({ scenario, case: each, measured }) => ({
		scenario,
		case: each,
		outcomes: [...measured].map(([subject, outcomes]) => ({ subject, outcome: median(outcomes) }))
	}));
	const markdown = [report(about, options.rounds, subjects, rows, []), bench.further?.(rows), reached(rows)]
		.filter((part) => part !== undefined && part !== '')
		.join('\n\n');
	process.stdout.write(`\n${markdown}\n`);
	keep(bench.name, about, options.cases, markdown);
	if (options.write) writeDown(bench.heading, markdown);
	if (options.profile) process.stdout.write(summarizeProfiles([{ from: 0, to: Number.POSITIVE_INFINITY }]));
	// Browsers and their helpers leave handles behind.
	process.exit(
		rows.some(({ outcomes }) => outcomes.some(({ outcome }) => outcome.kind === 'failed')) ? 1 : 0
	);
}

/** @param how `own`: what ours did in the same case. */
async function measure(
	scenario: SessionScenario,
	{ parameters }: Case,
	{ subject, own, quick }: { subject: SessionSubject; own: Outcome | null; quick: boolean }
): Promise<Outcome> {
	const isOurs = subject.kind === 'ours';
	if (!isOurs && own?.kind !== 'measured')
		return { kind: 'cannot', reason: 'sends what ours sent, which was not measured' };
	const ours = !isOurs && own?.kind === 'measured' ? own.figures : null;
	return attempt(
		{ ...scenario, quick },
		() => subject.start(),
		(running, generate) => scenario.run({ running, quick, ours, generate }, parameters)
	);
}

/** Every round's figures, for whoever wants to reckon for themselves. */
function keep(bench: string, about: Circumstances, cases: readonly CaseOfScenario[], markdown: string): void {
	const folder = fileURLToPath(new URL('../../../.cache/bench/results/', import.meta.url));
	mkdirSync(folder, { recursive: true });
	const name = `${folder}${bench}-${about.date.replace(/[: ]/g, '-')}`;
	const all = cases.map(({ scenario, case: each, measured }) => ({
		scenario: scenario.name,
		case: each.name,
		servers: [...measured].map(([{ name: server }, outcomes]) => ({ server, outcomes }))
	}));
	writeFileSync(`${name}.json`, `${JSON.stringify({ ...about, all }, null, '\t')}\n`);
	writeFileSync(`${name}.md`, `${markdown}\n`);
	process.stderr.write(`kept in ${name}.json\n`);
}

/** Replaces the tables, and leaves what is said about them. */
function writeDown(title: string, markdown: string): void {
	const path = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
	const written = readFileSync(path, 'utf8');
	const heading = `\n# ${title}\n`;
	const begin = written.includes(heading) ? written.indexOf(heading) : written.length;
	const behind = begin + heading.length;
	const ends = [`\n## What it says of ${title.toLowerCase()}\n`, '\n# ']
		.map((next) => written.indexOf(next, behind))
		.filter((at) => at !== -1);
	const end = Math.min(written.length, ...ends);
	writeFileSync(path, `${written.slice(0, begin)}${heading}\n${markdown}\n${written.slice(end)}`);
}
