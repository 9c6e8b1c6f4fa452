import * as Y from 'yjs';
import { seedPage } from '#model/page/seed.ts';
import { PARTS, PROBLEM_SCHEMA } from '#model/problem/board.ts';
import { seedProblem } from '#model/problem/seed.ts';
import type { BoardKind } from '#model/session/session.ts';
import { unreachable } from '#model/unreachable.ts';
import { seedWhiteboard } from '#model/whiteboard/seed.ts';

/**
 * The first content of a new board's document. Only the server makes it: two clients that each seed an empty page
 * would make everything twice.
 */
export function seedDocument(kind: BoardKind): Uint8Array {
	return filled((doc) => fill(doc, kind));
}

/** The first content of what somebody writes alone. */
export function seedSheet(): Uint8Array {
	return filled((doc) => doc.getMap<unknown>(PARTS.meta).set('schema', PROBLEM_SCHEMA));
}

function filled(fillIn: (doc: Y.Doc) => void): Uint8Array {
	const doc = new Y.Doc();
	try {
		fillIn(doc);
		return Y.encodeStateAsUpdate(doc);
	} finally {
		doc.destroy();
	}
}

function fill(doc: Y.Doc, kind: BoardKind): void {
	switch (kind) {
		case 'whiteboard':
			return seedWhiteboard(doc);
		case 'problem':
			return seedProblem(doc);
		case 'page':
			return seedPage(doc, 'seed');
		default:
			unreachable(kind);
	}
}
