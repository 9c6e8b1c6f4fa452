import type { DatabaseSync } from 'node:sqlite';
import { fillVersion2 } from './version-2.ts';

/**
 * Each entry takes the database from the version of its index to the next; `user_version` counts them. Append only:
 * what has been released is never changed.
 */
const MIGRATIONS: readonly ((database: DatabaseSync) => void)[] = [
	(database) =>
		database.exec(`
	CREATE TABLE document (
		id INTEGER PRIMARY KEY,
		name TEXT NOT NULL UNIQUE,
		-- Counts snapshots; 0: none yet.
		generation INTEGER NOT NULL DEFAULT 0,
		-- The snapshot holds the log up to here.
		up_to INTEGER NOT NULL DEFAULT 0
	) STRICT;

	-- The current snapshot and the one before. The log keeps what lies between the two, so that the one before,
	-- with the log after it, is the whole document too.
	CREATE TABLE snapshot (
		document INTEGER NOT NULL,
		generation INTEGER NOT NULL,
		up_to INTEGER NOT NULL,
		checksum INTEGER NOT NULL,
		data BLOB NOT NULL,
		PRIMARY KEY (document, generation)
	) STRICT;

	CREATE TABLE log (
		document INTEGER NOT NULL,
		position INTEGER NOT NULL,
		at INTEGER NOT NULL,
		author TEXT,
		checksum INTEGER NOT NULL,
		data BLOB NOT NULL,
		PRIMARY KEY (document, position)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE record (
		collection TEXT NOT NULL,
		key TEXT NOT NULL,
		version INTEGER NOT NULL,
		json TEXT NOT NULL,
		PRIMARY KEY (collection, key)
	) STRICT, WITHOUT ROWID;
	`),

	(database) => {
		database.exec(`
	ALTER TABLE document RENAME TO document_1;
	ALTER TABLE snapshot RENAME TO snapshot_1;
	ALTER TABLE log RENAME TO log_1;
	ALTER TABLE record RENAME TO record_1;

	CREATE TABLE document (
		id INTEGER PRIMARY KEY,
		name TEXT NOT NULL UNIQUE,
		-- When something may have cost it entries, in milliseconds since the epoch.
		lost_at INTEGER,
		quarantine TEXT,
		checksum INTEGER NOT NULL
	) STRICT;

	-- The current snapshot and the one before, each with the log up to up_to in it. The log keeps what lies between
	-- the two, so that the one before, with the log after it, is the whole document too. What the current generation
	-- is follows from the snapshots alone: a number of its own could be damaged by itself.
	CREATE TABLE snapshot (
		document INTEGER NOT NULL,
		generation INTEGER NOT NULL,
		up_to INTEGER NOT NULL,
		checksum INTEGER NOT NULL,
		data BLOB NOT NULL,
		PRIMARY KEY (document, generation)
	) STRICT, WITHOUT ROWID;

	-- Entries as in entry-bytes.ts.
	CREATE TABLE log (
		document INTEGER NOT NULL,
		position INTEGER NOT NULL,
		entry BLOB NOT NULL,
		PRIMARY KEY (document, position)
	) STRICT, WITHOUT ROWID;

	-- Entries of the log that are not in their place yet, in the order in which they came; see journal.ts.
	CREATE TABLE journal (
		place INTEGER PRIMARY KEY,
		document INTEGER NOT NULL,
		position INTEGER NOT NULL,
		entry BLOB NOT NULL
	) STRICT;

	-- Whom a client id belongs to; NULL: the server.
	CREATE TABLE owner (
		document INTEGER NOT NULL,
		client INTEGER NOT NULL,
		identity TEXT,
		checksum INTEGER NOT NULL,
		PRIMARY KEY (document, client)
	) STRICT, WITHOUT ROWID;

	-- What was left out as damaged, as it was, for recovery by hand. generation: the current one when that happened.
	CREATE TABLE damaged (
		document INTEGER NOT NULL,
		kind TEXT NOT NULL,
		place INTEGER NOT NULL,
		generation INTEGER NOT NULL,
		data BLOB
	) STRICT;
	CREATE INDEX damaged_document ON damaged (document);

	CREATE TABLE record (
		collection TEXT NOT NULL,
		key TEXT NOT NULL,
		version INTEGER NOT NULL,
		json TEXT NOT NULL,
		checksum INTEGER NOT NULL,
		PRIMARY KEY (collection, key)
	) STRICT, WITHOUT ROWID;

	-- One row: since which start of the machine the database is in use, and whether it was closed since.
	CREATE TABLE life (
		boot TEXT,
		closed INTEGER NOT NULL
	) STRICT;
	INSERT INTO life VALUES (NULL, 1);
	`);
		fillVersion2(database);
		database.exec('DROP TABLE document_1; DROP TABLE snapshot_1; DROP TABLE log_1; DROP TABLE record_1');
	}
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings it up to `target`. @throws when a newer release of this program wrote the database. */
export function migrate(database: DatabaseSync, target = SCHEMA_VERSION): void {
	const row = database.prepare('PRAGMA user_version').get();
	const version = Number(row?.user_version ?? 0);
	if (version > SCHEMA_VERSION) {
		throw new Error(`the database has version ${version}; this release knows ${SCHEMA_VERSION}`);
	}
	for (const [index, step] of MIGRATIONS.slice(0, target).entries()) {
		if (index < version) continue;
		database.exec('BEGIN IMMEDIATE');
		step(database);
		database.exec(`PRAGMA user_version = ${index + 1}; COMMIT`);
	}
}
