import * as Y from 'yjs';
import { KeyedTexts } from '../yjs/keyed-texts.ts';
import { PARTS, PROBLEM_SCHEMA, STATEMENT } from './board.ts';
import { DEFAULT_METHOD } from './methods/default.ts';
import type { Method } from './method.ts';

/**
 * Fills a new board's document. Only the server does this, once, before anybody has it open; a document that is
 * seeded already stays as it is.
 */
export function seedProblem(doc: Y.Doc, method: Method = DEFAULT_METHOD, statement = ''): void {
	const meta = doc.getMap<unknown>(PARTS.meta);
	if (meta.has('schema')) return;
	doc.transact(() => {
		meta.set('schema', PROBLEM_SCHEMA);
		meta.set('method', { id: method.id, version: method.version });
		meta.set(STATEMENT, new Y.Text(statement));
	}, 'seed');
}

/** The first content of a new board that asks the same as `doc` does: its problem statement, and no card. */
export function seedAsking(doc: Y.Doc): Uint8Array {
	const statement = new KeyedTexts(doc.getMap(PARTS.meta)).string(STATEMENT) ?? '';
	const fresh = new Y.Doc();
	try {
		seedProblem(fresh, DEFAULT_METHOD, statement);
		return Y.encodeStateAsUpdate(fresh);
	} finally {
		fresh.destroy();
	}
}
