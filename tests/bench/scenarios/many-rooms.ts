import { joinAll } from '../generator/client.ts';
import { Deliveries } from '../generator/deliveries.ts';
import { encodeEntry } from '../generator/entries.ts';
import { Histogram } from '../generator/histogram.ts';
import { runLive } from '../generator/live.ts';
import { createEntryReader } from '../generator/runs.ts';
import { LIVE_COLUMNS, members, type Figures, type Job, type Scenario } from './scenario.ts';

/** A community's evening: many small documents, four members in each, everybody writes twice a second and gets what the other three write. */
export const manyRooms: Scenario = {
	name: 'many-rooms',
	title: 'Many small documents, 4 members in each, 2 updates a second from each member',
	columns: LIVE_COLUMNS,
	kept: false,
	once: false,
	timeLimitSeconds: 90,
	cases: (quick) => [
		{ name: `${quick ? 100 : 500} documents × 4`, parameters: { documents: quick ? 100 : 500 } }
	],
	run: async ({ running, generate }, parameters) =>
		generate('measure', await running.rooms(parameters['documents']!, 1), parameters),
	parts: { measure }
};

const MEMBERS = 4;
const PER_SECOND = 2;
const FIRST_CLIENT = 3_000_000;

async function measure({ rooms, pids, quick }: Job): Promise<Figures> {
	const clients = await joinAll(rooms.flatMap((room) => members(room, MEMBERS)));
	const window = { from: 0, to: 0 };
	const latencies = new Histogram();
	const read = createEntryReader();
	const deliveries = rooms.map((_, room) => {
		const each = new Deliveries({
			writers: MEMBERS,
			readers: MEMBERS,
			firstClient: FIRST_CLIENT + room * MEMBERS,
			kind: 'every',
			window,
			latencies,
			self: (reader) => reader
		});
		for (let reader = 0; reader < MEMBERS; reader += 1) {
			clients[room * MEMBERS + reader]!.onUpdate = (bytes, start, end) => {
				const at = performance.now();
				each.receiveRuns(reader, read(bytes, start, end), at);
			};
		}
		return each;
	});
	const figures = await runLive({
		pids,
		clients,
		senders: clients.length,
		perSecond: PER_SECOND,
		send: (sender, at) => {
			const each = deliveries[Math.floor(sender / MEMBERS)]!;
			const writer = sender % MEMBERS;
			clients[sender]!.sendUpdate(encodeEntry(each.client(writer), each.send(writer, at)));
		},
		pen: (sender) => clients[sender]!,
		deliveries,
		window,
		latencies,
		seconds: quick ? { warm: 1, measured: 2, drain: 3 } : { warm: 3, measured: 6, drain: 5 }
	});
	for (const client of clients) client.close();
	return { ...figures };
}
