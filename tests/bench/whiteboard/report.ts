import { table, type Figure } from '../figures.ts';
import { circumstances } from '../run/machine.ts';
import type { Measured } from './gestures.ts';
import { SUBJECTS, type SubjectName } from './pages.ts';

/** What one trial of one page gave. */
export interface Figures {
	readonly scriptKb: number;
	readonly overview: number;
	readonly firstPaintMs: number;
	readonly sharpMs: number;
	readonly heapMb: number;
	readonly rendererMb: number;
	heapAfterMb?: number;
	rendererAfterMb?: number;
	readonly gestures: Record<string, Measured>;
	readonly errors: readonly string[];
}

/** The medians of all trials, in one table with the ratios first. */
export function report(
	run: { readonly command: string; readonly count: number; readonly devicePixels: number },
	trials: ReadonlyMap<SubjectName, readonly Figures[]>
): string {
	const { date, machine, commit, loadBefore } = circumstances([]);
	const figure = (name: string, unit: string, read: (figures: Figures) => number | undefined): Figure => ({
		name,
		unit,
		better: 'lower',
		values: Object.fromEntries(
			SUBJECTS.filter((subject) => trials.has(subject)).map((subject) => [
				subject,
				median(trials.get(subject)!.flatMap((figures) => read(figures) ?? []))
			])
		)
	});
	const gestures = new Set([...trials.values()].flat().flatMap(({ gestures }) => Object.keys(gestures)));
	const figures = [
		...[...gestures].map((name) =>
			figure(name, 'ms/frame, main thread', ({ gestures }) =>
				gestures[name]?.worked === true ? gestures[name].mainMs : undefined
			)
		),
		...[...gestures].map((name) =>
			figure(name, 'ms/frame, all processes', ({ gestures }) =>
				gestures[name]?.worked === true ? gestures[name].allMs : undefined
			)
		),
		figure('load: first paint', 'ms, main thread', ({ firstPaintMs }) => firstPaintMs),
		figure('load: everything sharp', 'ms, main thread', ({ sharpMs }) => sharpMs),
		figure('JS heap after loading', 'MB', ({ heapMb }) => heapMb),
		figure('JS heap at the end', 'MB', ({ heapAfterMb }) => heapAfterMb),
		figure('renderer after loading', 'MB', ({ rendererMb }) => rendererMb),
		figure('renderer at the end', 'MB', ({ rendererAfterMb }) => rendererAfterMb),
		figure('JavaScript of the page, gzip', 'kB', ({ scriptKb }) => scriptKb)
	];
	const errors = [...trials].flatMap(([name, all]) =>
		all.flatMap(({ errors }) => errors.map((e) => `${name}: ${e}`))
	);
	const counts = [...trials].map(([name, all]) => `${all.length} × ${name}`).join(', ');
	const about =
		`${date}, ${machine}, commit ${commit}, load average at the end ${loadBefore.toFixed(1)}; \`${run.command}\`\n\n` +
		`${run.count} shapes, 1280 × 800 at ${run.devicePixels} device pixels a CSS pixel, Chromium without a GPU, medians of ${counts}. × above 1: ours is ahead.`;
	return [about, table('commonplace', figures), ...errors.map((error) => `- ${error}`)].join('\n\n');
}

function median(values: readonly number[]): number | null {
	const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? null;
}
