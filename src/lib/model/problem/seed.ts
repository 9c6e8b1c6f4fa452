import * as Y from 'yjs';
import { PARTS, PROBLEM_SCHEMA, STATEMENT } from './board.ts';
import { DEFAULT_METHOD } from './methods/default.ts';
import type { Method } from './method.ts';

/**
 * Fills a new board's document. Only the server does this, once, before anybody has it open; a document that is
 * seeded already stays as it is.
 */
export function seedProblem(doc: Y.Doc, method: Method = DEFAULT_METHOD): void {
	const meta = doc.getMap<unknown>(PARTS.meta);
	if (meta.has('schema')) return;
	doc.transact(() => {
		meta.set('schema', PROBLEM_SCHEMA);
		meta.set('method', { id: method.id, version: method.version });
		meta.set(STATEMENT, new Y.Text());
	}, 'seed');
}
