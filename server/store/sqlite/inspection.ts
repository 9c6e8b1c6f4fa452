import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { checksumOf } from '../checksums.ts';
import { isDamage } from './codes.ts';
import type { RecordPlace } from '../store.ts';
import { findDamagedRecords } from './records.ts';
import { migrate, SCHEMA_VERSION } from './schema.ts';

/**
 * SQLite's check reads the whole file, a few hundred megabytes a second. Up to this size it is made at every start. A larger
 * database is checked only when there is reason to: after a power cut (disks do not always keep their promises), after
 * damage in the log, or when something damaged was met while the server ran. What a kill leaves behind is never damaged.
 */
const ALWAYS_UP_TO_BYTES = 64 * 1024 * 1024;
/** Salvage knows the rows from this version on. */
const OLDEST_SALVAGED = 2;

export interface InspectionOptions {
	readonly always: boolean;
	readonly bootId: string | null;
}

export interface Findings {
	/** What is wrong with the database, as a sentence for the log; `null`: nothing that was looked at. */
	readonly damage: string | null;
	/**
	 * Of a database that is well otherwise: records that are not what was written under this key. They stay, and are
	 * refused when they are asked for; but nobody asks for one whose key itself has changed, so it must be told here.
	 */
	readonly records: readonly RecordPlace[];
}

const ALL_WELL: Findings = { damage: null, records: [] };
const found = (damage: string): Findings => ({ damage, records: [] });

export function findDamage(path: string, { always, bootId }: InspectionOptions): Findings {
	if (!hasOurHeader(path)) return found('its header is damaged');
	try {
		const database = new DatabaseSync(path, { readOnly: true });
		try {
			const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
			if (version < OLDEST_SALVAGED && !hasSchemaOf(database, SCHEMA_VERSION)) return ALL_WELL;
			// A newer release's is refused when it is opened, unless it is ours after all.
			if (version > SCHEMA_VERSION && !hasSchemaOf(database, SCHEMA_VERSION)) return ALL_WELL;
			if (version !== SCHEMA_VERSION) return found(`it claims to have version ${version}`);
			if (!hasSchemaOf(database, version)) return found('its schema is damaged');
			const large = statSync(path).size > ALWAYS_UP_TO_BYTES;
			return always || !large || wasCutOff(database, bootId) ? inspect(database) : ALL_WELL;
		} finally {
			database.close();
		}
	} catch (error) {
		// Busy, not permitted and the like are for whoever opens it.
		return isDamage(error) && error instanceof Error ? found(error.message) : ALL_WELL;
	}
}

/** The fields that are the same in every database of ours: https://www.sqlite.org/fileformat2.html#the_database_header */
function hasOurHeader(path: string): boolean {
	const header = Buffer.alloc(100);
	const descriptor = openSync(path, 'r');
	try {
		if (readSync(descriptor, header, 0, 100, 0) < 100) return false;
	} finally {
		closeSync(descriptor);
	}
	return (
		header.toString('latin1', 0, 16) === 'SQLite format 3\0' &&
		header.readUInt16BE(16) === 4096 &&
		(header[18] === 1 || header[18] === 2) &&
		(header[19] === 1 || header[19] === 2) &&
		header[20] === 0 &&
		header.readUInt32BE(52) === 0 &&
		header.subarray(72, 92).every((byte) => byte === 0)
	);
}

function inspect(database: DatabaseSync): Findings {
	const verdict = database.prepare('PRAGMA integrity_check(1)').get()?.integrity_check;
	if (verdict !== 'ok') return found(String(verdict));
	const documents = database.prepare('SELECT id, name, quarantine, checksum FROM document').iterate();
	for (const row of documents) {
		const { id, name, quarantine, checksum } = row as Record<string, string | number | null>;
		if (checksum !== checksumOf('document', id ?? null, name ?? null, quarantine ?? null)) {
			return found(`document ${id} is damaged`);
		}
	}
	return { damage: null, records: findDamagedRecords(database) };
}

/** Whether the machine went down while it was in use. */
function wasCutOff(database: DatabaseSync, bootId: string | null): boolean {
	const life = database.prepare('SELECT boot, closed FROM life').get();
	return life?.closed !== 1 && (bootId === null || life?.boot !== bootId);
}

/** Whether it has all that a database of this version has. */
function hasSchemaOf(database: DatabaseSync, version: number): boolean {
	const expected = new DatabaseSync(':memory:');
	try {
		migrate(expected, version);
		const actual = new Set(schemaOf(database));
		return schemaOf(expected).every((each) => actual.has(each));
	} finally {
		expected.close();
	}
}

function schemaOf(database: DatabaseSync): string[] {
	const rows = database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL');
	return rows.all().map((row) => JSON.stringify(Object.values(row)));
}
