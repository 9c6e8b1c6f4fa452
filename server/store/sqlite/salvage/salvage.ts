import { DatabaseSync } from 'node:sqlite';
import { checksumOf, seedOf } from '../../checksums.ts';
import { unseal } from '../../entry-bytes.ts';
import { migrate } from '../schema.ts';
import { snapshotChecksum } from '../version-2.ts';
import { rowsIn, type Row } from './cells.ts';
import { openPages, type Pages } from './pages.ts';

/** What a salvage brought into the new database, and what it found that it could not use. */
export interface Salvaged {
	documents: number;
	snapshots: number;
	entries: number;
	owners: number;
	records: number;
	/** Rows that cannot be read, or fail their checksum. */
	damagedRows: number;
}

/**
 * Fills a new database, at `target`, with every row that can still be read from a damaged one and its write-ahead log.
 * It looks at each page by itself and trusts neither the schema nor the trees: our rows are known by their shapes and
 * their checksums. What is missing then, the documents notice themselves when they are loaded.
 */
export function salvage(source: string, target: string): Salvaged {
	const pages = openPages(source);
	const database = new DatabaseSync(target);
	try {
		// It is worth nothing before it is whole.
		database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
		migrate(database);
		database.exec('BEGIN');
		const found = fill(database, pages);
		database.exec('COMMIT');
		return found;
	} finally {
		database.close();
		pages.close();
	}
}

function fill(database: DatabaseSync, pages: Pages): Salvaged {
	const found: Salvaged = { documents: 0, snapshots: 0, entries: 0, owners: 0, records: 0, damagedRows: 0 };
	const free = pages.free();
	const eachRow = function* (damaged: () => void): Generator<Row> {
		for (let page = 1; page <= pages.count; page += 1) {
			if (!free.has(page)) yield* rowsIn(pages, page, damaged);
		}
	};
	// The rows of documents first: the others are checked by the names.
	const names = fillDocuments(database, eachRow, found);
	const insert = createInserts(database, names);
	for (const row of eachRow(() => (found.damagedRows += 1))) {
		const kind = kindOf(row);
		if (kind === null) continue;
		const values = kind === 'entries' ? row.values.slice(-3) : row.values;
		const outcome = insert[kind](values as never);
		if (outcome === 'damaged') found.damagedRows += 1;
		else if (outcome === 'new') found[kind] += 1;
	}
	return found;
}

type EachRow = (damaged: () => void) => Iterable<Row>;

/** Each document is there twice: as its row, and by name in an index. */
function fillDocuments(database: DatabaseSync, eachRow: EachRow, found: Salvaged): Map<number, string> {
	const insert = database.prepare(
		'INSERT OR IGNORE INTO document (id, name, quarantine, checksum) VALUES (?, ?, ?, ?)'
	);
	const names = new Map<number, string>();
	const indexed = new Map<number, string>();
	const add = (id: number, name: string, quarantine: string | null) => {
		if (names.has(id)) return;
		const checksum = checksumOf('document', id, name, quarantine);
		if (Number(insert.run(id, name, quarantine, checksum).changes) === 0) return;
		names.set(id, name);
		found.documents += 1;
	};
	for (const { rowid, values } of eachRow(() => undefined)) {
		const [first, second, , quarantine, checksum] = values;
		if (rowid !== null && values.length === 5 && first === null && typeof second === 'string') {
			const reason = typeof quarantine === 'string' ? quarantine : null;
			if (checksum === checksumOf('document', rowid, second, reason)) add(rowid, second, reason);
			else found.damagedRows += 1;
		} else if (rowid === null && values.length === 2 && typeof first === 'string') {
			if (typeof second === 'number') indexed.set(second, first);
		}
	}
	for (const [id, name] of indexed) add(id, name, null);
	return names;
}

type Kind = 'snapshots' | 'entries' | 'owners' | 'records';

/** By the types of its values; the checksum decides later. Entries are in the log or still in the journal. */
function kindOf({ rowid, values }: Row): Kind | null {
	const shape = values.map(
		(value) => (value === null ? '-' : value instanceof Uint8Array ? 'b' : typeof value)[0]
	);
	if (rowid !== null) return shape.join('') === '-nnb' ? 'entries' : null;
	switch (shape.join('')) {
		case 'nnnnb':
			return 'snapshots';
		case 'nnb':
			return 'entries';
		case 'nnsn':
		case 'nn-n':
			return 'owners';
		case 'ssnsn':
			return 'records';
		default:
			return null;
	}
}

type Outcome = 'new' | 'known' | 'damaged';

/** Where a row was left behind in a page that is free again, the newer one wins. */
function createInserts(database: DatabaseSync, names: ReadonlyMap<number, string>) {
	const snapshot = database.prepare('INSERT OR IGNORE INTO snapshot VALUES (?, ?, ?, ?, ?)');
	const log = database.prepare('INSERT OR IGNORE INTO log VALUES (?, ?, ?)');
	const owner = database.prepare('INSERT OR IGNORE INTO owner VALUES (?, ?, ?, ?)');
	const record = database.prepare(
		`INSERT INTO record VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
		SET version = excluded.version, json = excluded.json, checksum = excluded.checksum
		WHERE excluded.version > version`
	);
	const told = (changes: number | bigint): Outcome => (Number(changes) > 0 ? 'new' : 'known');
	return {
		snapshots(values: [number, number, number, number, Uint8Array]): Outcome {
			const [id, generation, upTo, checksum, data] = values;
			const name = names.get(id);
			if (name === undefined || snapshotChecksum(name, generation, upTo, data) !== checksum) return 'damaged';
			return told(snapshot.run(...values).changes);
		},
		entries(values: [number, number, Uint8Array]): Outcome {
			const [id, position, entry] = values;
			const name = names.get(id);
			if (name === undefined || unseal(entry, seedOf(name), position) === null) return 'damaged';
			return told(log.run(...values).changes);
		},
		owners(values: [number, number, string | null, number]): Outcome {
			const [id, client, identity, checksum] = values;
			if (checksum !== checksumOf('owner', id, client, identity)) return 'damaged';
			return told(owner.run(...values).changes);
		},
		records(values: [string, string, number, string, number]): Outcome {
			const [collection, key, version, json, checksum] = values;
			if (checksum !== checksumOf('record', collection, key, version, json)) return 'damaged';
			return told(record.run(...values).changes);
		}
	} satisfies { [K in Kind]: (values: never) => Outcome };
}
