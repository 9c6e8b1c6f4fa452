import type { PageBlock } from '#model/page/read-page.ts';

/**
 * A heading with all that belongs to it: up to the next heading of its level or above. The whole page where `heading` is
 * `null`, or a block that is no heading, or gone.
 */
export function sectionAt(blocks: readonly PageBlock[], heading: string | null): readonly PageBlock[] {
	const from = heading === null ? -1 : blocks.findIndex(({ id }) => id === heading);
	const first = blocks[from];
	if (first?.type !== 'text' || first.kind !== 'heading') return blocks;
	const rest = blocks.slice(from + 1);
	const end = rest.findIndex(
		(block) => block.type === 'text' && block.kind === 'heading' && block.level <= first.level
	);
	return [first, ...(end === -1 ? rest : rest.slice(0, end))];
}

/** A block, and what stands before it where it is an item of a list. */
export interface NumberedBlock {
	readonly block: PageBlock;
	/** Of a numbered item, counted from 1; `null` for all others. */
	readonly number: number | null;
}

/** Counts each list's items: one goes on over what is indented deeper, and ends with anything else. */
export function numbered(blocks: readonly PageBlock[]): readonly NumberedBlock[] {
	const counts: number[] = [];
	return blocks.map((block) => {
		if (block.type !== 'text') {
			counts.length = 0;
			return { block, number: null };
		}
		counts.length = Math.min(counts.length, block.indent + 1);
		if (block.kind !== 'numbered') {
			counts.length = Math.min(counts.length, block.indent);
			return { block, number: null };
		}
		const number = (counts[block.indent] ?? 0) + 1;
		counts[block.indent] = number;
		return { block, number };
	});
}
