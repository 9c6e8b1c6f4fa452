import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import { ProblemBoard } from '#model/problem/board.ts';
import type { CardId } from '#model/problem/card.ts';
import type { PhaseId } from '#model/problem/method.ts';
import type { SheetAnswer } from '#protocol/session.ts';
import { percentile } from '../figures.ts';
import { Client, joinAll, type Address } from '../generator/client.ts';
import { Histogram } from '../generator/histogram.ts';
import { Pace } from '../generator/pace.ts';
import { startStopwatch } from '../generator/process-figures.ts';
import type { Figures, Job } from '../scenarios/scenario.ts';
import type { SessionScenario } from '../session/scenario.ts';
import { joinSession, type SessionClient } from '../session/session-client.ts';
import { writtenCards } from './written.ts';

/** In which everybody writes alone. */
export const PHASE = 'ideas' as PhaseId;

/** What of it is done in the generator's process. */
export const revealing: Pick<SessionScenario, 'name' | 'parts'> = {
	name: 'reveal',
	parts: { measure, passOn }
};

const UPDATES_A_SECOND = 5;
const WITHIN_MS = 15_000;
/** Nothing more came for so long: that was all. */
const CALM_MS = 1_500;

async function measure({ rooms, pids, parameters }: Job): Promise<Figures> {
	const { people, each } = parameters as { people: number; each: number };
	const [sockets, documents] = rooms;
	const clients = await joinSession(sockets!);
	const readers = await joinAll(documents!);
	const board = documents![0]!.document;
	const writing = await write(clients, documents!, { people, each });
	await wait(1_000);
	const arrivals = readers.map((reader) => arrivalOf(reader));
	const records = clients.map((client) => revealedAt(client));
	const stopwatch = startStopwatch(pids);
	const at = performance.now();
	const answer = await clients[0]!.give({ type: 'reveal', board, phase: PHASE });
	if (!answer.ok) throw new Error(`reveal was refused: ${answer.refusal}`);
	await calm(arrivals, at);
	const cpu = stopwatch.stop();
	const whole = await isWhole(documents![0]!, people * each);
	const known = records.filter((record) => record.at > 0).map((record) => record.at - at);
	for (const { wire } of [...clients, ...readers]) wire.destroy();
	return {
		...latencies(arrivals, at),
		recordP95: known.length < clients.length ? null : percentile(known, 0.95),
		writingP95: writing.acks.percentile(0.95),
		lag: writing.lag,
		generatorCpu: writing.generatorCpu,
		serverMs: cpu.server * cpu.seconds * 1000,
		whole: whole ? 1 : 0,
		givenAt: performance.timeOrigin + at
	};
}

/** As many bytes in one message, by one for all the others. */
async function passOn({ rooms, pids, parameters }: Job): Promise<Figures> {
	const readers = await joinAll(rooms[0]!);
	await wait(500);
	const arrivals = readers.slice(1).map((reader) => arrivalOf(reader));
	const stopwatch = startStopwatch(pids);
	const at = performance.now();
	readers[0]!.sendUpdate(new Uint8Array(parameters['bytes']!));
	await calm(arrivals, at);
	const cpu = stopwatch.stop();
	for (const { wire } of readers) wire.destroy();
	return { ...latencies(arrivals, at), serverMs: cpu.server * cpu.seconds * 1000 };
}

interface Arrival {
	at: number;
	bytes: number;
}

/** When the last of it came, and how much. */
function arrivalOf(reader: Client): Arrival {
	const arrival = { at: 0, bytes: 0 };
	reader.onUpdate = (_bytes, _start, _end, length) => {
		arrival.at = performance.now();
		arrival.bytes += length;
	};
	return arrival;
}

async function calm(arrivals: readonly Arrival[], since: number): Promise<void> {
	const last = (): number => arrivals.reduce((most, { at }) => Math.max(most, at), 0);
	const isOver = (): boolean =>
		arrivals.every(({ bytes }) => bytes > 0) && performance.now() - last() > CALM_MS;
	while (!isOver() && performance.now() - since < WITHIN_MS) await wait(10);
}

