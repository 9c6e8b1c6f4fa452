import * as Y from 'yjs';
import { type BlockAttributes, type BlockId, createBlockId, PLAIN_BLOCK } from './block.ts';
import { type Marker, pageMeta, pageText, PLAIN_SCHEMA } from './read-page.ts';

/** Makes an empty page. Only the server calls it, once, before anybody is let in: two seeds would merge to two pages. */
export function seedPage(doc: Y.Doc, origin: unknown): void {
	doc.transact(() => {
		pageMeta(doc).set('schema', PLAIN_SCHEMA);
		pageText(doc).insertEmbed(0, createMarker('text', createBlockId(), PLAIN_BLOCK), {});
	}, origin);
}

/** A block's marker; what is as in a plain paragraph is left out. */
export function createMarker(
	type: 'text' | 'divider',
	id: BlockId,
	attributes: BlockAttributes = PLAIN_BLOCK
): Marker {
	const marker: Marker = new Y.Map();
	marker.set('id', id);
	if (type !== 'text') marker.set('type', type);
	for (const [name, value] of Object.entries(attributes))
		if (value !== PLAIN_BLOCK[name as keyof BlockAttributes]) marker.set(name, value);
	return marker;
}
