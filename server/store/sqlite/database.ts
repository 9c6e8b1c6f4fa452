import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { syncDirectory } from './directory.ts';
import { settleAll } from './journal.ts';
import { beginLife, endLife, markAllAsLost } from './life.ts';
import { inUse, LOCK_WAIT_MS, lockDirectory } from './lock.ts';
import { recover, type Report } from './recovery.ts';
import { migrate } from './schema.ts';

const FILE = 'commonplace.sqlite';

export interface OpenDatabase {
	readonly path: string;
	readonly database: DatabaseSync;
	/** The write-ahead log, for fdatasync. The file stays the same one for as long as the database is open. */
	readonly wal: number;
	/**
	 * The main file, for fdatasync. Closing any descriptor of it would free the locks that SQLite holds on it for this
	 * process, so it is closed after the last connection.
	 */
	readonly file: number;
	/** Marks the end as a clean one. */
	close(): void;
}

export interface DatabaseOptions {
	readonly directory: string;
	/** The database may not grow beyond this many bytes; a full disk for tests. */
	readonly maxBytes: number | null;
	/** Another one after each start of the machine; `null` when unknown. */
	readonly bootId: string | null;
	readonly report: Report;
}

/**
 * Opens the database of a data directory, alone.
 *
 * `synchronous=NORMAL` and an fdatasync of our own, rather than `FULL`: COMMIT then returns as soon as the operating system
 * has the bytes, which is what may be shown to others, and the sync runs beside the next transaction instead of holding
 * it up. SQLite still syncs around checkpoints, the log before and the database after, so the log is reused only when
 * its content is safe elsewhere. No COMMIT runs a checkpoint: see checkpoints.ts. `npm run bench -- store` measures both.
 *
 * @throws when the directory cannot be used or another server has it.
 */
export function openDatabase({ directory, maxBytes, bootId, report }: DatabaseOptions): OpenDatabase {
	mkdirSync(directory, { recursive: true, mode: 0o700 });
	const lock = lockDirectory(directory);
	const path = join(directory, FILE);
	let file: number | null = null;
	let database: DatabaseSync | null = null;
	const release = () => {
		database?.close();
		if (file !== null) closeSync(file);
		lock.release();
	};
	try {
		const lost = recover({ path, bootId, report });
		const connection = inUse(directory, () => connect(path));
		database = connection;
		file = openSync(path, 'r+');
		if (maxBytes !== null) limitPages(connection, maxBytes);
		settleAll(connection);
		if (lost) markAllAsLost(connection);
		beginLife(connection, bootId);
		const wal = openSync(`${path}-wal`, 'r+');
		fsyncSync(wal);
		syncDirectory(directory);
		return {
			path,
			database: connection,
			wal,
			file,
			close() {
				tidyUp(connection);
				endLife(connection);
				closeSync(wal);
				release();
			}
		};
	} catch (error) {
		release();
		throw error;
	}
}

function connect(path: string): DatabaseSync {
	const database = new DatabaseSync(path, { timeout: LOCK_WAIT_MS });
	try {
		database.exec('PRAGMA journal_mode = WAL');
		database.exec('PRAGMA synchronous = NORMAL');
		database.exec('PRAGMA wal_autocheckpoint = 0');
		database.exec('PRAGMA journal_size_limit = 67108864');
		migrate(database);
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
}

/** Saves the next start some work. */
function tidyUp(database: DatabaseSync): void {
	try {
		settleAll(database);
	} catch {
		// A full disk; the next start does it.
	}
}

function limitPages(database: DatabaseSync, maxBytes: number): void {
	const pageSize = Number(database.prepare('PRAGMA page_size').get()?.page_size ?? 4096);
	database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
}
