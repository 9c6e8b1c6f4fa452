import type * as Y from 'yjs';
import { createBlockId, PLAIN_BLOCK, type BlockAttributes } from './block.ts';
import { NO_MARKS, storedMarks, type Marks } from './marks.ts';
import { pageMeta, pageText, PLAIN_SCHEMA, type Run } from './read-page.ts';
import { createMarker } from './seed.ts';

/** A block of text that is not in any document yet. What is not said is as in a plain paragraph. */
export interface DraftBlock extends Partial<BlockAttributes> {
	readonly runs: readonly Run[];
}

export function run(text: string, marks: Partial<Marks> = NO_MARKS): Run {
	return { text, marks: { ...NO_MARKS, ...marks } };
}

export function heading(level: BlockAttributes['level'], ...runs: readonly Run[]): DraftBlock {
	return { kind: 'heading', level, runs };
}

export function paragraph(...runs: readonly Run[]): DraftBlock {
	return { runs };
}

export function bullet(...runs: readonly Run[]): DraftBlock {
	return { kind: 'bullet', runs };
}

export function task(checked: boolean, ...runs: readonly Run[]): DraftBlock {
	return { kind: 'task', checked, runs };
}

/**
 * Makes a page of these blocks; of none, an empty one. Like `seedPage`, only the server calls it, once, before anybody is let
 * in; a page that is there stays as it is. Addresses that are unsafe are no links when it is read, like anybody's.
 */
export function seedDraft(doc: Y.Doc, blocks: readonly DraftBlock[], origin: unknown): void {
	if (pageMeta(doc).has('schema')) return;
	const all = blocks.length === 0 ? [paragraph()] : blocks;
	const inserts = all.flatMap(({ runs, ...attributes }) => [
		{ insert: createMarker('text', createBlockId(), { ...PLAIN_BLOCK, ...attributes }), attributes: {} },
		...runs
			.filter(({ text }) => text !== '')
			.map(({ text, marks }) => ({ insert: text, attributes: storedMarks(marks) }))
	]);
	doc.transact(() => {
		pageMeta(doc).set('schema', PLAIN_SCHEMA);
		pageText(doc).applyDelta(inserts, { sanitize: false });
	}, origin);
}
