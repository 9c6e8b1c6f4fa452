import { isTextNode } from '#model/page/schema.ts';
import type { ResolvedPos } from '@tiptap/pm/model';
import type { Marker } from '#model/page/read-page.ts';
import type { DrawnBlock } from './write.ts';

/** Where blocks and positions of the editor lie in the document's text: one row of drawn blocks, counted in both ways. */
type Row = readonly DrawnBlock[];

/** How many places of the text come before a block's words: its marker's, unless it lost it. */
function openingOf({ marker }: DrawnBlock): number {
	return marker === null ? 0 : 1;
}

/** How many places of the text a block takes, its marker included. */
function lengthOf(block: DrawnBlock): number {
	return openingOf(block) + (isTextNode(block.node) ? block.node.content.size : 0);
}

/** Where the block with this index begins in the text. */
export function offsetOf(row: Row, index: number): number {
	let offset = 0;
	for (let before = 0; before < index; before++) offset += lengthOf(row[before]!);
	return offset;
}

/** Where the words of the block with this index begin in the text. */
export function wordsOf(row: Row, index: number): number {
	return offsetOf(row, index) + openingOf(row[index]!);
}

/** Where an offset of the text lies in the editor. A block's end and the next one's marker are one place. */
export function positionAt(row: Row, offset: number): number {
	let start = 0;
	let position = 0;
	for (const [index, block] of row.entries()) {
		const length = lengthOf(block);
		if (offset <= start + length || index === row.length - 1) {
			const inside = Math.max(0, Math.min(offset - start, length) - openingOf(block));
			return isTextNode(block.node) ? position + 1 + inside : position + Math.min(1, inside);
		}
		start += length;
		position += block.node.nodeSize;
	}
	return 0;
}

/** The last block that begins before this offset: what is inserted right before a marker belongs to the block before it. */
export function blockBefore(row: Row, offset: number): number {
	let start = 0;
	for (const [index, block] of row.entries()) {
		start += lengthOf(block);
		if (start >= offset) return index;
	}
	return Math.max(0, row.length - 1);
}

/** The first block that begins at or after this offset. */
export function blockFrom(row: Row, offset: number): number {
	let start = 0;
	for (const [index, block] of row.entries()) {
		if (start >= offset && index > 0) return index;
		start += lengthOf(block);
	}
	return row.length;
}

/** A place by the block that it is in: moving a block makes it anew, and all that stays is its id. */
export interface PlaceInBlock {
	readonly marker: Marker;
	readonly id: unknown;
	readonly offset: number;
}

export function placeInBlock(row: Row, $position: ResolvedPos): PlaceInBlock | null {
	const block = $position.depth === 0 ? undefined : row[$position.index(0)];
	if (block === undefined || block.marker === null) return null;
	return { marker: block.marker, id: block.node.attrs.id, offset: $position.parentOffset };
}

/** Where a place lies in the editor whose block was moved; `null` when it was not, or is gone. */
export function placeInMoved(row: Row, place: PlaceInBlock | null): number | null {
	// A marker that was deleted has no item that counts any more.
	if (place === null || place.marker._item?.deleted !== true) return null;
	let position = 0;
	for (const { node } of row) {
		if (node.attrs.id === place.id)
			return isTextNode(node) ? position + 1 + Math.min(place.offset, node.content.size) : null;
		position += node.nodeSize;
	}
	return null;
}
