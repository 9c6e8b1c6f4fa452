import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { StoreError, type LogPosition } from '../store.ts';
import type { AppendHeader, Call, PackedDocument } from './messages.ts';

/** Above this many names the cache of row ids starts anew. */
const CACHED_IDS = 50_000;

interface DocumentRow {
	readonly id: number;
	readonly generation: number;
	readonly up_to: number;
}
interface SnapshotRow {
	readonly checksum: number;
	readonly data: Uint8Array;
}
interface LogRow extends SnapshotRow {
	readonly position: number;
	readonly at: number;
	readonly author: string | null;
}

/** Logs and snapshots, synchronously; whoever calls has opened a transaction. */
export function createDocumentTable(database: DatabaseSync) {
	const find = database.prepare('SELECT id, generation, up_to FROM document WHERE name = ?');
	const create = database.prepare('INSERT INTO document (name) VALUES (?)');
	const append = database.prepare(
		'INSERT INTO log (document, position, at, author, checksum, data) VALUES (?, ?, ?, ?, ?, ?)'
	);
	const tail = database.prepare(
		'SELECT position, at, author, checksum, data FROM log WHERE document = ? AND position > ? ORDER BY position'
	);
	const snapshot = database.prepare(
		'SELECT checksum, data FROM snapshot WHERE document = ? AND generation = ?'
	);
	const advance = database.prepare('UPDATE document SET generation = ?, up_to = ? WHERE id = ?');
	const addSnapshot = database.prepare(
		'INSERT INTO snapshot (document, generation, up_to, checksum, data) VALUES (?, ?, ?, ?, ?)'
	);
	const dropSnapshots = database.prepare('DELETE FROM snapshot WHERE document = ? AND generation < ?');
	const dropLog = database.prepare('DELETE FROM log WHERE document = ? AND position <= ?');
	const names = database.prepare('SELECT name FROM document ORDER BY name');

	const ids = new Map<DocumentName, number>();
	let last = lastPosition(database);

	function idOf(name: DocumentName): number {
		const known = ids.get(name);
		if (known !== undefined) return known;
		const row = find.get(name) as DocumentRow | undefined;
		const id = row?.id ?? Number(create.run(name).lastInsertRowid);
		if (ids.size >= CACHED_IDS) ids.clear();
		ids.set(name, id);
		return id;
	}

	return {
		append(header: AppendHeader, data: Uint8Array): LogPosition {
			const document = idOf(header.name);
			const position = ++last;
			append.run(document, position, header.at, header.author, checksumOf(`log ${position}`, data), data);
			return position as LogPosition;
		},

		load(name: DocumentName): PackedDocument | null {
			const row = find.get(name) as DocumentRow | undefined;
			if (row === undefined) return null;
			return {
				generation: row.generation,
				snapshot: row.generation === 0 ? null : readSnapshot(name, row),
				...pack(name, tail.all(row.id, row.up_to) as unknown as LogRow[])
			};
		},

		compact({ name, generation, upTo, snapshot }: Extract<Call, { kind: 'compact' }>): boolean {
			const row = find.get(name) as DocumentRow | undefined;
			if (row?.generation !== generation) return false;
			const next = generation + 1;
			addSnapshot.run(row.id, next, upTo, checksumOf(`snapshot ${next}`, snapshot), snapshot);
			advance.run(next, upTo, row.id);
			dropSnapshots.run(row.id, generation);
			dropLog.run(row.id, row.up_to);
			return true;
		},

		names(): DocumentName[] {
			return names.all().map((row) => row.name as DocumentName);
		},

		/** A rolled back transaction took rows with it that are remembered here. */
		forget(): void {
			ids.clear();
			last = lastPosition(database);
		}
	};

	function readSnapshot(name: DocumentName, row: DocumentRow): Uint8Array {
		const stored = snapshot.get(row.id, row.generation) as SnapshotRow | undefined;
		if (stored?.checksum !== (stored && checksumOf(`snapshot ${row.generation}`, stored.data)) || !stored) {
			throw new StoreError('corrupt', `snapshot ${row.generation} of document ${name} is damaged`);
		}
		return stored.data;
	}
}

function pack(name: DocumentName, rows: readonly LogRow[]): Pick<PackedDocument, 'tail' | 'bytes'> {
	const bytes = new Uint8Array(rows.reduce((sum, row) => sum + row.data.length, 0));
	let offset = 0;
	const tail = rows.map((row) => {
		if (row.checksum !== checksumOf(`log ${row.position}`, row.data)) {
			throw new StoreError('corrupt', `log entry ${row.position} of document ${name} is damaged`);
		}
		bytes.set(row.data, offset);
		offset += row.data.length;
		return {
			name,
			position: row.position as LogPosition,
			author: row.author as IdentityId | null,
			at: row.at,
			length: row.data.length
		};
	});
	return { tail, bytes };
}

/** Covers where the bytes belong as well, so that intact bytes in the wrong place count as damage. */
function checksumOf(place: string, data: Uint8Array): number {
	return crc32(data, crc32(place));
}

/** Compacted rows are gone from the log, but no position is ever given twice. */
function lastPosition(database: DatabaseSync): number {
	const row = database
		.prepare(
			'SELECT max((SELECT coalesce(max(position), 0) FROM log), (SELECT coalesce(max(up_to), 0) FROM document)) AS last'
		)
		.get();
	return Number(row?.last ?? 0);
}
