import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Raised whenever what lies in the file, or how words are cut, changes: a file of another number is thrown away, and filled
 * anew from the documents.
 */
export const INDEX_VERSION = 1;
/** `CPsi`, so that no other database is taken for an index. */
const APPLICATION_ID = 0x43507369;
/** Servers on one machine may be given one folder (nodes on one Redis): each takes the first file that nobody has. */
const MOST_FILES = 16;

/** A section's number is its document's with its slot in it, so that a match says which document it is in without a look-up. */
export const SLOT_BITS = 12;
export const SLOTS = 1 << SLOT_BITS;

const SCHEMA = `
	CREATE TABLE session (
		id TEXT PRIMARY KEY,
		title TEXT NOT NULL,
		-- What was last told of it, as JSON.
		facts TEXT NOT NULL
	) STRICT, WITHOUT ROWID;

	CREATE TABLE document (
		id INTEGER PRIMARY KEY,
		name TEXT NOT NULL UNIQUE,
		session TEXT NOT NULL,
		kind TEXT NOT NULL,
		title TEXT NOT NULL,
		-- As in stems.
		title_stems TEXT NOT NULL,
		label TEXT NOT NULL,
		standing TEXT NOT NULL,
		-- How often somebody said that it worked for them.
		worked INTEGER NOT NULL,
		changed_at INTEGER NOT NULL,
		-- How far its log was read; NULL: not yet.
		head TEXT
	) STRICT;
	CREATE INDEX document_session ON document (session);

	CREATE TABLE section (
		-- document << ${SLOT_BITS} | slot
		id INTEGER PRIMARY KEY,
		kind TEXT NOT NULL,
		anchor TEXT,
		-- As JSON.
		heading TEXT NOT NULL,
		text TEXT NOT NULL
	) STRICT;

	-- Stems, as words.ts cuts them: SQLite only parts them at the blanks.
	CREATE VIRTUAL TABLE stems USING fts5(heading, body, tokenize = "unicode61 remove_diacritics 0");

	-- Every word that is in some section, and in how many.
	CREATE TABLE term (
		id INTEGER PRIMARY KEY,
		word TEXT NOT NULL UNIQUE,
		stem TEXT NOT NULL,
		sections INTEGER NOT NULL
	) STRICT;
	CREATE INDEX term_stem ON term (stem);
	CREATE VIRTUAL TABLE spelling USING
		fts5(word, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram');

	-- Stems of what means the same, of one session; stems: with blanks between.
	CREATE TABLE synonym (
		session TEXT NOT NULL,
		"group" INTEGER NOT NULL,
		stems TEXT NOT NULL,
		entry TEXT NOT NULL
	) STRICT;
	CREATE INDEX synonym_stems ON synonym (stems);
	CREATE INDEX synonym_session ON synonym (session, "group");
`;

export interface OpenIndex {
	readonly database: DatabaseSync;
	/** `null`: in memory, because no file can be had. */
	readonly path: string | null;
	/** Why there was nothing in it that could be used; `null`: there was. */
	readonly begunAnew: string | null;
}

/**
 * Opens the index of a data directory, an empty one where there is none that this release can use. Never throws for what is in
 * the directory: what cannot be opened is removed, since everything in an index can be read again from the documents.
 */
export function openIndex(directory: string): OpenIndex {
	try {
		mkdirSync(directory, { recursive: true, mode: 0o700 });
	} catch {
		return inMemory('the folder cannot be made');
	}
	for (let number = 1; number <= MOST_FILES; number++) {
		const path = join(directory, number === 1 ? 'search.sqlite' : `search-${number}.sqlite`);
		const found = openFile(path);
		if (found !== 'in use') return found;
	}
	return inMemory('all of its files are in use');
}

/** Throws away what is there, and begins anew in the same file. */
export function beginAnew({ database, path }: OpenIndex, reason: string): OpenIndex {
	try {
		database.close();
	} catch {
		// Closed already.
	}
	if (path === null) return inMemory(reason);
	removeFile(path);
	const found = openFile(path);
	return found === 'in use' ? inMemory(reason) : { ...found, begunAnew: reason };
}

function openFile(path: string): OpenIndex | 'in use' {
	let reason: string;
	try {
		const found = connect(path);
		if (found === null) return 'in use';
		if (found.version === INDEX_VERSION) return { database: found.database, path, begunAnew: null };
		reason = found.version === 0 ? 'there was none' : `it was of version ${found.version}`;
		found.database.close();
	} catch (error) {
		reason = `it could not be read: ${messageOf(error)}`;
	}
	try {
		removeFile(path);
		const made = connect(path);
		if (made === null) return 'in use';
		fill(made.database);
		return { database: made.database, path, begunAnew: reason };
	} catch (error) {
		return inMemory(`${reason}, and no other could be made: ${messageOf(error)}`);
	}
}

/** `null`: another process has it. */
function connect(path: string): { database: DatabaseSync; version: number } | null {
	const database = new DatabaseSync(path, { timeout: 0 });
	try {
		// Before the journal's mode, so that no file of shared memory is needed, and nobody else gets in.
		database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
		database.exec('PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY');
		database.exec('BEGIN IMMEDIATE; COMMIT');
		const id = Number(database.prepare('PRAGMA application_id').get()?.application_id);
		const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
		if (id === 0 && version === 0) return { database, version: 0 };
		if (id !== APPLICATION_ID) throw new Error('it is no index');
		// A page that was half written when the machine lost power is found here rather than in somebody's search.
		const [check] = database.prepare('PRAGMA quick_check(1)').all();
		if (version === INDEX_VERSION && Object.values(check ?? {})[0] !== 'ok') throw new Error('it is damaged');
		return { database, version };
	} catch (error) {
		database.close();
		if (isBusy(error)) return null;
		throw error;
	}
}

function fill(database: DatabaseSync): void {
	database.exec(`BEGIN; ${SCHEMA}; PRAGMA application_id = ${APPLICATION_ID};
		PRAGMA user_version = ${INDEX_VERSION}; COMMIT`);
}

function inMemory(reason: string): OpenIndex {
	const database = new DatabaseSync(':memory:');
	fill(database);
	return { database, path: null, begunAnew: reason };
}

function removeFile(path: string): void {
	for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true });
}

const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

function codeOf(error: unknown): number {
	return typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
}

function isBusy(error: unknown): boolean {
	return codeOf(error) === BUSY;
}

/** Whether the file is damaged, so that nothing in it can be relied on. */
export function isDamage(error: unknown): boolean {
	const code = codeOf(error);
	return code === CORRUPT || code === NOT_A_DATABASE;
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
