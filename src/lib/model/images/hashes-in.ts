import * as Y from 'yjs';

const HASH = /^[0-9a-f]{64}$/;
/** Lists of a whiteboard's document whose entries name images. */
const SHAPES = ['geometry', 'style'];
/** The list of a problem board's document in which a key names them: `<card>/image/<hash>`. */
const DETAILS = 'detail';
/** The text of a page's document in which markers name them. */
const PAGE = 'page';

/**
 * Every image that a board's document names. Anything that looks like a hash counts, under whatever name it lies:
 * this decides what may be removed, so what only a newer version knows must keep its image.
 */
export function imageHashesIn(doc: Y.Doc): Set<string> {
	const hashes = new Set<string>();
	for (const list of SHAPES) for (const entry of doc.getArray(list).toArray()) collect(entry, hashes, 0);
	for (const entry of doc.getArray(DETAILS).toArray()) {
		collect(entry, hashes, 0);
		for (const part of keyOf(entry).split('/')) collect(part, hashes, 0);
	}
	for (const { insert } of doc.getText(PAGE).toDelta() as readonly { readonly insert: unknown }[])
		if (insert instanceof Y.AbstractType) collect(insert.toJSON(), hashes, 0);
	return hashes;
}

function keyOf(entry: unknown): string {
	const key = typeof entry === 'object' && entry !== null ? (entry as { readonly k?: unknown }).k : null;
	return typeof key === 'string' ? key : '';
}

/** Entries are flat; one that nests deeper than any of ours is looked into no further. */
const DEEPEST = 8;

function collect(value: unknown, hashes: Set<string>, depth: number): void {
	if (typeof value === 'string' && HASH.test(value)) hashes.add(value);
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
	for (const part of Object.values(value)) collect(part, hashes, depth + 1);
}
