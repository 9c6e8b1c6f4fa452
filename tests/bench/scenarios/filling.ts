import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import { Client, type Address } from '../generator/client.ts';
import type { Content } from '../run/data.ts';
import { members } from './scenario.ts';

/**
 * Puts the content into a document, one member and connection for each lane, below the 2,000 frames a second of PROTOCOL.md, and waits
 * until a newcomer gets all of it. The first connection stays: the document is open from here on.
 */
export async function fill(room: readonly Address[], { lanes, state }: Content): Promise<Client> {
	const pens = await Promise.all(members(room, lanes.length).map((address) => Client.join(address)));
	await Promise.all(lanes.map((lane, index) => write(pens[index]!, lane)));
	const giveUpAt = performance.now() + ARRIVES_WITHIN_MS;
	while ((await stateBytes(room[0]!)) < state.length * COMPLETE) {
		if (performance.now() > giveUpAt)
			throw new Error(`the document's content had not arrived after ${ARRIVES_WITHIN_MS / 1000} s`);
		await wait(500);
	}
	for (const pen of pens.slice(1)) pen.close();
	return pens[0]!;
}

/** A state may be told a little shorter than Yjs encodes it, never much. */
export const COMPLETE = 0.98;
const ARRIVES_WITHIN_MS = 40_000;
const AT_ONCE = 20;
const EVERY_MS = 11;
const MOST_WAITING_BYTES = 256 * 1024;

async function write(pen: Client, updates: readonly Uint8Array[]): Promise<void> {
	for (let sent = 0; sent < updates.length; sent += AT_ONCE) {
		pen.wire.cork();
		for (const update of updates.slice(sent, sent + AT_ONCE)) pen.sendUpdate(update);
		pen.wire.uncork();
		do await wait(EVERY_MS);
		while (pen.wire.waiting > MOST_WAITING_BYTES && pen.state !== 'closed');
		if (pen.state === 'closed') throw new Error(`while the document was filled: ${pen.reason}`);
	}
}

async function stateBytes(address: Address): Promise<number> {
	const client = await Client.join(address);
	client.close();
	return client.contentBytes;
}

/** Whether what a newcomer is told makes the same document. Not timed. */
export async function isWhole(address: Address, { state, read }: Content): Promise<boolean> {
	const expected = new Y.Doc();
	Y.applyUpdate(expected, state);
	const words = read(expected);
	const doc = new Y.Doc();
	const client = new Client(address, true);
	client.onUpdate = (bytes, start, end) => Y.applyUpdate(doc, bytes.slice(start, end));
	const giveUpAt = performance.now() + ARRIVES_WITHIN_MS;
	while (read(doc) !== words && client.state !== 'closed' && performance.now() < giveUpAt) await wait(100);
	client.close();
	return read(doc) === words;
}
