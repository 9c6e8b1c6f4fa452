import type { DatabaseSync } from 'node:sqlite';

/** With so many entries, or bytes, they are settled all at once: about 10 ms. */
const SETTLE_AT_ENTRIES = 4096;
const SETTLE_AT_BYTES = 4 * 1024 * 1024;
/** Larger entries fill pages of their own, wherever they are. */
const LARGEST_BYTES = 1024;

export interface Journal {
	/** Writes a log entry, here or where it belongs. */
	add(document: number, position: number, entry: Uint8Array): void;
	/** Has all entries of this document where they belong. */
	settle(document: number): void;
	/** Settles what has gathered, when it is enough; in a transaction of its own. */
	settleSome(): void;
	/** A rolled back transaction changed what is where. */
	forget(): void;
}

/**
 * New log entries, in the order in which they come. In the log they lie by document, so each of many documents would have a page
 * written for every transaction that touches it; here a transaction writes one or two, and when thousands have gathered, they go
 * to the log by document, some dozen to a page. That is a tenth of the writing, and of the time. Whoever reads a document has it
 * settled first.
 */
export function createJournal(database: DatabaseSync): Journal {
	const add = database.prepare('INSERT INTO journal (document, position, entry) VALUES (?, ?, ?)');
	const addToLog = database.prepare('INSERT INTO log VALUES (?, ?, ?)');
	const settleOne = database.prepare(
		'INSERT OR IGNORE INTO log SELECT document, position, entry FROM journal WHERE document = ? ORDER BY position'
	);
	const dropOne = database.prepare('DELETE FROM journal WHERE document = ?');
	/** The documents that have entries here; `null` when that is not known. */
	let unsettled: Set<number> | null = new Set();
	let entries = 0;
	let bytes = 0;

	return {
		add(document, position, entry) {
			if (entry.length > LARGEST_BYTES) {
				addToLog.run(document, position, entry);
				return;
			}
			add.run(document, position, entry);
			unsettled?.add(document);
			entries += 1;
			bytes += entry.length;
		},

		settle(document) {
			if (unsettled?.has(document) === false) return;
			settleOne.run(document);
			dropOne.run(document);
			unsettled?.delete(document);
		},

		settleSome() {
			if (entries < SETTLE_AT_ENTRIES && bytes < SETTLE_AT_BYTES) return;
			// Not at once again when the disk is full.
			entries = 0;
			bytes = 0;
			settleAll(database);
			unsettled = new Set();
		},

		forget() {
			unsettled = null;
		}
	};
}

/** Has all entries where they belong: what a killed process left here, or what has gathered. */
export function settleAll(database: DatabaseSync): void {
	try {
		database.exec(`
			BEGIN IMMEDIATE;
			INSERT OR IGNORE INTO log SELECT document, position, entry FROM journal ORDER BY document, position;
			DELETE FROM journal;
			COMMIT`);
	} catch (error) {
		if (database.isTransaction) database.exec('ROLLBACK');
		throw error;
	}
}
