import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';
import { joinAll, readUint } from '../generator/bytes.ts';

/** What the scenarios put into documents. Made once, from fixed client ids, and kept: every server gets the same bytes. */
export interface Content {
	/** To be sent in this order, one frame each; within a lane only, where there are several. */
	readonly lanes: readonly (readonly Uint8Array[])[];
	/** The encoded state of all of it, as Yjs makes it: what a newcomer must get. */
	readonly state: Uint8Array;
	/** What a document says, for comparing: the server may have put something of its own into it as well. */
	read(doc: Y.Doc): string;
}

type Bytes = Omit<Content, 'read'>;

const FOLDER = fileURLToPath(new URL('../../../.cache/bench/data/', import.meta.url));
const TRACE = new URL('../../support/data/friendsforever.json.gz', import.meta.url);

/** A whiteboard whose state is about this many bytes: shapes with eight fields each, 200 in an update. */
export function board(bytes: number): Content {
	const read = (doc: Y.Doc): string => JSON.stringify(doc.getMap('shapes'));
	const made = kept(`board-${bytes}`, () => {
		const updates: Uint8Array[] = [];
		const doc = new Y.Doc();
		doc.clientID = 77;
		doc.on('update', (update: Uint8Array) => updates.push(update));
		const shapes = doc.getMap('shapes');
		let size = 0;
		for (let next = 0; size < bytes; next += SHAPES_AT_ONCE) {
			doc.transact(() => {
				for (let index = next; index < next + SHAPES_AT_ONCE; index += 1)
					shapes.set(`shape-${index.toString(36)}`, shape(index));
			});
			size += updates.at(-1)!.length;
		}
		return { lanes: [updates], state: Y.encodeStateAsUpdate(doc) };
	});
	return { ...made, read };
}

const SHAPES_AT_ONCE = 20;

function shape(index: number): Y.Map<unknown> {
	return new Y.Map<unknown>([
		['type', 'note'],
		['x', (index * 37) % 5000],
		['y', (index * 91) % 3000],
		['w', 120],
		['h', 80],
		['color', 'amber'],
		['order', `a${index.toString(36)}`],
		['text', `What we saw in case ${index} and what helped`]
	]);
}

/**
 * Real typing: the recorded trace of two people in one text (tests/support/data), again and again, each time into a text and by clients of
 * its own, so that several connections can bring them at once. One transaction of the trace is one update.
 */
export function keystrokes(count: number): Content {
	const made = kept(`keystrokes-${count}`, () => {
		const { txns } = readTrace();
		const lanes: Uint8Array[][] = [];
		const whole = new Y.Doc();
		for (let left = count; left > 0; left -= lanes.at(-1)!.length) {
			const some = txns.slice(0, Math.min(left, Math.ceil(count / LANES)));
			lanes.push(type(some, `text-${lanes.length}`, 500 + 2 * lanes.length));
			Y.transact(whole, () => lanes.at(-1)!.forEach((update) => Y.applyUpdate(whole, update)));
		}
		return { lanes, state: Y.encodeStateAsUpdate(whole) };
	});
	const read = (doc: Y.Doc): string =>
		made.lanes.map((_, lane) => doc.getText(`text-${lane}`).toJSON()).join('\n');
	return { ...made, read };
}

/** How many connections bring the keystrokes. */
export const LANES = 5;

interface Transaction {
	readonly parents: readonly number[];
	readonly agent: number;
	readonly patches: readonly (readonly [position: number, deleted: number, inserted: string])[];
}

/** Replays the trace as it was: each of the two types into the text as its transaction's parents left it. */
function type(transactions: readonly Transaction[], name: string, firstClient: number): Uint8Array[] {
	const updates: Uint8Array[] = [];
	/** How much of each one's work a transaction builds on, itself included. */
	const versions: (readonly number[])[] = [];
	const work: Uint8Array[][] = [[], []];
	const read = [0, 0];
	const desks = work.map((own, agent) => {
		const doc = new Y.Doc();
		doc.clientID = firstClient + agent;
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === 'typing') own.push(update);
		});
		return doc;
	});
	for (const { parents, agent, patches } of transactions) {
		const other = 1 - agent;
		const known = Math.max(0, ...parents.map((parent) => versions[parent]![other]!));
		for (; read[agent]! < known; read[agent]! += 1) Y.applyUpdate(desks[agent]!, work[other]![read[agent]!]!);
		const text = desks[agent]!.getText(name);
		desks[agent]!.transact(() => {
			for (const [position, deleted, inserted] of patches) {
				if (deleted > 0) text.delete(position, deleted);
				if (inserted !== '') text.insert(position, inserted);
			}
		}, 'typing');
		updates.push(work[agent]!.at(-1)!);
		versions.push(agent === 0 ? [work[0]!.length, known] : [known, work[1]!.length]);
	}
	return updates;
}

function readTrace(): { readonly txns: readonly Transaction[] } {
	const text = gunzipSync(readFileSync(TRACE)).toString('utf8');
	return JSON.parse(text) as { txns: Transaction[] };
}

function kept(name: string, make: () => Bytes): Bytes {
	const file = `${FOLDER}${name}.bin`;
	if (!existsSync(file)) {
		mkdirSync(FOLDER, { recursive: true });
		writeFileSync(`${file}.new`, pack(make()));
		renameSync(`${file}.new`, file);
	}
	return unpack(readFileSync(file));
}

function pack({ lanes, state }: Bytes): Uint8Array {
	const blocks = (list: readonly Uint8Array[]): (number | Uint8Array)[] =>
		list.flatMap((bytes) => [bytes.length, bytes]);
	return joinAll([
		lanes.length,
		...lanes.flatMap((lane) => [lane.length, ...blocks(lane)]),
		...blocks([state])
	]);
}

function unpack(bytes: Uint8Array): Bytes {
	const cursor = { bytes, at: 0, end: bytes.length };
	const block = (): Uint8Array => {
		const length = readUint(cursor);
		cursor.at += length;
		return bytes.subarray(cursor.at - length, cursor.at);
	};
	const lanes = Array.from({ length: readUint(cursor) }, () =>
		Array.from({ length: readUint(cursor) }, block)
	);
	return { lanes, state: block() };
}
