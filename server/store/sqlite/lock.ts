import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { errorCode } from './codes.ts';

const FILE = 'commonplace.lock';
/** How long a server that starts waits for one that is just stopping. */
export const LOCK_WAIT_MS = 2_000;
const SQLITE_BUSY = 5;

export interface DirectoryLock {
	release(): void;
}

/**
 * Takes a data directory for this process alone. The lock is SQLite's on an empty file beside the database, so that the
 * database itself may have a second connection (for checkpoints) and may be set aside while the lock is held. The
 * operating system gives it back however the process ends.
 *
 * @throws when another server has it.
 */
export function lockDirectory(directory: string): DirectoryLock {
	const file = new DatabaseSync(join(directory, FILE), { timeout: LOCK_WAIT_MS });
	return inUse(directory, () => {
		try {
			// In memory: it stays empty, with nothing beside it.
			file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
			return { release: () => file.close() };
		} catch (error) {
			file.close();
			throw error;
		}
	});
}

/** Says so when what is tried fails because another server is at it. */
export function inUse<T>(directory: string, work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (errorCode(error) !== SQLITE_BUSY) throw error;
		throw new Error(`another server is using the data directory ${directory}`, { cause: error });
	}
}
