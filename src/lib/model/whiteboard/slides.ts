import { byOrder, keyBetween, keysBetween, type OrderKey } from '../order.ts';
import type { ShapeId } from './ids.ts';
import { readingOrder } from './reading-order.ts';
import type { FrameShape } from './shapes/frame.ts';
import type { Shape } from './shapes/registry.ts';

/** The frames as slides: first those that somebody put in order, then the others as one reads the board. */
export function slidesOf(shapes: Iterable<Shape>): FrameShape[] {
	const frames = [...shapes].filter((shape) => shape.type === 'frame');
	const ordered = frames.filter(({ slide }) => slide !== undefined);
	ordered.sort((a, b) => byOrder({ id: a.id, order: a.slide! }, { id: b.id, order: b.slide! }));
	const others = readingOrder(frames.filter(({ slide }) => slide === undefined));
	return [...ordered, ...others];
}

/**
 * The slides that change when one of them becomes the one at `place`, counted from 0. That is the moved one alone, but for
 * the first time: then those before it have no key yet.
 */
export function slideMoved(slides: readonly FrameShape[], id: ShapeId, place: number): FrameShape[] {
	const moving = slides.find((slide) => slide.id === id);
	if (moving === undefined) return [];
	const next = slides.filter((slide) => slide !== moving);
	next.splice(place, 0, moving);
	if (next.every((slide, at) => slide === slides[at])) return [];
	const at = next.indexOf(moving);
	const keyOf = (where: number): OrderKey | null => next[where]?.slide ?? null;
	const unkeyed = next.slice(0, at).filter(({ slide }) => slide === undefined);
	const [last, following] = [keyOf(at - unkeyed.length - 1), unkeyed.length > 0 ? null : keyOf(at + 1)];
	// Two people who moved two slides to one place at once may have made the same key.
	if (last !== null && following !== null && last >= following) return renumbered(next);
	if (unkeyed.length === 0) return [{ ...moving, slide: keyBetween(last, following) }];
	const keys = keysBetween(last, null, unkeyed.length + 1);
	return [...unkeyed, moving].map((slide, index) => ({ ...slide, slide: keys[index]! }));
}

function renumbered(slides: readonly FrameShape[]): FrameShape[] {
	const keys = keysBetween(null, null, slides.length);
	return slides.map((slide, at) => ({ ...slide, slide: keys[at]! }));
}
