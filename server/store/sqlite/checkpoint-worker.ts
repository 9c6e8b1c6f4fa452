import { fdatasyncSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { errorCode, isFailedSync } from './codes.ts';
import type { Checkpointed, CheckpointOptions } from './messages.ts';
import { prepareWalPages } from './wal-pages.ts';

/** The second connection to the database: it copies the write-ahead log into the main file and syncs that. */

if (parentPort === null) throw new Error('this file runs as a worker thread');
const port = parentPort;
const { path, file } = workerData as CheckpointOptions;
const database = new DatabaseSync(path);
database.exec('PRAGMA synchronous = NORMAL');
const copy = prepareWalPages(database, 'PASSIVE');

function checkpoint(): Checkpointed {
	try {
		copy();
		// SQLite syncs the file only when it has copied all, while commits wait: then there is little left to sync.
		fdatasyncSync(file);
		return { kind: 'done' };
	} catch (error) {
		return {
			kind: 'failed',
			syncFailed: isFailedSync(error) || errorCode(error) === null,
			message: error instanceof Error ? error.message : String(error)
		};
	}
}

port.on('message', (message: 'go' | 'close') => {
	if (message === 'go') {
		port.postMessage(checkpoint());
		return;
	}
	database.close();
	port.close();
});
