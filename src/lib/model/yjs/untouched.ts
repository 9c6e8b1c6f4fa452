import type * as Y from 'yjs';

/*
 * What of a document is still just as one client wrote it. What somebody else wrote over it, into it, or took out of it,
 * is theirs too.
 */

/** The client ids of all entries of a keyed list, by key. */
export function writersOf(array: Y.Array<unknown>): ReadonlyMap<string, ReadonlySet<number>> {
	const writers = new Map<string, Set<number>>();
	for (let item = array._start; item !== null; item = item.right) {
		if (item.deleted) continue;
		for (const entry of item.content.getContent() as unknown[]) {
			if (typeof entry !== 'object' || entry === null || !('k' in entry) || typeof entry.k !== 'string')
				continue;
			const known = writers.get(entry.k);
			if (known === undefined) writers.set(entry.k, new Set([item.id.client]));
			else known.add(item.id.client);
		}
	}
	return writers;
}

/** Whether nobody but `client` has typed or erased anything in a text. */
export function isTextBy(text: Y.Text, client: number): boolean {
	for (let item = text._start; item !== null; item = item.right)
		if (item.deleted || item.id.client !== client) return false;
	return true;
}

/** Whether nobody but `client` has set or removed anything of a map. */
export function isMapBy(map: Y.Map<unknown>, client: number): boolean {
	return [...map._map.values()].every((item) => !item.deleted && item.id.client === client);
}
