import { joinAll, type Client } from '../generator/client.ts';
import { Deliveries, type Window } from '../generator/deliveries.ts';
import { encodeEntry } from '../generator/entries.ts';
import { Histogram } from '../generator/histogram.ts';
import { runLive, type LiveFigures } from '../generator/live.ts';
import { createEntryReader } from '../generator/runs.ts';
import { members, type Figures, type Job, type Scenario } from './scenario.ts';

/**
 * How many updates a second one document takes while 20 readers have them within 100 ms (p95): a ramp in steps on the same
 * document, each warmed up, until a step fails, loses something, or the generator itself cannot send so much. The ceiling is the rate
 * that was really sent in the last step that held. 24 writers, so that each stays within the 2,000 frames a second of PROTOCOL.md.
 */
export const ceiling: Scenario = {
	name: 'ceiling',
	title: 'Ceiling: updates a second into one document, 20 readers, p95 ≤ 100 ms',
	columns: [
		{ key: 'ceiling', title: 'updates/s', unit: '', better: 'higher', ratio: true },
		{ key: 'p50', title: 'p50 there', unit: 'ms', better: 'none' },
		{ key: 'p95', title: 'p95 there', unit: 'ms', better: 'none' },
		{ key: 'p99', title: 'p99 there', unit: 'ms', better: 'none' },
		{ key: 'serverCpu', title: 'server CPU there', unit: '%', better: 'none' },
		{ key: 'generatorCpu', title: 'generator CPU there', unit: '%', better: 'none' },
		{ key: 'failedAt', title: 'failed at', unit: '', better: 'none' },
		{ key: 'p95Failed', title: 'p95 then', unit: 'ms', better: 'none' },
		{ key: 'generatorFailed', title: 'generator CPU then', unit: '%', better: 'none' }
	],
	kept: false,
	once: false,
	timeLimitSeconds: 120,
	cases: () => [{ name: `${WRITERS} writers → ${READERS}`, parameters: {} }],
	run: async ({ running, generate }) => generate('measure', await running.rooms(1, WRITERS + 1), {}),
	parts: { measure }
};

const WRITERS = 24;
const READERS = 20;
const STEPS = [
	1_000, 2_000, 4_000, 6_000, 8_000, 10_000, 12_000, 16_000, 20_000, 24_000, 28_000, 34_000, 40_000, 46_000
];
const LIMIT_MS = 100;
const FIRST_CLIENT = 4_000_000;

async function measure({ rooms, pids, quick }: Job): Promise<Figures> {
	const clients = await joinAll(members(rooms[0]!, WRITERS + READERS));
	const window: Window = { from: 0, to: 0 };
	const board = createBoard(clients, window);
	let held: LiveFigures | null = null;
	let failed: { step: number; figures: LiveFigures } | null = null;
	for (const step of STEPS.filter((_, index) => !quick || index % 3 === 2)) {
		const latencies = new Histogram();
		const deliveries = board.begin(latencies);
		const figures = await runLive({
			pids,
			clients,
			senders: WRITERS,
			perSecond: step / WRITERS,
			send: (writer, at) =>
				clients[writer]!.sendUpdate(encodeEntry(deliveries.client(writer), deliveries.send(writer, at))),
			pen: (writer) => clients[writer]!,
			deliveries: [deliveries],
			window,
			latencies,
			seconds: quick ? { warm: 0.5, measured: 1, drain: 2 } : { warm: 1, measured: 2, drain: 3 }
		});
		const holds =
			figures.p95 !== null &&
			figures.p95 <= LIMIT_MS &&
			figures.undelivered === 0 &&
			figures.closed === 0 &&
			figures.sentPerSecond > step * 0.97;
		if (!holds) {
			failed = { step, figures };
			break;
		}
		held = figures;
	}
	for (const client of clients) client.close();
	return {
		ceiling: held?.sentPerSecond ?? null,
		p50: held?.p50 ?? null,
		p95: held?.p95 ?? null,
		p99: held?.p99 ?? null,
		serverCpu: held?.serverCpu ?? null,
		generatorCpu: held?.generatorCpu ?? null,
		failedAt: failed?.step ?? null,
		p95Failed: failed?.figures.p95 ?? null,
		undeliveredFailed: failed?.figures.undelivered ?? null,
		closedFailed: failed?.figures.closed ?? null,
		generatorFailed: failed?.figures.generatorCpu ?? null,
		fromMicros: held?.fromMicros ?? null,
		toMicros: held?.toMicros ?? null,
		residentMb: (failed?.figures ?? held)?.residentMb ?? null
	};
}

/** Steps follow each other on the same connections; each writes as new clients, so that it counts from nought. */
function createBoard(
	clients: readonly Client[],
	window: Window
): { begin(latencies: Histogram): Deliveries } {
	const read = createEntryReader();
	let steps = 0;
	let current: Deliveries | null = null;
	for (let reader = 0; reader < READERS; reader += 1) {
		clients[WRITERS + reader]!.onUpdate = (bytes, start, end) => {
			const at = performance.now();
			current?.receiveRuns(reader, read(bytes, start, end), at);
		};
	}
	return {
		begin(latencies) {
			current = new Deliveries({
				writers: WRITERS,
				readers: READERS,
				firstClient: FIRST_CLIENT + steps * WRITERS,
				kind: 'every',
				window,
				latencies
			});
			steps += 1;
			return current;
		}
	};
}
