import { Worker } from 'node:worker_threads';
import type { DocumentName } from '#protocol/documents.ts';
import { unreachable } from '#model/unreachable.ts';
import type { Log } from '../../log.ts';
import {
	StoreError,
	type Appending,
	type LogEntry,
	type LogPosition,
	type Store,
	type StoredDocument
} from '../store.ts';
import { createBlobFiles } from './blobs.ts';
import type {
	Answers,
	AppendHeader,
	Call,
	Outcome,
	PackedDocument,
	Reply,
	Request,
	WorkerOptions
} from './messages.ts';

export interface SqliteStoreOptions {
	/** Made when it is not there. */
	readonly directory: string;
	/** A failed fsync, or the end of the database's thread: what was not acknowledged is unknown, so the process must exit. */
	readonly onFatal: (error: Error) => void;
	readonly log?: Log;
	/** The database may not grow beyond this many bytes; `unavailable` above it. */
	readonly maxBytes?: number;
}

/** Something that waits for the database's thread. `after`: whether it waits for the commit or for the disk. */
type Waiting =
	| {
			readonly kind: 'append';
			readonly written: PromiseWithResolvers<LogPosition>;
			readonly durable: PromiseWithResolvers<void>;
	  }
	| {
			readonly kind: 'call';
			readonly resolve: (value: never) => void;
			readonly reject: (error: StoreError) => void;
			readonly after: 'commit' | 'sync';
			outcome: (() => void) | null;
	  };

/** Opens the embedded store. Rejects with a sentence when the directory cannot be used or another server has it. */
export async function createSqliteStore(options: SqliteStoreOptions): Promise<Store> {
	const workerData: WorkerOptions = { directory: options.directory, maxBytes: options.maxBytes ?? null };
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
	await opened(worker);
	return connect(worker, options);
}

function opened(worker: Worker): Promise<void> {
	return new Promise((resolve, reject) => {
		const ended = () => reject(new Error("the database's thread ended"));
		worker.once('error', reject);
		worker.once('exit', ended);
		worker.once('message', (reply: Reply) => {
			worker.off('error', reject);
			worker.off('exit', ended);
			if (reply.kind === 'opened') resolve();
			else reject(new Error(reply.kind === 'refused' ? reply.message : `unexpected reply ${reply.kind}`));
		});
	});
}

function connect(worker: Worker, { directory, onFatal, log }: SqliteStoreOptions): Store {
	const waiting = new Map<number, Waiting>();
	const closed = Promise.withResolvers<void>();
	let phase: 'open' | 'closing' | 'closed' = 'open';
	let nextId = 1;
	let unsent: { header: AppendHeader; update: Uint8Array }[] = [];

	function send(request: Request, transfer: ArrayBuffer[] = []): void {
		worker.postMessage(request, transfer);
	}

	/** All appends of one turn of the loop cross in one message, packed: a view would take its whole slab along. */
	function flush(): void {
		if (unsent.length === 0) return;
		const entries = unsent;
		unsent = [];
		const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + entry.update.length, 0));
		let offset = 0;
		for (const { update } of entries) {
			bytes.set(update, offset);
			offset += update.length;
		}
		const first = nextId - entries.length;
		send({ kind: 'append', first, entries: entries.map((entry) => entry.header), bytes }, [bytes.buffer]);
	}

	function append(name: DocumentName, { update, author, at }: LogEntry): Appending {
		const written = Promise.withResolvers<LogPosition>();
		const durable = Promise.withResolvers<void>();
		// Whoever looks at only one of the two must not bring the process down with the other.
		written.promise.catch(ignored);
		durable.promise.catch(ignored);
		if (phase !== 'open') {
			written.reject(closedError());
			durable.reject(closedError());
		} else {
			if (unsent.length === 0) setImmediate(flush);
			unsent.push({ header: { name, author, at, length: update.length }, update });
			waiting.set(nextId++, { kind: 'append', written, durable });
		}
		return { written: written.promise, durable: durable.promise };
	}

	function call<C extends Call>(call: C, after: 'commit' | 'sync'): Promise<Answers[C['kind']]> {
		return new Promise((resolve, reject) => {
			if (phase !== 'open') {
				reject(closedError());
				return;
			}
			flush();
			waiting.set(nextId, { kind: 'call', resolve, reject, after, outcome: null });
			send({ kind: 'call', id: nextId++, call });
		});
	}

	function settleAppend(id: number, outcome: Outcome<LogPosition>): void {
		const entry = waiting.get(id);
		if (entry?.kind !== 'append') return;
		if (outcome.ok) {
			entry.written.resolve(outcome.value);
			return;
		}
		waiting.delete(id);
		const error = new StoreError(outcome.failure, outcome.message);
		entry.written.reject(error);
		entry.durable.reject(error);
	}

	function settleCall(id: number, outcome: Outcome<unknown>): void {
		const entry = waiting.get(id);
		if (entry?.kind !== 'call') return;
		if (outcome.ok && entry.after === 'sync') {
			entry.outcome = () => entry.resolve(outcome.value as never);
			return;
		}
		waiting.delete(id);
		if (outcome.ok) entry.resolve(outcome.value as never);
		else entry.reject(new StoreError(outcome.failure, outcome.message));
	}

	function settleDurable(upTo: number): void {
		for (const [id, entry] of waiting) {
			if (id > upTo) break;
			waiting.delete(id);
			if (entry.kind === 'append') entry.durable.resolve();
			else entry.outcome?.();
		}
	}

	/** Nothing more will be answered. */
	function abandon(): void {
		phase = 'closed';
		for (const entry of waiting.values()) {
			if (entry.kind === 'call') entry.reject(closedError());
			else {
				entry.written.reject(closedError());
				entry.durable.reject(closedError());
			}
		}
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
			case 'appended':
				reply.outcomes.forEach((outcome, index) => settleAppend(reply.first + index, outcome));
				return;
			case 'answered':
				settleCall(reply.id, reply.outcome);
				return;
			case 'durable':
				settleDurable(reply.upTo);
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

	return {
		documents: {
			append,
			load: async (name) => unpack(await call({ kind: 'load', name }, 'commit')),
			compact: (name, compaction) => call({ kind: 'compact', name, ...compaction }, 'sync'),
			names: () => call({ kind: 'names' }, 'commit')
		},
		records: {
			get: (collection, key) => call({ kind: 'get', collection, key }, 'commit'),
			put: (collection, key, value, expected) =>
				call({ kind: 'put', collection, key, json: JSON.stringify(value), expected }, 'sync'),
			remove: (collection, key, expected) => call({ kind: 'remove', collection, key, expected }, 'sync'),
			list: (collection, prefix) => call({ kind: 'list', collection, prefix }, 'commit')
		},
		blobs: {
			put: (bytes) => whileOpen(() => blobs.put(bytes)),
			get: (hash) => whileOpen(() => blobs.get(hash)),
			remove: (hash) => whileOpen(() => blobs.remove(hash))
		},
		async close() {
			if (phase === 'open') {
				flush();
				phase = 'closing';
				send({ kind: 'close' });
			}
			await closed.promise;
		}
	};
}

function unpack(packed: PackedDocument | null): StoredDocument | null {
	if (packed === null) return null;
	let offset = 0;
	return {
		generation: packed.generation,
		snapshot: packed.snapshot,
		tail: packed.tail.map(({ position, author, at, length }) => ({
			position,
			author,
			at,
			update: packed.bytes.subarray(offset, (offset += length))
		}))
	};
}

function closedError(): StoreError {
	return new StoreError('closed', 'the store is closed');
}

function ignored(): void {}
