import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RoomCounters } from '../sync/rooms-port.ts';
import { createMetrics, type Metrics } from './metrics.ts';

const COUNTERS: RoomCounters = {
	rooms: 3,
	connections: 40,
	stalled: 1,
	updatesWaiting: 7,
	updatesIn: 1000,
	bytesIn: 64_000,
	appends: 120,
	framesOut: 9000,
	bytesOut: 512_000,
	compactions: 5,
	compactionsFailed: 2,
	refused: { 'read-only': 4, 'too-slow': 6 }
};

let metrics: Metrics;
beforeEach(() => {
	metrics = createMetrics();
});
afterEach(() => metrics.close());

function watch(overrides: Partial<Parameters<Metrics['watch']>[0]> = {}): void {
	metrics.watch({
		rooms: () => COUNTERS,
		jobs: () => ({ waiting: 11, running: 2 }),
		sessions: () => ({ sockets: 25, sessions: 4 }),
		boardWork: () => ({ failed: new Map([['reveal', 6]]), givenUp: new Map([['reveal', 1]]) }),
		search: async () => ({ index: { documents: 5, sections: 70, unread: 2 }, waiting: 3, isWhole: false }),
		checkStore: () => Promise.resolve(),
		...overrides
	});
}

/** A sample's value by its name and labels. */
async function sample(name: string): Promise<number> {
	const text = await metrics.scrape();
	const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
	if (line === undefined) throw new Error(`${name} is not in:\n${text}`);
	return Number(line.slice(name.length + 1));
}

test('how it stands with search is in a scrape, whether or not its index answers', async () => {
	watch();
	metrics.searched(4);
	expect(await sample('commonplace_search_duration_seconds_count')).toBe(1);
	expect(await sample('commonplace_search_up')).toBe(1);
	expect(await sample('commonplace_search_whole')).toBe(0);
	expect(await sample('commonplace_search_sections')).toBe(70);
	expect(await sample('commonplace_search_documents_unread')).toBe(2);
	expect(await sample('commonplace_search_documents_waiting')).toBe(3);
	metrics.close();
	metrics = createMetrics();
	watch({ search: async () => ({ index: null, waiting: 0, isWhole: false }) });
	expect(await sample('commonplace_search_up')).toBe(0);
});

test('how things stand and the sums since the start are in a scrape', async () => {
	watch();
	expect(await sample('commonplace_connections')).toBe(40);
	expect(await sample('commonplace_rooms')).toBe(3);
	expect(await sample('commonplace_stalled_connections')).toBe(1);
	expect(await sample('commonplace_updates_waiting')).toBe(7);
	expect(await sample('commonplace_updates_received_total')).toBe(1000);
	expect(await sample('commonplace_received_bytes_total')).toBe(64_000);
	expect(await sample('commonplace_sent_bytes_total')).toBe(512_000);
	expect(await sample('commonplace_compaction_failures_total')).toBe(2);
	expect(await sample('commonplace_refusals_total{reason="too-slow"}')).toBe(6);
	expect(await sample('commonplace_board_work_failures_total{work="reveal"}')).toBe(6);
	expect(await sample('commonplace_board_work_given_up_total{work="reveal"}')).toBe(1);
	expect(await sample('commonplace_document_jobs_waiting')).toBe(11);
	expect(await sample('commonplace_session_sockets')).toBe(25);
	expect(await sample('commonplace_sessions')).toBe(4);
	expect(await sample('commonplace_store_up')).toBe(1);
});

test('a second scrape tells sums, not sums of sums', async () => {
	let updatesIn = 10;
	watch({ rooms: () => ({ ...COUNTERS, updatesIn }) });
	expect(await sample('commonplace_updates_received_total')).toBe(10);
	updatesIn = 25;
	expect(await sample('commonplace_updates_received_total')).toBe(25);
	expect(await sample('commonplace_refusals_total{reason="read-only"}')).toBe(4);
});

test('durations come as seconds, in buckets that tell 2 ms from 3 ms', async () => {
	metrics.meter.acknowledged(2.5);
	metrics.meter.acknowledged(4000);
	metrics.meter.fannedOut(0.4);
	expect(await sample('commonplace_ack_duration_seconds_bucket{le="0.002"}')).toBe(0);
	expect(await sample('commonplace_ack_duration_seconds_bucket{le="0.003"}')).toBe(1);
	expect(await sample('commonplace_ack_duration_seconds_bucket{le="5"}')).toBe(2);
	expect(await sample('commonplace_ack_duration_seconds_sum')).toBeCloseTo(4.0025);
	expect(await sample('commonplace_fanout_duration_seconds_count')).toBe(1);
});

test('a store that refuses is down, and the scrape has everything else', async () => {
	watch({ checkStore: () => Promise.reject(new Error('away')) });
	expect(await sample('commonplace_store_up')).toBe(0);
	expect(await sample('commonplace_connections')).toBe(40);
});

test('a store that never answers is down after a moment', async () => {
	metrics.close();
	metrics = createMetrics(20);
	watch({ checkStore: () => new Promise(() => undefined) });
	expect(await sample('commonplace_store_up')).toBe(0);
});

test(
	'a loop that was held up shows in the next scrape, and no longer in the one after',
	{ timeout: 60_000 },
	async () => {
		const longest = 'commonplace_event_loop_delay_seconds{quantile="1"}';
		const HELD_UP_MS = 400;
		const pause = () => new Promise((resolve) => setTimeout(resolve, 30));
		// Tried again: the monitor's timer must run once after each scrape, and the machine may be busy.
		const eventually = async (prepare: () => void, holds: (seconds: number) => boolean) => {
			for (let tries = 0; tries < 50; tries += 1) {
				await pause();
				prepare();
				await pause();
				if (holds(await sample(longest))) return true;
			}
			return false;
		};
		const holdUp = () => {
			const end = performance.now() + HELD_UP_MS;
			while (performance.now() < end);
		};
		expect(await eventually(holdUp, (seconds) => seconds > 0.3 && seconds < 60)).toBe(true);
		expect(
			await eventually(
				() => undefined,
				(seconds) => seconds < 0.3
			)
		).toBe(true);
	}
);

test('every metric has a help text, a name by the rules and no label without bounds', async () => {
	watch();
	const lines = (await metrics.scrape()).split('\n');
	const types = new Map(
		lines
			.filter((line) => line.startsWith('# TYPE'))
			.map((line) => line.split(' ').slice(2, 4) as [string, string])
	);
	for (const [name, type] of types) {
		expect(name).toMatch(/^(commonplace|process|nodejs)_[a-z_]+$/);
		expect(lines.some((line) => line.startsWith(`# HELP ${name} `) && line.length > name.length + 10)).toBe(
			true
		);
		if (name.startsWith('commonplace_')) expect(name.endsWith('_total')).toBe(type === 'counter');
	}
	expect(types.size).toBeGreaterThan(20);
	const labels = lines
		.filter((line) => line.startsWith('commonplace_') && line.includes('{'))
		.map((line) => /\{(\w+)=/.exec(line)?.[1]);
	expect(new Set(labels)).toEqual(new Set(['le', 'quantile', 'reason', 'work']));
});
