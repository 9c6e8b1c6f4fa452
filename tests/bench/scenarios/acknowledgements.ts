import { joinAll } from '../generator/client.ts';
import { Deliveries } from '../generator/deliveries.ts';
import { encodeEntry } from '../generator/entries.ts';
import { Histogram } from '../generator/histogram.ts';
import { runLive } from '../generator/live.ts';
import { createEntryReader } from '../generator/runs.ts';
import { LIVE_COLUMNS, members, type Figures, type Job, type Scenario } from './scenario.ts';

/**
 * 10 writers, 50 updates a second each, 10 readers. From handing an update to the socket to reading the acknowledgement that covers it: it is
 * on disk, after an fsync. Beside it, how soon the readers had it. An acknowledgement that only says "applied" is none.
 */
export const acknowledgements: Scenario = {
	name: 'acks',
	title: 'Acknowledgement (durable, after an fsync) at 500 updates a second',
	columns: [
		{ key: 'ackP50', title: 'ack p50', unit: 'ms', better: 'lower' },
		{ key: 'ackP95', title: 'ack p95', unit: 'ms', better: 'lower' },
		{ key: 'ackP99', title: 'ack p99', unit: 'ms', better: 'lower' },
		...LIVE_COLUMNS.map((column) => ({ ...column, title: `reader ${column.title}` })).slice(0, 3),
		...LIVE_COLUMNS.slice(3)
	],
	kept: false,
	once: false,
	timeLimitSeconds: 60,
	cases: () => [{ name: '10 × 50/s → 10', parameters: {} }],
	run: async ({ running, generate }) => generate('measure', await running.rooms(1, WRITERS + 1), {}),
	parts: { measure }
};

const WRITERS = 10;
const READERS = 10;
const PER_SECOND = 50;
const FIRST_CLIENT = 5_000_000;

async function measure({ rooms, pids, quick }: Job): Promise<Figures> {
	const clients = await joinAll(members(rooms[0]!, WRITERS + READERS));
	const window = { from: 0, to: 0 };
	const latencies = new Histogram();
	const acks = new Histogram();
	const options = { writers: WRITERS, firstClient: FIRST_CLIENT, window } as const;
	const deliveries = new Deliveries({ ...options, readers: READERS, kind: 'every', latencies });
	/** Each writer is the one reader of its own acknowledgements. */
	const acknowledged = new Deliveries({ ...options, readers: 1, kind: 'every', latencies: acks });
	const read = createEntryReader();
	for (let reader = 0; reader < READERS; reader += 1) {
		clients[WRITERS + reader]!.onUpdate = (bytes, start, end) => {
			const at = performance.now();
			deliveries.receiveRuns(reader, read(bytes, start, end), at);
		};
	}
	for (let writer = 0; writer < WRITERS; writer += 1) {
		let before = 0;
		clients[writer]!.onAck = (count) => {
			// The first frame of every connection is its sync step 2.
			const to = count - 1;
			if (to > before) acknowledged.receive(0, deliveries.client(writer), before, to, performance.now());
			before = Math.max(before, to);
		};
	}
	const figures = await runLive({
		pids,
		clients,
		senders: WRITERS,
		perSecond: PER_SECOND,
		send: (writer, at) => {
			acknowledged.send(writer, at);
			clients[writer]!.sendUpdate(encodeEntry(deliveries.client(writer), deliveries.send(writer, at)));
		},
		pen: (writer) => clients[writer]!,
		deliveries: [deliveries, acknowledged],
		window,
		latencies,
		seconds: quick ? { warm: 0.7, measured: 2, drain: 3 } : { warm: 2, measured: 6, drain: 5 }
	});
	for (const client of clients) client.close();
	const { p50, p95, p99 } = acks.summary();
	return { ...figures, ackP50: p50, ackP95: p95, ackP99: p99 };
}
