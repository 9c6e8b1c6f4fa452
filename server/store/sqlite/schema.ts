import type { DatabaseSync } from 'node:sqlite';

/**
 * Each entry takes the database from the version of its index to the next; `user_version` counts them. Append only:
 * what has been released is never changed.
 */
const MIGRATIONS: readonly string[] = [
	`
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
	`
];

/** @throws when a newer release of this program wrote the database. */
export function migrate(database: DatabaseSync): void {
	const row = database.prepare('PRAGMA user_version').get();
	const version = Number(row?.user_version ?? 0);
	if (version > MIGRATIONS.length) {
		throw new Error(`the database has version ${version}; this release knows ${MIGRATIONS.length}`);
	}
	for (const [index, sql] of MIGRATIONS.entries()) {
		if (index < version) continue;
		database.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT;`);
	}
}
