import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { IdentityId } from '#model/ids.ts';
import { checksumAt, checksumOf, seedOf } from '../checksums.ts';
import { packEntry, seal } from '../entry-bytes.ts';

interface Document1 {
	readonly id: number;
	readonly name: string;
}
interface Snapshot1 {
	readonly generation: number;
	readonly up_to: number;
	readonly checksum: number;
	readonly data: Uint8Array;
}
interface Log1 {
	readonly position: number;
	readonly at: number;
	readonly author: string | null;
	readonly checksum: number;
	readonly data: Uint8Array;
}

/**
 * Fills the tables of version 2 from those of version 1, whose log rows are single updates and which know no owners:
 * the client ids of these documents belong to whoever uses them next. Rows that are damaged go to `damaged`.
 */
export function fillVersion2(database: DatabaseSync): void {
	const addDocument = database.prepare(
		'INSERT INTO document (id, name, lost_at, checksum) VALUES (?, ?, ?, ?)'
	);
	const addDamaged = database.prepare('INSERT INTO damaged VALUES (?, ?, ?, ?, ?)');
	for (const row of database.prepare('SELECT id, name FROM document_1').all()) {
		const { id, name } = row as unknown as Document1;
		const damaged = [...fillSnapshots(database, id, name), ...fillLog(database, id, name)];
		const newest = database
			.prepare('SELECT max(generation) AS newest FROM snapshot WHERE document = ?')
			.get(id);
		for (const { kind, place, data } of damaged) {
			addDamaged.run(id, kind, place, Number(newest?.newest ?? 0), data);
		}
		const lostAt = damaged.length > 0 ? Date.now() : null;
		addDocument.run(id, name, lostAt, checksumOf('document', id, name, null));
	}
	fillRecords(database);
}

interface Damaged {
	readonly kind: 'snapshot' | 'log';
	readonly place: number;
	readonly data: Uint8Array;
}

/** Those that are damaged. */
function fillSnapshots(database: DatabaseSync, id: number, name: string): Damaged[] {
	const add = database.prepare('INSERT INTO snapshot VALUES (?, ?, ?, ?, ?)');
	const rows = database
		.prepare('SELECT generation, up_to, checksum, data FROM snapshot_1 WHERE document = ?')
		.iterate(id);
	const damaged: Damaged[] = [];
	for (const { generation, up_to, checksum, data } of rows as unknown as Iterable<Snapshot1>) {
		if (crc32(data, crc32(`snapshot ${generation}`)) === checksum) {
			add.run(id, generation, up_to, snapshotChecksum(name, generation, up_to, data), data);
		} else damaged.push({ kind: 'snapshot', place: generation, data });
	}
	return damaged;
}

/** From the first damaged one on. */
function fillLog(database: DatabaseSync, id: number, name: string): Damaged[] {
	const add = database.prepare('INSERT INTO log VALUES (?, ?, ?)');
	const oldest = database
		.prepare('SELECT generation, up_to FROM snapshot_1 WHERE document = ? ORDER BY generation LIMIT 1')
		.get(id);
	// The log goes back to the generation before, so it is whole where that is none.
	let previous = Number(oldest?.generation ?? 1) === 1 ? 0 : Number(oldest?.up_to);
	const rows = database
		.prepare('SELECT position, at, author, checksum, data FROM log_1 WHERE document = ? ORDER BY position')
		.iterate(id);
	const damaged: Damaged[] = [];
	for (const { position, at, author, checksum, data } of rows as unknown as Iterable<Log1>) {
		if (damaged.length > 0 || crc32(data, crc32(`log ${position}`)) !== checksum) {
			damaged.push({ kind: 'log', place: position, data });
			continue;
		}
		const updates = [{ update: data, author: author as IdentityId | null }];
		const entry = packEntry({ at, updates, claims: new Map() });
		seal(entry, seedOf(name), position, previous);
		add.run(id, position, entry);
		previous = position;
	}
	return damaged;
}

function fillRecords(database: DatabaseSync): void {
	const add = database.prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?)');
	for (const row of database.prepare('SELECT collection, key, version, json FROM record_1').iterate()) {
		const { collection, key, version, json } = row as Record<'collection' | 'key' | 'json', string> & {
			version: number;
		};
		add.run(collection, key, version, json, checksumOf('record', collection, key, version, json));
	}
}

/** Also what the current version uses. */
export function snapshotChecksum(name: string, generation: number, upTo: number, data: Uint8Array): number {
	return checksumAt(checksumOf('snapshot', name, upTo), generation, data);
}
