import type { ShapeId } from './ids.ts';
import { readingOrder } from './reading-order.ts';
import type { FrameShape } from './shapes/frame.ts';
import type { Shape } from './shapes/registry.ts';
import { slidesOf } from './slides.ts';

/** A frame, or `null` for the bare paper, and what lies in it. */
export interface ReadingGroup {
	readonly frame: FrameShape | null;
	readonly shapes: readonly Shape[];
}

/** The board as it is read in parts: what is in no frame first, then frame by frame as slides follow each other. */
export function readingGroups(shapes: Iterable<Shape>): ReadingGroup[] {
	const all = [...shapes];
	const frames = slidesOf(all);
	const within = new Map<ShapeId | null, Shape[]>([[null, []]]);
	for (const { id } of frames) within.set(id, []);
	// Its frame may be gone.
	for (const shape of all)
		if (shape.type !== 'frame') (within.get(shape.frame) ?? within.get(null)!).push(shape);
	return [null, ...frames].map((frame) => ({
		frame,
		shapes: readingOrder(within.get(frame?.id ?? null)!)
	}));
}
