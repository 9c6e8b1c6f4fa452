import type { BlockId, HeadingLevel } from './block.ts';
import { objectText } from './objects/object-text.ts';
import type { PageBlock, PageDocument, Run } from './read-page.ts';

export interface OutlineEntry {
	readonly id: BlockId;
	readonly level: HeadingLevel;
	readonly text: string;
}

const wordsOf = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');

function textOf(block: PageBlock): string {
	if (block.type === 'object') return objectText(block.object);
	return block.type === 'text' ? wordsOf(block.runs) : '';
}

/** The page's words, a line a block: for search and for comparing. */
export function plainText(page: PageDocument): string {
	return page.blocks.map(textOf).join('\n');
}

export function outline(page: PageDocument): OutlineEntry[] {
	return page.blocks.flatMap((block) =>
		block.type === 'text' && block.kind === 'heading' && block.runs.length > 0
			? [{ id: block.id, level: block.level, text: wordsOf(block.runs).trim() }]
			: []
	);
}
