import type { DatabaseSync } from 'node:sqlite';
import type { DocumentName } from '#protocol/documents.ts';
import { StoreError, type LogPosition } from '../store.ts';
import { seedOf } from '../checksums.ts';
import type { DocumentRow } from './documents.ts';
import { unseal } from '../entry-bytes.ts';
import type { PackedDocument } from './messages.ts';
import { snapshotChecksum } from './version-2.ts';

interface SnapshotRow {
	readonly generation: number;
	readonly up_to: number;
	readonly checksum: number;
	readonly data: Uint8Array;
}
interface LogRow {
	readonly position: number;
	readonly entry: Uint8Array;
}
interface Snapshot {
	readonly generation: number;
	readonly upTo: number;
	readonly data: Uint8Array | null;
}
/** Where a log begins that no compaction has shortened. */
const NOTHING: Snapshot = { generation: 0, upTo: 0, data: null };

export interface FoundDocument {
	readonly document: Pick<PackedDocument, 'generation' | 'snapshot' | 'positions' | 'ends' | 'bytes'>;
	readonly damage: string | null;
	/** When damage was found just now. */
	readonly lostAt: number | null;
}

/**
 * Reads a document as far as it is whole: the newest good snapshot and the log after it up to the first entry that is
 * damaged or missing. What is left out is set aside, so that new entries follow the good ones.
 */
export function createReader(database: DatabaseSync, report: (details: object, message: string) => void) {
	const snapshots = database.prepare(
		'SELECT generation, up_to, checksum, data FROM snapshot WHERE document = ? ORDER BY generation DESC'
	);
	const logAfter = database.prepare(
		`SELECT position, entry FROM log WHERE document = ? AND position > ? AND position <= ${Number.MAX_SAFE_INTEGER}
		ORDER BY position`
	);
	const asideSnapshots = database.prepare(
		`INSERT INTO damaged SELECT document, 'snapshot', generation, :generation, data FROM snapshot
		WHERE document = :id AND generation > :generation`
	);
	const dropSnapshots = database.prepare('DELETE FROM snapshot WHERE document = ? AND generation > ?');
	const asideLog = database.prepare(
		`INSERT INTO damaged SELECT document, 'log', position, :generation, entry FROM log
		WHERE document = :id AND position = :position`
	);
	const dropLog = database.prepare('DELETE FROM log WHERE document = ? AND position = ?');
	const setAside = database.prepare(
		'SELECT kind, count(*) AS parts FROM damaged WHERE document = ? AND generation = ? GROUP BY kind'
	);
	const markLost = database.prepare('UPDATE document SET lost_at = ? WHERE id = ?');

	function newestGood(id: number, name: DocumentName): { snapshot: Snapshot; newest: number } {
		let newest: number | null = null;
		for (const row of snapshots.iterate(id) as unknown as Iterable<SnapshotRow>) {
			newest ??= row.generation;
			if (snapshotChecksum(name, row.generation, row.up_to, row.data) !== row.checksum) continue;
			return { snapshot: { generation: row.generation, upTo: row.up_to, data: row.data }, newest };
		}
		return { snapshot: NOTHING, newest: newest ?? 0 };
	}

	return {
		/** @throws `corrupt` when nothing good is left. */
		read(row: DocumentRow, name: DocumentName): FoundDocument {
			const { snapshot, newest } = newestGood(row.id, name);
			const { good, bad } = follow(
				logAfter.all(row.id, snapshot.upTo) as unknown as LogRow[],
				name,
				snapshot.upTo
			);
			// A document begins with its first entry; without it and without a snapshot, nobody knows what it was.
			if (snapshot === NOTHING && good.length === 0) {
				report({ document: name }, 'nothing of a stored document can be read');
				throw new StoreError('corrupt', `nothing of document ${name} can be read`);
			}
			let lostAt: number | null = null;
			if (bad.length > 0 || newest > snapshot.generation) {
				lostAt = Date.now();
				const place = { id: row.id, generation: snapshot.generation };
				asideSnapshots.run(place);
				dropSnapshots.run(row.id, snapshot.generation);
				for (const { position } of bad) {
					asideLog.run({ ...place, position });
					dropLog.run(row.id, position);
				}
				markLost.run(lostAt, row.id);
			}
			const damage = damageOf(row.id, snapshot.generation);
			if (lostAt !== null) report({ document: name, damage }, 'a stored document is damaged');
			return { document: pack(snapshot, good), damage, lostAt };
		}
	};

	/** Told until a compaction has settled it. */
	function damageOf(id: number, generation: number): string | null {
		const parts = setAside.all(id, generation) as unknown as { kind: string; parts: number }[];
		if (parts.length === 0) return null;
		const told = parts.map(({ kind, parts: count }) =>
			kind === 'log'
				? `its log breaks off: ${count} entries, the first of them damaged or without the one before, were left out`
				: 'its newest snapshot is damaged: the one before was taken, with the log after it'
		);
		return `${told.join('; ')}; the bytes are kept aside`;
	}
}

/**
 * Follows the log from entry to entry. Those that are damaged, or whose entry before is, are bad; so are any that do not
 * belong here, though the log goes on behind them.
 */
function follow(rows: readonly LogRow[], name: DocumentName, upTo: number) {
	const seed = seedOf(name);
	const good: LogRow[] = [];
	const bad: LogRow[] = [];
	let last = upTo;
	for (const row of rows) {
		const previous = unseal(row.entry, seed, row.position);
		// The first one's may lie within the snapshot.
		const follows = previous !== null && (good.length === 0 ? previous <= upTo : previous === last);
		(follows ? good : bad).push(row);
		if (follows) last = row.position;
	}
	return { good, bad };
}

function pack(snapshot: Snapshot, rows: readonly LogRow[]): FoundDocument['document'] {
	const bytes = new Uint8Array(rows.reduce((sum, row) => sum + row.entry.length, 0));
	let end = 0;
	const ends = rows.map(({ entry }) => {
		bytes.set(entry, end);
		return (end += entry.length);
	});
	return {
		generation: snapshot.generation,
		snapshot: snapshot.data,
		positions: rows.map((row) => row.position as LogPosition),
		ends,
		bytes
	};
}
