import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { WorkCounts } from '../problem/pending-work.ts';
import type { RoomCounters, SyncMeter } from '../sync/rooms-port.ts';
import { meterInto, searchesInto } from './durations.ts';
import { meterEventLoop } from './event-loop.ts';
import { registerSearch, type SearchStateSource } from './search.ts';

/** What is read at each scrape. */
export interface MetricsSources {
	readonly rooms: () => RoomCounters;
	/** The document workers. */
	readonly jobs: () => { readonly waiting: number; readonly running: number };
	/** Session sockets of this node, and the sessions that they are in. */
	readonly sessions: () => { readonly sockets: number; readonly sessions: number };
	/** What the server does of itself on problem boards: shows cards, counts votes, keeps phases. */
	readonly boardWork: () => WorkCounts;
	readonly search: SearchStateSource;
	/** Rejects when nothing could be stored at the moment. */
	readonly checkStore: () => Promise<void>;
}

export interface Metrics {
	/** For the rooms, which are made before they can be read. */
	readonly meter: SyncMeter;
	/** Hears how long a search took, in milliseconds. */
	readonly searched: (ms: number) => void;
	readonly contentType: string;
	/** From here on these are in every scrape. Once. */
	watch(sources: MetricsSources): void;
	/** Prometheus' text format. Never rejects for want of a store. */
	scrape(): Promise<string>;
	close(): void;
}

/** A store that takes longer counts as away: a scrape must not hang with it. */
const STORE_ANSWERS_WITHIN_MS = 2000;

type Reading = readonly [name: string, help: string, read: (counters: RoomCounters) => number];

const GAUGES: readonly Reading[] = [
	['commonplace_connections', 'Open sync connections.', (now) => now.connections],
	['commonplace_rooms', 'Documents held in memory.', (now) => now.rooms],
	[
		'commonplace_stalled_connections',
		'Sync connections that get nothing at the moment because they read too slowly.',
		(now) => now.stalled
	],
	[
		'commonplace_updates_waiting',
		'Updates that were taken and are not yet written to the store.',
		(now) => now.updatesWaiting
	]
];

const COUNTERS: readonly Reading[] = [
	['commonplace_updates_received_total', 'Updates received from clients.', (sums) => sums.updatesIn],
	['commonplace_received_bytes_total', 'Bytes received over sync connections.', (sums) => sums.bytesIn],
	[
		'commonplace_appends_total',
		'Entries appended to the logs of documents; each holds the updates of a few milliseconds.',
		(sums) => sums.appends
	],
	['commonplace_frames_sent_total', 'Frames sent over sync connections.', (sums) => sums.framesOut],
	['commonplace_sent_bytes_total', 'Bytes sent over sync connections.', (sums) => sums.bytesOut],
	['commonplace_compactions_total', 'Snapshots written.', (sums) => sums.compactions],
	[
		'commonplace_compaction_failures_total',
		'Compactions that failed; the document stays as it was.',
		(sums) => sums.compactionsFailed
	]
];

/** A registry of its own, so that two servers in one process count apart. */
export function createMetrics(storeAnswersWithinMs = STORE_ANSWERS_WITHIN_MS): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	// Prometheus' own names for the loop's delay hold the timer's period as well; ours below do not.
	for (const { name } of registry.getMetricsAsArray())
		if (name.startsWith('nodejs_eventloop_lag')) registry.removeSingleMetric(name);
	const stop = meterEventLoop(registry);
	let read = (): void => undefined;
	return {
		meter: meterInto(registry),
		searched: searchesInto(registry),
		contentType: registry.contentType,
		watch(sources) {
			// Once a scrape: reading may walk all rooms.
			let counters = sources.rooms();
			read = () => void (counters = sources.rooms());
			register(registry, {
				...sources,
				rooms: () => counters,
				checkStore: () => within(storeAnswersWithinMs, sources.checkStore())
			});
			registerSearch(registry, sources.search);
		},
		scrape() {
			read();
			return registry.metrics();
		},
		close() {
			stop();
			registry.clear();
		}
	};
}

function register(
	registry: Registry,
	{ rooms, jobs, sessions, boardWork, checkStore }: MetricsSources
): void {
	gauge(registry, 'commonplace_store_up', 'Whether the store takes writes: 1 or 0.', () => isUp(checkStore));
	for (const [name, help, read] of GAUGES) gauge(registry, name, help, () => read(rooms()));
	for (const [name, help, read] of COUNTERS) {
		counter(registry, name, help, (self) => self.inc(read(rooms())));
	}
	counter(
		registry,
		'commonplace_refusals_total',
		'What connections sent and the server did not take, or why it closed them.',
		(self) => {
			for (const [reason, count] of Object.entries(rooms().refused)) self.inc({ reason }, count);
		},
		['reason']
	);
	const work = (name: string, help: string, which: keyof WorkCounts): void =>
		counter(
			registry,
			name,
			help,
			(self) => boardWork()[which].forEach((count, kind) => self.inc({ work: kind }, count)),
			['work']
		);
	work(
		'commonplace_board_work_failures_total',
		'Times that work on a problem board failed and is tried again: a reveal, a count, a join of groups, a phase to be kept.',
		'failed'
	);
	work(
		'commonplace_board_work_given_up_total',
		'Work on a problem board that waits for a facilitator, since a document does not open.',
		'givenUp'
	);
	gauge(
		registry,
		'commonplace_document_jobs_waiting',
		'Jobs that wait for a document worker.',
		() => jobs().waiting
	);
	gauge(
		registry,
		'commonplace_document_jobs_running',
		'Jobs that a document worker is busy with.',
		() => jobs().running
	);
	gauge(registry, 'commonplace_session_sockets', 'Open session sockets.', () => sessions().sockets);
	gauge(registry, 'commonplace_sessions', 'Sessions with people in them.', () => sessions().sessions);
}

function gauge(registry: Registry, name: string, help: string, read: () => number | Promise<number>): void {
	new Gauge({
		name,
		help,
		registers: [registry],
		async collect() {
			this.set(await read());
		}
	});
}

/** For sums that are kept elsewhere: set anew at each scrape. */
function counter(
	registry: Registry,
	name: string,
	help: string,
	fill: (self: Counter) => void,
	labelNames: readonly string[] = []
): void {
	new Counter({
		name,
		help,
		labelNames,
		registers: [registry],
		collect() {
			this.reset();
			fill(this);
		}
	});
}

function isUp(check: () => Promise<void>): Promise<number> {
	return check().then(
		() => 1,
		() => 0
	);
}

async function within(ms: number, answer: Promise<void>): Promise<void> {
	const late = Promise.withResolvers<never>();
	const timer = setTimeout(() => late.reject(new Error('the store does not answer')), ms);
	return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
}
