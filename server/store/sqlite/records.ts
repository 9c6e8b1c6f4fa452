import type { DatabaseSync } from 'node:sqlite';
import type { StoredRecord } from '../store.ts';
import type { Call } from './messages.ts';

interface RecordRow {
	readonly key: string;
	readonly version: number;
	readonly json: string;
}

/** Small JSON values with compare-and-set, synchronously; whoever calls has opened a transaction. */
export function createRecordTable(database: DatabaseSync) {
	const get = database.prepare('SELECT key, version, json FROM record WHERE collection = ? AND key = ?');
	const insert = database.prepare(
		'INSERT INTO record (collection, key, version, json) VALUES (?, ?, 1, ?) ON CONFLICT DO NOTHING'
	);
	const update = database.prepare(
		'UPDATE record SET version = version + 1, json = ? WHERE collection = ? AND key = ? AND version = ?'
	);
	const remove = database.prepare('DELETE FROM record WHERE collection = ? AND key = ? AND version = ?');
	const list = database.prepare(
		'SELECT key, version, json FROM record WHERE collection = ? AND key >= ? ORDER BY key'
	);

	return {
		get(collection: string, key: string): StoredRecord | null {
			const row = get.get(collection, key) as RecordRow | undefined;
			return row === undefined ? null : read(row);
		},

		put({ collection, key, json, expected }: Extract<Call, { kind: 'put' }>): number | null {
			const { changes } =
				expected === 0 ? insert.run(collection, key, json) : update.run(json, collection, key, expected);
			return Number(changes) === 0 ? null : expected + 1;
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
		}
	};
}

function read(row: RecordRow): StoredRecord {
	return { key: row.key, version: row.version, value: JSON.parse(row.json) as unknown };
}
