import type * as Y from 'yjs';

const HASH = /^[0-9a-f]{64}$/;

/**
 * Every image that a whiteboard's document names. Anything that looks like a hash counts, under whatever name it lies:
 * this decides what may be removed, so a shape that only a newer version knows must keep its image.
 */
export function imageHashesIn(doc: Y.Doc): Set<string> {
	const hashes = new Set<string>();
	for (const list of ['geometry', 'style'])
		for (const entry of doc.getArray(list).toArray()) collect(entry, hashes, 0);
	return hashes;
}

/** Entries are flat; one that nests deeper than any of ours is looked into no further. */
const DEEPEST = 8;

function collect(value: unknown, hashes: Set<string>, depth: number): void {
	if (typeof value === 'string' && HASH.test(value)) hashes.add(value);
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
	for (const part of Object.values(value)) collect(part, hashes, depth + 1);
}
