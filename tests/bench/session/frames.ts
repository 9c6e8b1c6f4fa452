import type { Browser, Page } from '@playwright/test';
import { percentile } from '../figures.ts';

/** What the main thread of one page did in each frame of 1/60 s, by its own clock: other processes do not count. */
export interface FrameCosts {
	/** Of frames in which it did anything at all, in milliseconds. */
	readonly p50: number;
	readonly p95: number;
	readonly worst: number;
	/** Share of all frames. */
	readonly busyFrames: number;
	/** Over all frames, idle ones too. */
	readonly mean: number;
	/** Tasks above 50 ms. */
	readonly longTasks: number;
}

const FRAME_MICROS = 1_000_000 / 60;
/** Less than this is a timer that looked at its watch. */
const ANYTHING_MS = 0.3;
const LONG_MICROS = 50_000;
const MARK = 'bench:watched';

interface TraceEvent {
	readonly name: string;
	readonly pid: number;
	readonly tid: number;
	readonly ts: number;
	readonly ph: string;
	readonly dur?: number;
	readonly tdur?: number;
}

/** Traces a page while something goes on. */
export async function frameCosts(
	browser: Browser,
	page: Page,
	meanwhile: () => Promise<void>
): Promise<FrameCosts> {
	await browser.startTracing(page, {
		categories: ['toplevel', 'blink.user_timing', 'disabled-by-default-devtools.timeline']
	});
	await page.evaluate((mark) => void performance.mark(mark), MARK);
	await meanwhile();
	await page.evaluate((mark) => void performance.mark(mark), MARK);
	const trace = JSON.parse((await browser.stopTracing()).toString()) as {
		readonly traceEvents: readonly TraceEvent[];
	};
	return summarize(trace.traceEvents);
}

function summarize(events: readonly TraceEvent[]): FrameCosts {
	const marks = events.filter(({ name }) => name === MARK);
	const [first, last] = [marks[0], marks.at(-1)];
	if (first === undefined || last === undefined) throw new Error('The trace does not hold the page.');
	const tasks = events.filter(
		({ name, pid, tid, ts }) =>
			name === 'RunTask' && pid === first.pid && tid === first.tid && ts >= first.ts && ts < last.ts
	);
	if (tasks.length === 0) throw new Error('The trace holds no tasks of the page.');
	const frames = new Float64Array(Math.ceil((last.ts - first.ts) / FRAME_MICROS));
	for (const { ts, tdur, dur } of tasks) {
		const frame = Math.min(frames.length - 1, Math.floor((ts - first.ts) / FRAME_MICROS));
		frames[frame]! += (tdur ?? dur ?? 0) / 1000;
	}
	const busy = [...frames].filter((cost) => cost > ANYTHING_MS);
	return {
		p50: percentile(busy, 0.5),
		p95: percentile(busy, 0.95),
		worst: Math.max(0, ...busy),
		busyFrames: busy.length / frames.length,
		mean: frames.reduce((sum, cost) => sum + cost, 0) / frames.length,
		longTasks: tasks.filter(({ tdur, dur }) => (tdur ?? dur ?? 0) > LONG_MICROS).length
	};
}
