import * as Y from 'yjs';
import type { BoardKind } from '#model/session/session.ts';
import { unreachable } from '#model/unreachable.ts';

/**
 * The first content of a new board's document. Only the server makes it: two clients that each seed an empty page
 * would make everything twice.
 */
export function seedDocument(kind: BoardKind): Uint8Array {
	const doc = new Y.Doc();
	try {
		fill(doc, kind);
		return Y.encodeStateAsUpdate(doc);
	} finally {
		doc.destroy();
	}
}

function fill(doc: Y.Doc, kind: BoardKind): void {
	switch (kind) {
		case 'whiteboard':
		case 'problem':
		case 'page':
			return;
		default:
			unreachable(kind);
	}
}