/** Who has less than the others is not there. */
function latencies(arrivals: readonly Arrival[], since: number) {
	const most = arrivals.reduce((sum, { bytes }) => Math.max(sum, bytes), 0);
	const there = arrivals.filter(({ bytes }) => bytes > 0 && bytes > most * ALL_OF_IT);
	const times = there.map(({ at }) => at - since);
	return {
		p50: percentile(times, 0.5),
		p95: percentile(times, 0.95),
		worst: Math.max(0, ...times),
		undelivered: arrivals.length - there.length,
		toldKb: most / 1000
	};
}

/** Of the bytes of whoever got most: the same change can come in one message or in two. */
const ALL_OF_IT = 0.95;

/** When somebody is told that it is done. */
function revealedAt(client: SessionClient): { readonly at: number } {
	const record = { at: 0 };
	client.onHeard = ({ event, bytes, start, end }) => {
		if (record.at > 0 || !event.startsWith('session')) return;
		if (bytes.subarray(start, end).includes('"at":"revealed"')) record.at = performance.now();
	};
	return record;
}

/** Everybody writes on their sheet until all is there and saved. */
async function write(
	clients: readonly SessionClient[],
	documents: readonly Address[],
	{ people, each }: { readonly people: number; readonly each: number }
) {
	const sheets: Address[] = [];
	for (let writer = 1; writer <= people; writer += 1) {
		const { document: board, ...address } = documents[writer]!;
		const answer = await clients[writer]!.ask<SheetAnswer>('my-sheet', board);
		if (!answer.ok) throw new Error(`no sheet: ${answer.refusal}`);
		sheets.push({ ...address, url: address.url.replace(board, answer.document), document: answer.document });
	}
	const pens = await joinAll(sheets);
	const written = pens.map((_, writer) => writtenCards(writer, each, PHASE));
	const acks = new Histogram();
	const sentAt = pens.map((): number[] => []);
	const saved = pens.map(() => 0);
	for (const [writer, pen] of pens.entries())
		pen.onAck = (count) => {
			// The first frame of every connection is its sync step 2.
			for (; saved[writer]! < count - 1; saved[writer]! += 1)
				acks.add(performance.now() - sentAt[writer]![saved[writer]!]!);
		};
	const pace = new Pace();
	const stopwatch = startStopwatch({});
	const sending = pace.run(pens.length, UPDATES_A_SECOND, (writer, due) => {
		const updates = written[writer]!;
		for (let left = due; left > 0 && sentAt[writer]!.length < updates.length; left -= 1) {
			pens[writer]!.sendUpdate(updates[sentAt[writer]!.length]!);
			sentAt[writer]!.push(performance.now());
		}
	});
	const isSaved = (): boolean => written.every((updates, writer) => saved[writer] === updates.length);
	const giveUpAt = performance.now() + WRITING_WITHIN_MS;
	while (!isSaved() && performance.now() < giveUpAt) await wait(20);
	pace.stop();
	await sending;
	if (!isSaved()) throw new Error('What was written was not saved in time.');
	const generatorCpu = stopwatch.stop().generator;
	return { acks, generatorCpu, lag: pace.lag.percentile(0.99) };
}

const WRITING_WITHIN_MS = 40_000;

/** Whether the board has that many cards, all different. */
async function isWhole(address: Address, count: number): Promise<boolean> {
	const doc = new Y.Doc();
	const client = new Client(address, true);
	await new Promise<void>((resolve, reject) => {
		client.onUpdate = (bytes, start, end) => Y.applyUpdate(doc, bytes.subarray(start, end));
		client.onSynced = resolve;
		client.onClosed = (reason) => reject(new Error(reason));
	});
	client.wire.destroy();
	const board = new ProblemBoard(doc);
	const texts = [...board.texts.keys()].map((id) => board.card(id as CardId)?.text ?? '');
	return texts.length === count && new Set(texts).size === count && texts.every((text) => text !== '');
}
