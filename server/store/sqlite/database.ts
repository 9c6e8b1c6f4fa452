import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './schema.ts';

const FILE = 'commonplace.sqlite';
/** How long a server that starts waits for one that is just stopping. */
const LOCK_WAIT_MS = 2_000;
const SQLITE_BUSY = 5;

export interface OpenDatabase {
	readonly database: DatabaseSync;
	/** The write-ahead log, for fdatasync. Our own descriptor: SQLite takes no locks on this file, so closing it frees none. */
	readonly wal: number;
}

/**
 * Opens the database of a data directory, alone.
 *
 * `synchronous=NORMAL` and an fdatasync of our own, rather than `FULL`: COMMIT then returns as soon as the operating system
 * has the bytes, which is what may be shown to others, and the sync runs beside the next transaction instead of holding
 * it up. SQLite still syncs around checkpoints, the log before and the database after, so the log is reused only when
 * its content is safe elsewhere; the file stays the same one (same inode) for as long as the database is open.
 * `npm run bench -- store` measures both.
 *
 * @throws when the directory cannot be used or another server has it.
 */
export function openDatabase(directory: string, maxBytes: number | null): OpenDatabase {
	mkdirSync(directory, { recursive: true, mode: 0o700 });
	const path = join(directory, FILE);
	const database = new DatabaseSync(path, { timeout: LOCK_WAIT_MS });
	try {
		// The operating system gives the lock back however the process ends.
		database.exec('PRAGMA locking_mode = EXCLUSIVE');
		database.exec('PRAGMA journal_mode = WAL');
		database.exec('PRAGMA synchronous = NORMAL');
		database.exec('PRAGMA journal_size_limit = 67108864');
		database.exec('BEGIN IMMEDIATE; COMMIT');
		migrate(database);
		if (maxBytes !== null) limitPages(database, maxBytes);
		// A write, so that the log exists from here on.
		database.exec('BEGIN IMMEDIATE; PRAGMA application_id = 1129140816; COMMIT');
		const wal = openSync(`${path}-wal`, 'r+');
		fsyncSync(wal);
		syncDirectory(directory);
		return { database, wal };
	} catch (error) {
		database.close();
		if (errorCode(error) === SQLITE_BUSY) {
			throw new Error(`another server is using the data directory ${directory}`, { cause: error });
		}
		throw error;
	}
}

/** SQLite's primary result code, or `null` for an error from elsewhere. */
export function errorCode(error: unknown): number | null {
	const code = extendedErrorCode(error);
	return code === null ? null : code & 0xff;
}

/** SQLite's extended result code. */
export function extendedErrorCode(error: unknown): number | null {
	return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
		? error.errcode
		: null;
}

/** A new file is durable only when the directory's own entry is. */
export function syncDirectory(directory: string): void {
	const descriptor = openSync(directory, 'r');
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

function limitPages(database: DatabaseSync, maxBytes: number): void {
	const pageSize = Number(database.prepare('PRAGMA page_size').get()?.page_size ?? 4096);
	database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
}
