import type { DatabaseSync } from 'node:sqlite';
import type { DocumentName } from '#protocol/documents.ts';
import { StoreError, type LogPosition } from '../store.ts';
import { checksumOf, seedOf } from '../checksums.ts';
import { readClaims, seal } from '../entry-bytes.ts';
import { createJournal } from './journal.ts';
import type { Call, PackedDocument } from './messages.ts';
import { createOwnerTable } from './owners.ts';
import { createReader } from './reading.ts';
import { snapshotChecksum } from './version-2.ts';

/** Above this many documents the memory of where their logs end starts anew. */
const REMEMBERED = 50_000;
/** For how long those who saw what was lost may bring it back. */
const LOSS_MS = 7 * 24 * 60 * 60 * 1000;

/** What an append needs to know. */
interface LogEnd {
	readonly id: number;
	readonly seed: number;
	/** The entry before the next one; 0: none. */
	previous: number;
	/** The highest position ever given. */
	last: number;
}

export interface DocumentRow {
	readonly id: number;
	readonly lost_at: number | null;
	readonly quarantine: string | null;
	readonly checksum: number;
}

/** Logs and snapshots, synchronously; whoever calls has opened a transaction. */
export function createDocumentTable(
	database: DatabaseSync,
	report: (details: object, message: string) => void
) {
	const find = database.prepare('SELECT id, lost_at, quarantine, checksum FROM document WHERE name = ?');
	const create = database.prepare('INSERT INTO document (name, checksum) VALUES (?, 0)');
	const complete = database.prepare('UPDATE document SET quarantine = ?, checksum = ? WHERE id = ?');
	const journal = createJournal(database);
	const lastOf = database.prepare(
		`SELECT
			(SELECT max(position) FROM log WHERE document = :id AND position <= ${Number.MAX_SAFE_INTEGER}) AS logged,
			(SELECT up_to FROM snapshot WHERE document = :id ORDER BY generation DESC LIMIT 1) AS held,
			(SELECT max(place) FROM damaged WHERE document = :id AND kind = 'log') AS damaged`
	);
	const addSnapshot = database.prepare('INSERT INTO snapshot VALUES (?, ?, ?, ?, ?)');
	const currentOf = database.prepare(
		'SELECT generation FROM snapshot WHERE document = ? ORDER BY generation DESC LIMIT 1'
	);
	const beforeOf = database.prepare('SELECT up_to FROM snapshot WHERE document = ? AND generation = ?');
	const dropSnapshots = database.prepare('DELETE FROM snapshot WHERE document = ? AND generation < ?');
	const dropLog = database.prepare('DELETE FROM log WHERE document = ? AND position <= ?');
	const owners = createOwnerTable(database);
	const reader = createReader(database, report);
	const ends = new Map<DocumentName, LogEnd>();

	function documentOf(name: DocumentName): DocumentRow | undefined {
		return find.get(name) as DocumentRow | undefined;
	}

	function createRow(name: DocumentName, quarantine: string | null): number {
		const id = Number(create.run(name).lastInsertRowid);
		complete.run(quarantine, checksumOf('document', id, name, quarantine), id);
		return id;
	}

	function endOf(name: DocumentName): LogEnd | null {
		const known = ends.get(name);
		if (known !== undefined) return known;
		const row = documentOf(name);
		if (row === undefined) return null;
		journal.settle(row.id);
		const { logged, held, damaged } = lastOf.get({ id: row.id }) as Record<string, number | null>;
		const previous = Math.max(logged ?? 0, held ?? 0);
		return remember(name, {
			id: row.id,
			seed: seedOf(name),
			previous,
			last: Math.max(previous, damaged ?? 0)
		});
	}

	function remember(name: DocumentName, end: LogEnd): LogEnd {
		if (ends.size >= REMEMBERED) ends.clear();
		ends.set(name, end);
		return end;
	}

	function write(end: LogEnd, entry: Uint8Array): LogPosition {
		const position = end.last + 1;
		seal(entry, end.seed, position, end.previous);
		journal.add(end.id, position, entry);
		end.last = position;
		end.previous = position;
		return position as LogPosition;
	}

	/** All or nothing, though the transaction goes on. */
	function whole<T>(work: () => T): T {
		database.exec('SAVEPOINT whole');
		try {
			const value = work();
			database.exec('RELEASE whole');
			return value;
		} catch (error) {
			if (database.isTransaction) database.exec('ROLLBACK TO whole; RELEASE whole');
			throw error;
		}
	}

	return {
		append(name: DocumentName, entry: Uint8Array): LogPosition {
			const end = endOf(name);
			const claims = readClaims(entry);
			if (end !== null && claims.size === 0) return write(end, entry);
			try {
				return whole(() => {
					const made = end ?? { id: createRow(name, null), seed: seedOf(name), previous: 0, last: 0 };
					owners.claim(made.id, claims);
					const position = write(made, entry);
					remember(name, made);
					return position;
				});
			} catch (error) {
				ends.delete(name);
				throw error;
			}
		},

		load(name: DocumentName): PackedDocument | null {
			const row = documentOf(name);
			if (row === undefined) return null;
			if (row.checksum !== checksumOf('document', row.id, name, row.quarantine)) {
				report({ document: name }, 'the row of a stored document is damaged');
				throw new StoreError('corrupt', `the row of document ${name} is damaged`);
			}
			journal.settle(row.id);
			const found = reader.read(row, name);
			// What was just set aside changes where the log ends.
			if (found.damage !== null) ends.delete(name);
			const lostAt = found.lostAt ?? row.lost_at;
			return {
				...found.document,
				owners: owners.of(row.id),
				damage: found.damage,
				mayHaveLost: lostAt !== null && Date.now() - lostAt < LOSS_MS,
				quarantine: row.quarantine
			};
		},

		head(name: DocumentName): string | null {
			const end = endOf(name);
			return end && `${end.id}.${end.last}`;
		},

		compact({ name, generation, upTo, snapshot }: Extract<Call, { kind: 'compact' }>): boolean {
			const id = documentOf(name)?.id;
			if (id === undefined || Number(currentOf.get(id)?.generation ?? 0) !== generation) return false;
			journal.settle(id);
			const next = generation + 1;
			const before = beforeOf.get(id, generation);
			addSnapshot.run(id, next, upTo, snapshotChecksum(name, next, upTo, snapshot), snapshot);
			dropSnapshots.run(id, generation);
			if (before !== undefined) dropLog.run(id, Number(before.up_to));
			return true;
		},

		quarantine(name: DocumentName, reason: string | null): null {
			const id = documentOf(name)?.id;
			if (id !== undefined) complete.run(reason, checksumOf('document', id, name, reason), id);
			return null;
		},

		restore({ name, document }: Extract<Call, { kind: 'restore document' }>): boolean {
			if (documentOf(name) !== undefined) return false;
			// Nothing was ever appended to it, so there is nothing to know of it.
			if (document.snapshot === null && document.ends.length === 0) return true;
			return whole(() => {
				const id = createRow(name, document.quarantine);
				const seed = seedOf(name);
				owners.claim(id, new Map(document.owners));
				// With nothing before it, a log counts as whole from 0 on; this one is not without its snapshot.
				const upTo = document.snapshot === null ? 0 : 1;
				const end: LogEnd = { id, seed, previous: upTo, last: upTo };
				if (document.snapshot !== null) {
					addSnapshot.run(id, 1, upTo, snapshotChecksum(name, 1, upTo, document.snapshot), document.snapshot);
				}
				let start = 0;
				for (const finish of document.ends) {
					write(end, document.bytes.subarray(start, finish));
					start = finish;
				}
				return true;
			});
		},

		settleSome: () => journal.settleSome(),

		/** A rolled back transaction took rows with it that are remembered here. */
		forget(): void {
			ends.clear();
			journal.forget();
		}
	};
}
