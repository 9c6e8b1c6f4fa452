import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { OpenDocument } from './open-document.ts';

/** A board as it was, in a document of its own that nothing connects to: to be looked at with the same parts as today's. */
export function openOldDocument(
	{ name, credentials }: Pick<OpenDocument, 'name' | 'credentials'>,
	bytes: Uint8Array
): OpenDocument {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, bytes);
	const awareness = new Awareness(doc);
	return {
		// The board's own name, under which its images are.
		name,
		doc,
		awareness,
		credentials,
		loaded: Promise.resolve(),
		canWrite: false,
		saved: { state: { at: 'saved' }, hasUnsavedWork: false, makeOwn: async () => false },
		close() {
			awareness.destroy();
			doc.destroy();
		}
	};
}
