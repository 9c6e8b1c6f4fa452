import { keyBetween, type OrderKey } from '../order.ts';
import type { Shape } from './shapes/registry.ts';

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
