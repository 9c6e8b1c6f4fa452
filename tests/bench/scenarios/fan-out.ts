import { joinAll } from '../generator/client.ts';
import { Deliveries } from '../generator/deliveries.ts';
import { encodeEntry } from '../generator/entries.ts';
import { Histogram } from '../generator/histogram.ts';
import { runLive } from '../generator/live.ts';
import { createEntryReader } from '../generator/runs.ts';
import { LIVE_COLUMNS, members, type Figures, type Job, type Scenario } from './scenario.ts';

/**
 * One document, some who write at a steady rate, many who read. Latency is from handing an update to the writer's socket to having
 * read it, perhaps within a merged frame, from a reader's socket: every update for every reader is one sample. The writers
 * have connections of their own and hear each other too; they are not counted as readers. The document starts empty.
 */
export const fanOut: Scenario = {
	name: 'fan-out',
	title: 'Fan-out: from writing to having it at a reader, and what that costs the server',
	columns: LIVE_COLUMNS,
	kept: false,
	once: false,
	timeLimitSeconds: 60,
	cases: (quick) =>
		[
			{ readers: 10, writers: 1, perSecond: 60 },
			{ readers: 100, writers: 1, perSecond: 60 },
			{ readers: 500, writers: 1, perSecond: 60 },
			{ readers: 10, writers: 10, perSecond: 30 },
			{ readers: 100, writers: 10, perSecond: 30 },
			{ readers: 500, writers: 10, perSecond: 30 }
		]
			.filter(({ readers }) => !quick || readers !== 10)
			.map((parameters) => ({
				name: `${parameters.writers} × ${parameters.perSecond}/s → ${parameters.readers}`,
				parameters
			})),
	run: async ({ running, generate }, parameters) =>
		generate('measure', await running.rooms(1, parameters['writers']! + 1), parameters),
	parts: { measure }
};

const FIRST_CLIENT = 1_000_000;

async function measure({ rooms, pids, parameters, quick }: Job): Promise<Figures> {
	const { writers, readers, perSecond } = parameters as {
		writers: number;
		readers: number;
		perSecond: number;
	};
	const everybody = members(rooms[0]!, writers + readers);
	const clients = await joinAll(everybody);
	const window = { from: 0, to: 0 };
	const latencies = new Histogram();
	const deliveries = new Deliveries({
		writers,
		readers,
		firstClient: FIRST_CLIENT,
		kind: 'every',
		window,
		latencies
	});
	const read = createEntryReader();
	for (let reader = 0; reader < readers; reader += 1) {
		clients[writers + reader]!.onUpdate = (bytes, start, end) => {
			const at = performance.now();
			deliveries.receiveRuns(reader, read(bytes, start, end), at);
		};
	}
	const figures = await runLive({
		pids,
		clients,
		senders: writers,
		perSecond,
		send: (writer, at) =>
			clients[writer]!.sendUpdate(encodeEntry(deliveries.client(writer), deliveries.send(writer, at))),
		pen: (writer) => clients[writer]!,
		deliveries: [deliveries],
		window,
		latencies,
		seconds: quick ? { warm: 0.7, measured: 1.5, drain: 3 } : { warm: 2, measured: 5, drain: 5 }
	});
	for (const client of clients) client.close();
	return { ...figures };
}
