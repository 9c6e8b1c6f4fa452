import type { DatabaseSync } from 'node:sqlite';
import type { ReadableSet } from '../messages.ts';
import { SLOT_BITS } from './schema.ts';

/** So many people's lists are kept: who types asks with every letter, and the list stays the same. */
const KEPT = 64;

/** Holds for a section that is in the list `:key`. */
export const READABLE = `EXISTS (SELECT 1 FROM temp.readable WHERE key = :key AND id = stems.rowid >> ${SLOT_BITS})`;

/** The lists of what people may read, as numbers of documents. */
export function createReadableSets(database: DatabaseSync) {
	database.exec('CREATE TEMP TABLE readable (key INTEGER, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID');
	const put = database.prepare(
		`INSERT INTO temp.readable SELECT :key, id FROM document
		WHERE name IN (SELECT value FROM json_each(:names))`
	);
	const drop = database.prepare('DELETE FROM temp.readable WHERE key = ?');
	const dropAll = database.prepare('DELETE FROM temp.readable');
	const sessionsOf = database.prepare(
		`SELECT DISTINCT session FROM document JOIN temp.readable ON readable.id = document.id WHERE key = ?`
	);
	const newest = database.prepare('SELECT max(id) AS id, count(*) AS count FROM document');
	const kept = new Map<number, ReadonlySet<string>>();
	let documents = '';

	return {
		/** From here on there is such a list. */
		know({ key, json }: ReadableSet): void {
			// A document that the index did not have yet when the list was made.
			const now = JSON.stringify(newest.get());
			if (now !== documents) {
				documents = now;
				kept.clear();
				dropAll.run();
			}
			if (kept.has(key)) return;
			put.run({ key, names: json });
			kept.set(
				key,
				new Set((sessionsOf.all(key) as unknown as { session: string }[]).map(({ session }) => session))
			);
			const [oldest] = kept.keys();
			if (kept.size <= KEPT || oldest === undefined) return;
			kept.delete(oldest);
			drop.run(oldest);
		},

		/** The sessions that its documents are of. */
		sessions: (key: number): ReadonlySet<string> => kept.get(key) ?? new Set()
	};
}
