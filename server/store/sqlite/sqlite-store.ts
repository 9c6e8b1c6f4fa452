import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { DocumentName } from '#protocol/documents.ts';
import { unreachable } from '#model/unreachable.ts';
import type { Log } from '../../log.ts';
import {
	StoreError,
	type AppendListener,
	type LogEntry,
	type OpenDocument,
	type Store,
	type StoredDocument
} from '../store.ts';
import { createAppendQueue } from './append-queue.ts';
import { createArchive, type AskDatabase } from './archive.ts';
import { createBlobFiles } from './blobs.ts';
import { readEntry } from '../entry-bytes.ts';
import type { Outcome, PackedDocument, Reply, Request, WorkerOptions } from './messages.ts';

export interface SqliteStoreOptions {
	/** Made when it is not there. */
	readonly directory: string;
	/** A failed fsync, or the end of the database's thread: what was not acknowledged is unknown, so the process must exit. */
	readonly onFatal: (error: Error) => void;
	readonly log?: Log;
	/** The database may not grow beyond this many bytes; `unavailable` above it. */
	readonly maxBytes?: number;
	/** Another one after each start of the machine; `null` when unknown. The operating system's when left out. */
	readonly bootId?: string | null;
}

interface Waiting {
	readonly resolve: (value: never) => void;
	readonly reject: (error: StoreError) => void;
}

/** Opens the embedded store. Rejects with a sentence when the directory cannot be used or another server has it. */
export async function createSqliteStore(options: SqliteStoreOptions): Promise<Store> {
	const { directory, maxBytes = null, bootId = readBootId() } = options;
	const workerData: WorkerOptions = { directory, maxBytes, bootId };
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
	await opened(worker, options.log);
	return connect(worker, options);
}

/** Linux's; elsewhere `null`. */
function readBootId(): string | null {
	try {
		return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
	} catch {
		return null;
	}
}

function opened(worker: Worker, log: Log | undefined): Promise<void> {
	return new Promise((resolve, reject) => {
		const ended = () => reject(new Error("the database's thread ended"));
		const hear = (reply: Reply) => {
			if (reply.kind === 'report') {
				log?.error(reply.details, reply.message);
				return;
			}
			worker.off('message', hear);
			worker.off('error', reject);
			worker.off('exit', ended);
			if (reply.kind === 'opened') resolve();
			else reject(new Error(reply.kind === 'refused' ? reply.message : `unexpected reply ${reply.kind}`));
		};
		worker.once('error', reject);
		worker.once('exit', ended);
		worker.on('message', hear);
	});
}

function connect(worker: Worker, { directory, onFatal, log }: SqliteStoreOptions): Store {
	const appends = createAppendQueue((message) => send(message, [message.bytes.buffer]));
	const waiting = new Map<number, Waiting>();
	const closed = Promise.withResolvers<void>();
	let phase: 'open' | 'closing' | 'closed' = 'open';
	let nextId = 1;

	function send(request: Request, transfer: ArrayBuffer[] = []): void {
		worker.postMessage(request, transfer);
	}

	function append(name: DocumentName, entry: LogEntry, listener: AppendListener): void {
		if (phase === 'open') appends.add(name, entry, listener);
		else setImmediate(() => listener.failed(closedError()));
	}

	const ask: AskDatabase = (call, { durable } = { durable: false }) =>
		new Promise((resolve, reject) => {
			if (phase !== 'open') {
				reject(closedError());
				return;
			}
			// It sees what was appended before it.
			appends.flush();
			waiting.set(nextId, { resolve, reject });
			send({ kind: 'call', id: nextId++, call, durable });
		});

	function settle(id: number, outcome: Outcome<unknown>): void {
		const entry = waiting.get(id);
		waiting.delete(id);
		if (outcome.ok) entry?.resolve(outcome.value as never);
		else entry?.reject(new StoreError(outcome.failure, outcome.message));
	}

	/** Nothing more will be answered. */
	function abandon(): void {
		phase = 'closed';
		appends.fail(closedError());
		for (const entry of waiting.values()) entry.reject(closedError());
		waiting.clear();
	}

	function die(error: Error): void {
		if (phase === 'closed') return;
		log?.error({ reason: error.message }, 'the store failed for good');
		abandon();
		closed.resolve();
		onFatal(error);
	}

	worker.on('message', (reply: Reply) => {
		switch (reply.kind) {
			case 'written':
				appends.written(reply.outcomes);
				return;
			case 'durable':
				appends.durable(reply.count);
				return;
			case 'answered':
				settle(reply.id, reply.outcome);
				return;
			case 'report':
				log?.error(reply.details, reply.message);
				return;
			case 'fatal':
				die(new Error(`the disk did not take what was written: ${reply.message}`));
				return;
			case 'closed':
				abandon();
				closed.resolve();
				return;
			case 'opened':
			case 'refused':
				return;
			default:
				unreachable(reply);
		}
	});
	worker.on('error', die);
	worker.on('exit', () => die(new Error("the database's thread ended")));

	const blobs = createBlobFiles(directory, die);
	const whileOpen = async <T>(work: () => Promise<T>): Promise<T> => {
		if (phase !== 'open') throw closedError();
		return work();
	};
	const load = async (name: DocumentName) => unpack(await ask({ kind: 'load', name }));

	return {
		promises: 'saved',
		documents: {
			open: async (name) => openDocument(await load(name), (...given) => append(name, ...given)),
			load,
			head: (name) => ask({ kind: 'head', name }),
			mayCompact: () => whileOpen(() => Promise.resolve(true)),
			compact: (name, compaction) => ask({ kind: 'compact', name, ...compaction }, { durable: true }),
			quarantine: async (name, reason) =>
				void (await ask({ kind: 'quarantine', name, reason }, { durable: true }))
		},
		records: {
			get: (collection, key) => ask({ kind: 'get', collection, key }),
			put: (collection, key, value, expected) =>
				ask({ kind: 'put', collection, key, json: JSON.stringify(value), expected }, { durable: true }),
			remove: (collection, key, expected) =>
				ask({ kind: 'remove', collection, key, expected }, { durable: true }),
			list: (collection, prefix) => ask({ kind: 'list', collection, prefix })
		},
		blobs: {
			put: (bytes) => whileOpen(() => blobs.put(bytes)),
			get: (hash) => whileOpen(() => blobs.get(hash)),
			remove: (hash) => whileOpen(() => blobs.remove(hash))
		},
		archive: createArchive(ask, () => {
			if (phase !== 'open') throw closedError();
			return blobs.all();
		}),
		check: async () => void (await ask({ kind: 'check' }, { durable: true })),
		async close() {
			if (phase === 'open') {
				appends.flush();
				phase = 'closing';
				send({ kind: 'close' });
			}
			await closed.promise;
		}
	};
}

/** There is one node only, so nothing is ever heard of others. */
function openDocument(
	stored: StoredDocument | null,
	append: (entry: LogEntry, listener: AppendListener) => void
): OpenDocument {
	return { stored, append, close: () => undefined };
}

function unpack(packed: PackedDocument | null): StoredDocument | null {
	if (packed === null) return null;
	const { generation, snapshot, mayHaveLost, damage, quarantine, positions, ends, bytes } = packed;
	let start = 0;
	const tail = positions.map((position, index) => {
		const end = ends[index] as number;
		const entry = bytes.subarray(start, end);
		start = end;
		return readEntry(entry, position);
	});
	return { generation, snapshot, tail, owners: new Map(packed.owners), mayHaveLost, damage, quarantine };
}

function closedError(): StoreError {
	return new StoreError('closed', 'the store is closed');
}
