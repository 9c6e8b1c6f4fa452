import type { DatabaseSync } from 'node:sqlite';
import { StoreError, type RecordPlace, type StoredRecord } from '../store.ts';
import { checksumOf } from '../checksums.ts';
import type { Call, RecordPage } from './messages.ts';

const PAGE_RECORDS = 200;

interface RecordRow {
	readonly collection: string;
	readonly key: string;
	readonly version: number;
	readonly json: string;
	readonly checksum: number;
}

/**
 * Small JSON values with compare-and-set, synchronously; whoever calls has opened a transaction. A damaged one cannot be
 * had by its key, and is left out of lists: one must not hold up all.
 */
export function createRecordTable(
	database: DatabaseSync,
	report: (details: object, message: string) => void
) {
	const get = database.prepare('SELECT * FROM record WHERE collection = ? AND key = ?');
	const insert = database.prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
	const update = database.prepare(
		'UPDATE record SET version = ?, json = ?, checksum = ? WHERE collection = ? AND key = ? AND version = ?'
	);
	const remove = database.prepare('DELETE FROM record WHERE collection = ? AND key = ? AND version = ?');
	const list = database.prepare('SELECT * FROM record WHERE collection = ? AND key >= ? ORDER BY key');
	const page = database.prepare(
		`SELECT * FROM record WHERE (collection, key) > (?, ?) ORDER BY collection, key LIMIT ${PAGE_RECORDS}`
	);

	function create(collection: string, key: string, version: number, json: string): boolean {
		const checksum = checksumOf('record', collection, key, version, json);
		return Number(insert.run(collection, key, version, json, checksum).changes) > 0;
	}

	const reported = new Set<string>();
	function isWholeOrReported(row: RecordRow): boolean {
		if (isWhole(row)) return true;
		const place = `${row.collection} ${row.key}`;
		if (!reported.has(place))
			report({ collection: row.collection, key: row.key }, 'a stored record is damaged');
		reported.add(place);
		return false;
	}

	return {
		get(collection: string, key: string): StoredRecord | null {
			const row = get.get(collection, key) as RecordRow | undefined;
			if (row === undefined) return null;
			if (!isWholeOrReported(row)) {
				throw new StoreError('corrupt', `record ${key} of ${collection} is damaged`);
			}
			return read(row);
		},

		put({ collection, key, json, expected }: Extract<Call, { kind: 'put' }>): number | null {
			const version = expected + 1;
			if (expected === 0) return create(collection, key, version, json) ? version : null;
			const checksum = checksumOf('record', collection, key, version, json);
			const { changes } = update.run(version, json, checksum, collection, key, expected);
			return Number(changes) === 0 ? null : version;
		},

		remove(collection: string, key: string, expected: number): boolean {
			return Number(remove.run(collection, key, expected).changes) > 0;
		},

		list(collection: string, prefix: string): StoredRecord[] {
			const found: StoredRecord[] = [];
			// Keys are ordered by their bytes, so those with the prefix lie together. LIKE would read % and _ as wildcards.
			for (const row of list.iterate(collection, prefix) as unknown as Iterable<RecordRow>) {
				if (!row.key.startsWith(prefix)) break;
				if (isWholeOrReported(row)) found.push(read(row));
			}
			return found;
		},

		/** The key of the last is where the next page begins; `null` after the last page. */
		after(collection: string, key: string): RecordPage {
			const rows = page.all(collection, key) as unknown as RecordRow[];
			const last = rows.at(-1);
			const whole = rows.filter(isWholeOrReported);
			return {
				records: whole.map((row) => ({ collection: row.collection, ...read(row) })),
				damaged: whole.length === rows.length ? [] : rows.filter((row) => !isWhole(row)).map(placeOf),
				next: last === undefined ? null : placeOf(last)
			};
		},

		restore({ collection, key, version, json }: Extract<Call, { kind: 'restore record' }>): boolean {
			return create(collection, key, version, json);
		}
	};
}

/** Those that do not fit their checksums, and with them their keys. */
export function findDamagedRecords(database: DatabaseSync): RecordPlace[] {
	const damaged: RecordPlace[] = [];
	const rows = database.prepare('SELECT * FROM record').iterate() as unknown as Iterable<RecordRow>;
	for (const row of rows) if (!isWhole(row)) damaged.push(placeOf(row));
	return damaged;
}

function placeOf({ collection, key }: RecordRow): RecordPlace {
	return { collection, key };
}

function isWhole({ collection, key, version, json, checksum }: RecordRow): boolean {
	return checksum === checksumOf('record', collection, key, version, json);
}

function read({ key, version, json }: RecordRow): StoredRecord {
	return { key, version, value: JSON.parse(json) as unknown };
}
