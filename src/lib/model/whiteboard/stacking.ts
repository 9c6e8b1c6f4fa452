import { keyBetween, type OrderKey } from '../order.ts';
import type { Shape } from './shapes/registry.ts';

/** From the bottom up; shapes that share a key by accident lie in the order of their ids, the same for everybody. */
export function byStacking(a: Shape, b: Shape): number {
	if (a.order !== b.order) return a.order < b.order ? -1 : 1;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A key above every one of `shapes`. */
export function keyAbove(shapes: Iterable<Shape>): OrderKey {
	let top: OrderKey | null = null;
	for (const shape of shapes) if (top === null || shape.order > top) top = shape.order;
	return keyBetween(top, null);
}

/** A key below every one of `shapes`. */
export function keyBelow(shapes: Iterable<Shape>): OrderKey {
	let bottom: OrderKey | null = null;
	for (const shape of shapes) if (bottom === null || shape.order < bottom) bottom = shape.order;
	return keyBetween(null, bottom);
}
