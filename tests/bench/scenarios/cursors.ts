import { joinAll } from '../generator/client.ts';
import { Deliveries } from '../generator/deliveries.ts';
import { Histogram } from '../generator/histogram.ts';
import { runLive } from '../generator/live.ts';
import { encodePointer } from '../generator/pointers.ts';
import { createPointerReader } from '../generator/runs.ts';
import { LIVE_COLUMNS, members, type Figures, type Job, type Scenario } from './scenario.ts';

/**
 * Everybody moves a pointer 20 times a second and sees everybody else's. The latency of one place of one pointer for one who looks on
 * is the time until that place *or a later one* arrived: servers may leave out what is old already. At the end each must have the last place
 * of all.
 */
export const cursors: Scenario = {
	name: 'cursors',
	title: 'Moving pointers (awareness), 20 times a second each, everybody sees all',
	columns: LIVE_COLUMNS,
	kept: false,
	once: false,
	timeLimitSeconds: 60,
	cases: () => [100, 300].map((pointers) => ({ name: `${pointers} pointers`, parameters: { pointers } })),
	run: async ({ running, generate }, parameters) =>
		generate('measure', await running.rooms(1, parameters['pointers']!), parameters),
	parts: { measure }
};

const PER_SECOND = 20;
const FIRST_CLIENT = 2_000_000;

async function measure({ rooms, pids, parameters, quick }: Job): Promise<Figures> {
	const { pointers } = parameters as { pointers: number };
	const clients = await joinAll(members(rooms[0]!, pointers));
	const window = { from: 0, to: 0 };
	const latencies = new Histogram();
	const deliveries = new Deliveries({
		writers: pointers,
		readers: pointers,
		firstClient: FIRST_CLIENT,
		kind: 'latest',
		window,
		latencies,
		self: (reader) => reader
	});
	const read = createPointerReader();
	for (const [reader, client] of clients.entries()) {
		client.onAwareness = (bytes, start, end) => {
			const at = performance.now();
			deliveries.receiveRuns(reader, read(bytes, start, end), at);
		};
	}
	const figures = await runLive({
		pids,
		clients,
		senders: pointers,
		perSecond: PER_SECOND,
		send: (pointer, at) =>
			clients[pointer]!.sendAwareness(
				encodePointer(deliveries.client(pointer), deliveries.send(pointer, at))
			),
		pen: (pointer) => clients[pointer]!,
		deliveries: [deliveries],
		window,
		latencies,
		seconds: quick ? { warm: 0.7, measured: 1.5, drain: 3 } : { warm: 2, measured: 5, drain: 5 }
	});
	for (const client of clients) client.close();
	return { ...figures };
}
