import type * as Y from 'yjs';
import { createBlockId, PLAIN_BLOCK, type BlockAttributes } from './block.ts';
import { storedMark, type Marks } from './marks.ts';
import { PAGE_SCHEMA, pageMeta, pageText, type Run } from './read-page.ts';
import { createMarker } from './seed.ts';

/** A block of text that is not in any document yet. */
export interface DraftBlock extends Partial<BlockAttributes> {
	readonly runs: readonly Run[];
}

/**
 * Makes a page of these blocks. Like `seedPage`, only the server calls it, once, before anybody is let in; a page that is there
 * stays as it is. Addresses that are unsafe are no links when it is read, like anybody's.
 */
export function seedDraft(doc: Y.Doc, blocks: readonly DraftBlock[], origin: unknown): void {
	if (pageMeta(doc).has('schema')) return;
	const inserts = blocks.flatMap(({ runs, ...attributes }) => [
		{ insert: createMarker('text', createBlockId(), { ...PLAIN_BLOCK, ...attributes }), attributes: {} },
		...runs
			.filter(({ text }) => text !== '')
			.map(({ text, marks }) => ({ insert: text, attributes: stored(marks) }))
	]);
	doc.transact(() => {
		pageMeta(doc).set('schema', PAGE_SCHEMA);
		pageText(doc).applyDelta(inserts, { sanitize: false });
	}, origin);
}

function stored({ on, link }: Marks): Record<string, object> {
	return {
		...Object.fromEntries(on.map((name) => [name, storedMark(name, null)])),
		...(link === null ? {} : { link: storedMark('link', link) })
	};
}
