import type * as Y from 'yjs';

/** The number of the document's layout; raised when an older client would do harm to it. */
export const SCHEMA = 1;

/** Prepares the empty document of a new whiteboard. Only the server calls it, once. */
export function seedWhiteboard(doc: Y.Doc): void {
	doc.transact(() => doc.getMap('meta').set('schema', SCHEMA), 'whiteboard:seed');
}
