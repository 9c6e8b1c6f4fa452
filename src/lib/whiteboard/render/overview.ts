import type { Box } from '#model/whiteboard/geometry.ts';
import { countOf, rangeOf, type TileRange } from './level.ts';
import type { View } from './view.ts';

/** The tiles in which all of a board is kept, so that wherever one goes there is something to see at once. */
export interface Overview {
	readonly scale: number;
	readonly range: TileRange;
}

/** Nine megabytes. */
const MOST_TILES = 16;
/** A scale that the board was painted at does instead of the best one, when it is at most so much off, in octaves. */
const NEAR_ENOUGH = 0.5;
/** Scales are chosen this close to each other in an octave: a board that grows by one shape keeps the overview that it has. */
const PER_OCTAVE = 2;

/**
 * The scale at which a board just fits into view, or near it, and the tiles that it takes. `painted` are the scales at hand,
 * that of the overview until now first.
 */
export function overviewOf(bounds: Box, view: View, painted: Iterable<number>): Overview {
	const fitting = Math.min(view.width / bounds.w, view.height / bounds.h, view.pixelRatio);
	const near = [...painted].find(
		(scale) =>
			Math.abs(Math.log2(scale / fitting)) <= NEAR_ENOUGH && countOf(rangeOf(bounds, scale)) <= MOST_TILES
	);
	if (near !== undefined) return { scale: near, range: rangeOf(bounds, near) };
	let step = Math.floor(Math.log2(fitting) * PER_OCTAVE);
	const scaleOf = (): number => 2 ** (step / PER_OCTAVE);
	while (countOf(rangeOf(bounds, scaleOf())) > MOST_TILES) step--;
	return { scale: scaleOf(), range: rangeOf(bounds, scaleOf()) };
}
