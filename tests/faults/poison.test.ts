import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#protocol/close-codes.ts';
import { encodeSyncStep1, encodeUpdate } from '#protocol/sync.ts';
import { HealthyPair } from '../support/healthy-pair.ts';
import { nested, uint } from '../support/hostile-frames.ts';
import { watchMemory } from '../support/process-memory.ts';
import { RawClient } from '../support/raw-client.ts';
import { rounds } from '../support/rounds.ts';
import { SharedBoard } from '../support/shared-board.ts';
import { waitFor } from '../support/wait-for.ts';

let board: SharedBoard;
let pair: HealthyPair;
beforeAll(async () => {
	board = await SharedBoard.start();
	pair = await HealthyPair.join(board);
});
afterAll(() => board.close());
afterEach(async () => {
	await pair.exchange();
	expect(board.server.output(), 'the process itself is well').not.toMatch(/"level":60/);
});

const CLIENT = 7;
const update = (...parts: Uint8Array[]) => Buffer.concat(parts);
const text = (value: string) => update(uint(Buffer.byteLength(value)), Buffer.from(value));
const uints = (...values: number[]) => update(...values.map(uint));
const deleteFirst = uints(0, 1, CLIENT, 1, 0, 1);

/** One value within each of `depth` nested types. */
function childrenOfAll(depth: number): Uint8Array {
	const parts = [uints(1, depth, CLIENT + 1, 0)];
	for (let clock = 0; clock < depth; clock += 1)
		parts.push(Buffer.of(8), uints(0, CLIENT, clock, 1), Buffer.of(126));
	return update(...parts, uint(0));
}

/** One letter at the beginning of one text, by each of many clients, the lowest id first. */
function crowd(clients: number): Uint8Array[] {
	return Array.from({ length: clients }, (_, index) =>
		update(uints(1, 1, index + 1, 0), Buffer.of(4), uints(1), text('t'), text('x'), uints(0))
	);
}

/** Every key of a large map, set again and again. */
function manyKeys(keys: number): Uint8Array {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (let key = 0; key < keys; key += 1) doc.getMap('keys').set(`key ${key}`, key);
	});
	return Y.encodeStateAsUpdate(doc);
}

const POISONS: readonly [string, () => readonly Uint8Array[]][] = [
	['types nested as deep as a frame allows', () => [nested(CLIENT, 400_000)]],
	['deep types whose outermost is deleted', () => [nested(CLIENT, 20_000), deleteFirst]],
	[
		'types that are nested deeper with every update, and then deleted',
		() => [...Array.from({ length: 400 }, (_, step) => nested(CLIENT, 20, 20 * step)), deleteFirst]
	],
	['a value in each of many nested types', () => [nested(CLIENT, 10_000), childrenOfAll(10_000)]],
	['a crowd of clients in one place', () => crowd(3000)],
	[
		'clocks that are used twice, first for what is garbage',
		() => [
			uints(1, 1, CLIENT, 0, 0, 5, 0),
			update(uints(1, 1, CLIENT, 3), Buffer.of(4), uints(1), text('t'), text('abcdef'), uints(0))
		]
	],
	['a map of a hundred thousand keys', () => [manyKeys(100_000)]],
	['a text of four megabytes', () => [manyText(4_000_000)]],
	['marks without end in one text', () => [manyMarks(rounds(2000, 10_000))]]
];

function manyText(length: number): Uint8Array {
	const doc = new Y.Doc();
	doc.getText('t').insert(0, 'x'.repeat(length));
	return Y.encodeStateAsUpdate(doc);
}

function manyMarks(marks: number): Uint8Array {
	const doc = new Y.Doc();
	const text = doc.getText('t');
	text.insert(0, 'x'.repeat(marks));
	doc.transact(() => {
		for (let at = 0; at < marks; at += 1) text.format(at, 1, { [`mark ${at % 50}`]: at });
	});
	return Y.encodeStateAsUpdate(doc);
}

/** Comes, reads, leaves: what became of opening the document, or the code that the connection was closed with. */
async function visit(url: string, headers: Record<string, string>): Promise<'opened' | 'broken' | number> {
	const client = await RawClient.open(url, headers);
	client.send(encodeSyncStep1(new Map()));
	await waitFor(
		() => client.closeCode !== null || client.all('sync-step-2').length > 0,
		'the document, or a refusal',
		30_000
	);
	if (client.closeCode !== null) return client.closeCode;
	client.close();
	await client.closed();
	const doc = new Y.Doc();
	try {
		for (const { update } of client.all('update')) Y.applyUpdate(doc, update);
		return 'opened';
	} catch {
		return 'broken';
	}
}

it.each(POISONS)('%s: at worst that document is put aside, and nobody else notices', async (name, make) => {
	const updates = make();
	const stranger = await board.stranger();
	const url = `${board.url}/${stranger.board}?ack=1`;
	const headers = board.headers(stranger);
	const memory = await watchMemory(board.server.pid);
	pair.slowestMs = 0;
	const outcomes = await pair.during(
		(async () => {
			const author = await RawClient.open(url, headers);
			for (const each of updates) author.send(encodeUpdate(each));
			await waitFor(
				() => author.closeCode !== null || author.acknowledged === updates.length,
				'it is taken or refused',
				30_000
			);
			const told = author.closeCode ?? 'taken';
			author.close();
			await author.closed();
			// Every visit that ends is an occasion to compact the document, and to find out that it cannot be opened.
			const visits: Awaited<ReturnType<typeof visit>>[] = [];
			const isOpen = () => visits.length < 5 || visits.at(-1) === 'broken';
			while (isOpen() && visits.length < 200) visits.push(await visit(url, headers));
			return [told, ...visits];
		})()
	);
	console.info(
		`${name}: ${outcomes.slice(0, 10).join(', ')} … ${outcomes.at(-1)}; slowest exchange ${Math.round(pair.slowestMs)} ms, ` +
			`memory ${JSON.stringify(await memory())} MB`
	);
	expect(['taken', CLOSE.malformed, CLOSE.tooMany]).toContain(outcomes[0]);
	for (const outcome of outcomes.slice(1)) expect(['opened', 'broken', CLOSE.unreadable]).toContain(outcome);
	expect(['opened', CLOSE.unreadable], 'in the end').toContain(outcomes.at(-1));
});

it('and after a restart the others are as they were', async () => {
	const before = pair.words;
	await board.kill('SIGTERM');
	await board.startAgain();
	const read = await board.read();
	expect(read.getMap('pair').get('word')).toBe(before);
});
