import { Worker } from 'node:worker_threads';
import { isFailedSync } from './codes.ts';
import type { OpenDatabase } from './database.ts';
import type { Checkpointed, CheckpointOptions } from './messages.ts';
import { prepareWalPages } from './wal-pages.ts';

/** A checkpoint begins when the write-ahead log has this many pages (of 4 KiB). */
const BEGIN_AT_PAGES = 4000;
/** What is left after a round is done here, while commits wait, once it is as little as this. */
const FINISH_AT_PAGES = 400;
/** From here on what is left is done at once, however much: whoever writes faster than the disk has to wait. */
const FINISH_ALL_AT_PAGES = 16_000;
/** The log's length is looked at after so many commits. */
const LOOK_EVERY = 8;

export interface CheckpointListener {
	/** Nobody knows what the disk holds. */
	syncFailed(message: string): void;
	/** The log grows until a later round succeeds. */
	delayed(message: string): void;
}

export interface Checkpoints {
	afterCommit(): void;
	close(): Promise<void>;
}

/**
 * Moves the write-ahead log into the database beside the commits. SQLite's own checkpoint would run within a COMMIT and
 * sync the whole database file there, for seconds on a busy disk. Here a second connection in a thread of its own copies
 * and syncs nearly all of it, in rounds, while commits go on; the last few pages, whose sync is short then, are copied
 * between two commits, so that the log starts anew and stays bounded. The thread starts when it is first needed.
 */
export function createCheckpoints(
	{ path, database, file }: Pick<OpenDatabase, 'path' | 'database' | 'file'>,
	listener: CheckpointListener
): Checkpoints {
	const look = prepareWalPages(database, 'NOOP');
	const copy = prepareWalPages(database, 'PASSIVE');
	let worker: Worker | null = null;
	let running = false;
	let commits = 0;
	let closed = false;

	function begin(): void {
		running = true;
		worker ??= start();
		worker.postMessage('go');
	}

	function start(): Worker {
		const workerData: CheckpointOptions = { path, file };
		const started = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData });
		started.on('message', (outcome: Checkpointed) => {
			running = false;
			if (closed) return;
			if (outcome.kind === 'done') finish();
			else if (outcome.syncFailed) listener.syncFailed(outcome.message);
			else listener.delayed(outcome.message);
		});
		started.on('error', (error) => {
			worker = null;
			running = false;
			listener.delayed(error instanceof Error ? error.message : String(error));
		});
		return started;
	}

	function finish(): void {
		try {
			const { log, checkpointed } = look();
			if (log - checkpointed > FINISH_AT_PAGES && log < FINISH_ALL_AT_PAGES) begin();
			else copy();
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			if (isFailedSync(error)) listener.syncFailed(message);
			else listener.delayed(message);
		}
	}

	return {
		afterCommit() {
			commits += 1;
			if (running || commits % LOOK_EVERY !== 0) return;
			if (look().log >= BEGIN_AT_PAGES) begin();
		},
		async close() {
			closed = true;
			const last = worker;
			if (last === null) return;
			const ended = new Promise((resolve) => last.once('exit', resolve));
			last.postMessage('close');
			await ended;
		}
	};
}
