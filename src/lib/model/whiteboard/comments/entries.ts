import type { Point } from '../geometry.ts';
import type { ShapeId } from '../ids.ts';
import type { Shape } from '../shapes/registry.ts';
import { parsePin, pointOn } from './pin.ts';

/**
 * The keys of what is kept of comments, in one keyed list: each comment, which of the threads are resolved, and where the
 * pins of threads stayed whose shapes were deleted. The colon keeps them apart from the ids of shapes.
 */
export const KEYS = {
	comment: (id: string): string => `c:${id}`,
	resolved: (thread: string): string => `r:${thread}`,
	left: (thread: string): string => `p:${thread}`
};

export type CommentEntries = Iterable<readonly [string, unknown]>;

/** Where the pins on shapes that are about to go will stay. */
export function pinsLeftBy(entries: CommentEntries, going: ReadonlyMap<ShapeId, Shape>): Map<string, Point> {
	const left = new Map<string, Point>();
	if (going.size === 0) return left;
	for (const [key, entry] of entries) {
		if (!key.startsWith('c:') || typeof entry !== 'object' || entry === null) continue;
		const { t: thread, ...rest } = entry as Record<string, unknown>;
		const on = parsePin(rest)?.on;
		const shape = on && going.get(on.shape);
		if (typeof thread === 'string' && shape) left.set(KEYS.left(thread), pointOn(shape, on.at));
	}
	return left;
}
