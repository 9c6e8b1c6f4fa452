import type { DocumentName } from '#protocol/documents.ts';
import { StoreError, type AppendListener, type LogEntry, type LogPosition } from '../store.ts';
import { EntryPacker } from '../entry-bytes.ts';
import type { Appends, Failure } from './messages.ts';

/**
 * While more come, the appends of this long cross to the database's thread in one message and are one transaction. An
 * append after quiet goes at once. At 4,000 updates a second over 500 documents, groups of 5 and of 10 ms cost the
 * processor no less and everybody more time.
 */
const GROUP_MS = 3;
/** The answered front of the queue is cut off when it is this long. */
const CUT_AT = 4096;

export interface AppendQueue {
	add(name: DocumentName, entry: LogEntry, listener: AppendListener): void;
	/** Sends what is collected now. */
	flush(): void;
	written(outcomes: readonly (LogPosition | Failure)[]): void;
	durable(count: number): void;
	/** Nothing more will be answered. */
	fail(error: StoreError): void;
}

/** Appends on their way to the database's thread, and the listeners that wait for them, in the order of the calls. */
export function createAppendQueue(send: (appends: Appends) => void): AppendQueue {
	const packer = new EntryPacker();
	let names: DocumentName[] = [];
	let indexes = new Map<DocumentName, number>();
	let documents: number[] = [];
	let ends: number[] = [];
	let timer: NodeJS.Timeout | null = null;
	let soon = false;
	let flushedAt = -Infinity;

	/** `null`: failed already. */
	const listeners: (AppendListener | null)[] = [];
	let writtenCount = 0;
	let durableCount = 0;

	function schedule(): void {
		const quiet = performance.now() - flushedAt;
		if (quiet < GROUP_MS) timer = setTimeout(flush, GROUP_MS - quiet);
		else if (!soon) {
			soon = true;
			// All of this turn, at least.
			setImmediate(flushSoon);
		}
	}

	function flushSoon(): void {
		soon = false;
		flush();
	}

	function flush(): void {
		if (timer !== null) clearTimeout(timer);
		timer = null;
		if (ends.length === 0) return;
		flushedAt = performance.now();
		const appends: Appends = { kind: 'append', names, documents, ends, bytes: packer.take() };
		names = [];
		indexes = new Map();
		documents = [];
		ends = [];
		send(appends);
	}

	function indexOf(name: DocumentName): number {
		const known = indexes.get(name);
		if (known !== undefined) return known;
		const index = names.push(name) - 1;
		indexes.set(name, index);
		return index;
	}

	return {
		add(name, entry, listener) {
			if (ends.length === 0) schedule();
			documents.push(indexOf(name));
			ends.push(packer.add(entry));
			listeners.push(listener);
		},

		flush,

		written(outcomes) {
			for (const outcome of outcomes) {
				const index = writtenCount++;
				if (typeof outcome === 'number') listeners[index]?.written(outcome);
				else {
					const listener = listeners[index];
					listeners[index] = null;
					listener?.failed(new StoreError(outcome.failure, outcome.message));
				}
			}
		},

		durable(count) {
			const end = durableCount + count;
			while (durableCount < end) listeners[durableCount++]?.durable();
			if (durableCount < CUT_AT && durableCount < listeners.length) return;
			listeners.splice(0, durableCount);
			writtenCount -= durableCount;
			durableCount = 0;
		},

		fail(error) {
			const waiting = listeners.splice(durableCount);
			listeners.length = 0;
			writtenCount = 0;
			durableCount = 0;
			for (const listener of waiting) listener?.failed(error);
		}
	};
}
