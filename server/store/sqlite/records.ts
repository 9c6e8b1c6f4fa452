import type { DatabaseSync } from 'node:sqlite';
import { StoreError, type StoredRecord } from '../store.ts';
import { checksumOf } from './checksums.ts';
import type { ArchivedRecord, Call } from './messages.ts';

const PAGE_RECORDS = 200;

interface RecordRow {
	readonly collection: string;
	readonly key: string;
	readonly version: number;
	readonly json: string;
	readonly checksum: number;
}

/** Small JSON values with compare-and-set, synchronously; whoever calls has opened a transaction. */
export function createRecordTable(database: DatabaseSync) {
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

	return {
		get(collection: string, key: string): StoredRecord | null {
			const row = get.get(collection, key) as RecordRow | undefined;
			return row === undefined ? null : read(row);
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
				found.push(read(row));
			}
			return found;
		},

		after(collection: string, key: string): ArchivedRecord[] {
			const rows = page.all(collection, key) as unknown as RecordRow[];
			return rows.map((row) => ({ collection: row.collection, ...read(row) }));
		},

		restore({ collection, key, version, json }: Extract<Call, { kind: 'restore record' }>): boolean {
			return create(collection, key, version, json);
		}
	};
}

function read({ collection, key, version, json, checksum }: RecordRow): StoredRecord {
	if (checksum !== checksumOf('record', collection, key, version, json)) {
		throw new StoreError('corrupt', `record ${key} of ${collection} is damaged`);
	}
	return { key, version, value: JSON.parse(json) as unknown };
}
