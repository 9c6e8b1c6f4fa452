import type { Shape } from './shapes/registry.ts';

/**
 * A shape that somebody deleted while somebody else, perhaps offline, wrote in it: their words are still there, for the text
 * of a deleted shape stays (see Words). Whoever sees the shape go can put it back; when several do it, it is there once.
 */
export interface Loss {
	/** As it was. */
	readonly shape: Shape;
	/** What the other saw of its words and deleted with it, by the keys of the texts. */
	readonly erased: ReadonlyMap<string, string>;
}
