/**
 * Problem memory: whether the page is found that holds the answer, and how soon. 184 problems of twenty trades among generated
 * sections of the same words; each is asked for in its own words, with one typo, with two, and in other words, as somebody
 * wrote them who has the problem. Half of the trades are held out: nothing is chosen by them.
 * `npm run bench -- search [--sections=N] [--seed=N] [--misses] [--write]`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_LOG } from '../support/cluster.ts';
import { createRandom } from '../support/random.ts';
import { SearchIndex } from '../../server/search/search-index.ts';
import { percentile } from './figures.ts';
import { circumstances } from './run/machine.ts';
import { makeCorpus, type Corpus } from './search/corpus.ts';
import { CLASSES, makeQuestions, type AskedFor } from './search/questions.ts';

const args = process.argv.slice(2);
const option = (name: string, usual: number): number =>
	Number(args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? usual);
const random = createRandom(option('seed', 1));
const about = circumstances(args, 'search');
const RESULTS = new URL('RESULTS.md', import.meta.url);
const HEADING = '# Problem memory';
/** Asked once before anything is measured, so that the file is in memory, as it is on a server that runs. */
const WARM = 40;

/** What may be looked at while something is chosen, and what may not. */
const PARTS = [
	{ name: 'first set, tuned', set: 'first', isHeldOut: false },
	{ name: 'held out', set: 'first', isHeldOut: true },
	{ name: 'second set, tuned', set: 'second', isHeldOut: false },
	{ name: 'held out', set: 'second', isHeldOut: true }
] as const;

interface Asked extends AskedFor {
	/** The place of the page among the hits, from 1; `null`: not among the first twenty. */
	readonly place: number | null;
	readonly ms: number;
	readonly found: readonly string[];
}

const directory = mkdtempSync(join(tmpdir(), 'commonplace-bench-'));
const index = new SearchIndex({ directory, log: NO_LOG, wanting: () => undefined });
try {
	const corpus = makeCorpus(option('sections', 20_000), random);
	const filledMs = await fill(corpus);
	const questions = makeQuestions(random);
	for (const question of questions.slice(0, WARM)) await ask(question, corpus);
	const asked: Asked[] = [];
	for (const question of questions) asked.push(await ask(question, corpus));
	const { sections, bytes } = await index.ask({ kind: 'counts' });
	const lines = report(asked, sections, bytes, filledMs);
	process.stdout.write(`${lines.join('\n')}\n`);
	if (args.includes('--misses')) misses(asked);
	if (args.includes('--write')) write(lines);
} finally {
	await index.close();
	rmSync(directory, { recursive: true, force: true });
}

async function fill({ sessions }: Corpus): Promise<number> {
	const from = performance.now();
	for (const { facts, bodies } of sessions) {
		await index.ask({ kind: 'session', facts });
		for (const body of bodies) await index.ask({ kind: 'body', body });
	}
	return performance.now() - from;
}

async function ask(question: AskedFor, { readable, documentOf }: Corpus): Promise<Asked> {
	const from = performance.now();
	const { hits } = await index.ask({
		kind: 'search',
		question: {
			...{ text: question.text, readable, from: 0, limit: 20 },
			...{ kinds: null, parts: null, standings: null, labels: null, session: null, since: null }
		}
	});
	const ms = performance.now() - from;
	const place = hits.findIndex(({ board }) => board === documentOf.get(question.expected)) + 1;
	return { ...question, place: place === 0 ? null : place, ms, found: hits.map(({ title }) => title) };
}

function share(asked: readonly Asked[], within: number): string {
	const found = asked.filter(({ place }) => place !== null && place <= within).length;
	return `${((100 * found) / asked.length).toFixed(0)} %`;
}

function report(asked: readonly Asked[], sections: number, bytes: number, filledMs: number): string[] {
	const rows = CLASSES.map((cls) => {
		const of = asked.filter((each) => each.class === cls);
		const parts = PARTS.map(({ set, isHeldOut }) =>
			of.filter(({ trade }) => trade.set === set && trade.isHeldOut === isHeldOut)
		);
		const times = of.map(({ ms }) => ms);
		const cells = [
			cls,
			String(of.length),
			...[1, 3, 5].map((within) => share(of, within)),
			...parts.map((part) => `${share(part, 3)}, ${share(part, 5)}`),
			...[0.5, 0.95].map((part) => percentile(times, part).toFixed(1))
		];
		return `| ${cells.join(' | ')} |`;
	});
	const head = [
		'asked in',
		'questions',
		'recall@1',
		'@3',
		'@5',
		...PARTS.map(({ name }) => `${name} @3, @5`),
		'p50, ms',
		'p95, ms'
	];
	const times = asked.map(({ ms }) => ms);
	return [
		`${about.date} UTC, ${about.machine}; commit ${about.commit}; \`${about.command}\`; ${random.seedText}; load before: ${about.loadBefore.toFixed(1)}.`,
		'',
		`${sections.toLocaleString('en')} sections, ${(bytes / 1e6).toFixed(0)} MB, filled in ${(filledMs / 1000).toFixed(1)} s; ` +
			`all searches: ${percentile(times, 0.5).toFixed(1)} ms p50, ${percentile(times, 0.95).toFixed(1)} ms p95.`,
		'',
		`| ${head.join(' | ')} |`,
		`| ${head.map(() => '---').join(' | ')} |`,
		...rows
	];
}

/** Of the half that may be looked at. */
function misses(asked: readonly Asked[]): void {
	for (const { text, expected, place, found, trade, class: cls } of asked)
		if (!trade.isHeldOut && (place ?? 99) > 3)
			process.stdout.write(
				`${cls}: ${text}\n  ${place ?? '–'}: ${expected.title}\n  not: ${found.slice(0, 3).join(' | ')}\n`
			);
}

/** In place of the part that was there before. */
function write(lines: readonly string[]): void {
	const before = readFileSync(RESULTS, 'utf8');
	const start = before.indexOf(`${HEADING}\n`);
	const next = start === -1 ? -1 : before.indexOf('\n# ', start + 1);
	const part = `${HEADING}\n\n${lines.join('\n')}\n`;
	const after =
		start === -1
			? `${before.trimEnd()}\n\n${part}`
			: before.slice(0, start) + part + (next === -1 ? '' : before.slice(next));
	writeFileSync(RESULTS, after);
}
