import { keyBetween, type OrderKey } from '../order.ts';
import type { Shape } from './shapes/registry.ts';

const MAX_LENGTH = 128;
const DIGITS = /^[0-9A-Za-z]+$/;

/**
 * Whether a string from the document is a place in the stacking order. Stricter than a sort needs: every key that
 * passes has a neighbour on both sides, so that making one never throws.
 */
export function isOrderKey(value: unknown): value is OrderKey {
	if (typeof value !== 'string' || value.length > MAX_LENGTH || !DIGITS.test(value)) return false;
	const head = value.charCodeAt(0);
	// `a`…`p`: 1…16 digits before the fraction; `Z`…`K` the same below zero.
	const digits = head >= 97 && head <= 112 ? head - 96 : head <= 90 && head >= 75 ? 91 - head : 0;
	if (digits === 0 || value.length < digits + 1) return false;
	return value.length === digits + 1 || !value.endsWith('0');
}

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
