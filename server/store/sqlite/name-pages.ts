import type { DatabaseSync } from 'node:sqlite';
import type { DocumentName } from '#protocol/documents.ts';

const PAGE_NAMES = 1000;

/** The names of all documents, a page at a time. */
export function createNamePages(database: DatabaseSync) {
	const page = database.prepare(`SELECT name FROM document WHERE name > ? ORDER BY name LIMIT ${PAGE_NAMES}`);
	return {
		after: (name: string): DocumentName[] => page.all(name).map((row) => row.name as DocumentName)
	};
}
