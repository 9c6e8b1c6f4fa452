import type { Shape } from './shapes/registry.ts';
import { resized, type TableShape, type Track } from './shapes/table.ts';
import { isInTrack, SIDES } from './tracks.ts';
import type { Words } from './words.ts';

/**
 * A shape, or some rows or columns of a table, that somebody deleted while somebody else, perhaps offline, wrote there: their
 * words are still in the document, for the texts of what is deleted stay (see Words). Whoever sees it go can put it back; when
 * several do, it is there once.
 */
export interface Loss {
	/** As it was. */
	readonly shape: Shape;
	/** What the other saw of its words and deleted with it, by the keys of the texts. */
	readonly erased: ReadonlyMap<string, string>;
}

/** A table with those rows and columns put back that it had before and in which there are words now; `null` for none. */
export function withLostTracks(before: TableShape, now: TableShape, words: Words): TableShape | null {
	let next = now;
	for (const { field, along } of SIDES) {
		const has = (tracks: readonly Track[], { id }: Track): boolean => tracks.some((track) => track.id === id);
		const isLost = (track: Track): boolean =>
			!has(now[along], track) && hasWords(now, `${field}/${track.id}`, words);
		const tracks = [...now[along]];
		for (const [at, track] of before[along].entries()) {
			if (!isLost(track)) continue;
			const last = before[along].slice(0, at).findLast((other) => has(tracks, other));
			tracks.splice(tracks.findIndex(({ id }) => id === last?.id) + 1, 0, track);
		}
		if (tracks.length > now[along].length) next = resized(next, along, tracks);
	}
	return next === now ? null : next;
}

function hasWords({ id }: TableShape, track: string, words: Words): boolean {
	for (const key of words.keysOf(id))
		if (isInTrack(key, track) && (words.texts.string(key) ?? '') !== '') return true;
	return false;
}
