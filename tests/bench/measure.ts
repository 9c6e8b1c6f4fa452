import { readFileSync } from 'node:fs';
import * as Y from 'yjs';
import { BenchClient, type Address } from './bench-client.ts';
import type { Subject } from './peers.ts';

/** What one person's small edits look like on the wire: one entry pushed, one update each. */
export function prepareUpdates(count: number, entry: (index: number) => unknown): Uint8Array[] {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	const list = doc.getArray('entries');
	for (let index = 0; index < count; index += 1) list.push([entry(index)]);
	doc.destroy();
	return updates;
}

const shape = (index: number) => ({
	id: `shape-${index}`,
	x: index * 7,
	y: index * 3,
	w: 120,
	h: 80,
	text: 'a note'
});

/** Milliseconds from opening the socket to the whole document, by repeated joins of a document of 5,000 entries. */
export async function measureJoins(subject: Subject, joins: number): Promise<number[]> {
	const [address] = await subject.documents(1);
	await fill(address!, 5_000);
	// Somebody is there already: opening a document anew would be a load from disk for the one server that has one.
	const host = await BenchClient.join(address!);
	const times: number[] = [];
	for (let round = 0; round < joins; round += 1) {
		const started = performance.now();
		const client = await BenchClient.join(address!);
		times.push(performance.now() - started);
		client.close();
	}
	host.close();
	return times;
}

/** Puts one update with this many entries into the document, and waits until a newcomer gets it. */
async function fill(address: Address, entries: number): Promise<void> {
	const doc = new Y.Doc();
	doc.getArray('entries').push(Array.from({ length: entries }, (_, index) => shape(index)));
	const update = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	const writer = await BenchClient.join(address);
	writer.send(update);
	for (let arrived = 0; arrived < update.length * 0.9;) {
		const reader = await BenchClient.join({ ...address });
		reader.close();
		arrived = await stateSize(address);
	}
	writer.close();
}

async function stateSize(address: Address): Promise<number> {
	let size = 0;
	const read = address.dialect.read.bind(address.dialect);
	const counting: Address = {
		...address,
		dialect: {
			...address.dialect,
			read(frame) {
				const heard = read(frame);
				// Ours sends the content as updates before an empty step 2.
				if (heard.type === 'state' || heard.type === 'update') size += heard.update.length;
				return heard;
			}
		}
	};
	(await BenchClient.join(counting)).close();
	return size;
}

export interface Latencies {
	/** From sending an update to having it at the other end. */
	readonly peer: readonly number[];
	/** From sending to the server's word for it; empty when it gives none. */
	readonly ack: readonly number[];
}

/** One writes every 10 ms, one reads: what two people feel. */
export async function measureLatency(subject: Subject, count: number): Promise<Latencies> {
	const [address] = await subject.documents(1);
	const writer = await BenchClient.join(address!);
	const reader = await BenchClient.join(address!);
	const sentAt: number[] = [];
	const peer: number[] = [];
	const ack: number[] = [];
	let acked = 0;
	writer.onAck = (total, at) => {
		for (; acked < total && acked < sentAt.length; acked += 1) ack.push(at - sentAt[acked]!);
	};
	const all = new Promise<void>((resolve) => {
		reader.onUpdate = (update, at) => {
			const clock = lastClock(update);
			while (peer.length < clock) peer.push(at - sentAt[peer.length]!);
			if (peer.length === count) resolve();
		};
	});
	for (const update of prepareUpdates(count, shape)) {
		await new Promise((resolve) => setTimeout(resolve, 10));
		sentAt.push(performance.now());
		writer.send(update);
	}
	await all;
	writer.close();
	reader.close();
	return { peer, ack };
}

export interface Throughput {
	/** Updates that everybody had, a second. */
	readonly updatesPerSecond: number;
	/** Updates × readers, a second. */
	readonly deliveriesPerSecond: number;
}

/** Writers keep `WINDOW` updates under way each, until every reader has all of them. */
export async function measureThroughput(
	subject: Subject,
	{ writers, readers, updates }: { writers: number; readers: number; updates: number }
): Promise<Throughput> {
	const [address] = await subject.documents(1);
	const listeners = await Promise.all(Array.from({ length: readers }, () => BenchClient.join(address!)));
	const pens = await Promise.all(Array.from({ length: writers }, () => BenchClient.join(address!)));
	const prepared = pens.map(() => prepareUpdates(updates, shape));
	const clientOf = prepared.map((list) => [...Y.parseUpdateMeta(list[0]!).from.keys()][0]!);
	const started = performance.now();
	const done = listeners.map((listener) => everything(listener, clientOf, updates));
	await Promise.all(
		pens.map((pen, index) => writeAll(pen, listeners[0]!, clientOf[index]!, prepared[index]!))
	);
	await Promise.all(done);
	const seconds = (performance.now() - started) / 1000;
	for (const client of [...pens, ...listeners]) client.close();
	const total = writers * updates;
	return { updatesPerSecond: total / seconds, deliveriesPerSecond: (total * readers) / seconds };
}

const WINDOW = 50;
const progress = new WeakMap<BenchClient, Map<number, number>>();
const watchers = new WeakMap<BenchClient, Set<() => void>>();

function everything(listener: BenchClient, clients: readonly number[], updates: number): Promise<void> {
	const clocks = new Map(clients.map((client) => [client, 0]));
	progress.set(listener, clocks);
	watchers.set(listener, new Set());
	return new Promise((resolve) => {
		listener.onUpdate = (update) => {
			for (const [client, clock] of Y.parseUpdateMeta(update).to) {
				if (clock > (clocks.get(client) ?? 0)) clocks.set(client, clock);
			}
			for (const watcher of watchers.get(listener) ?? []) watcher();
			if (clients.every((client) => clocks.get(client) === updates)) resolve();
		};
	});
}

function writeAll(
	pen: BenchClient,
	seenBy: BenchClient,
	client: number,
	updates: readonly Uint8Array[]
): Promise<void> {
	return new Promise((resolve) => {
		let sent = 0;
		const go = () => {
			const seen = progress.get(seenBy)?.get(client) ?? 0;
			for (; sent < updates.length && sent < seen + WINDOW; sent += 1) pen.send(updates[sent]!);
			if (sent === updates.length) {
				watchers.get(seenBy)?.delete(go);
				resolve();
			}
		};
		watchers.get(seenBy)?.add(go);
		go();
	});
}

/** Resident kilobytes that one more open document of 500 entries with one reader costs. */
export async function measureMemory(subject: Subject, rooms: number): Promise<number> {
	const addresses = await subject.documents(rooms);
	const before = residentKilobytes(subject.pid);
	const clients: BenchClient[] = [];
	for (const address of addresses) {
		await fill(address, 500);
		clients.push(await BenchClient.join(address));
	}
	const after = residentKilobytes(subject.pid);
	for (const client of clients) client.close();
	return (after - before) / rooms;
}

function residentKilobytes(pid: number): number {
	return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

function lastClock(update: Uint8Array): number {
	return Math.max(0, ...Y.parseUpdateMeta(update).to.values());
}
