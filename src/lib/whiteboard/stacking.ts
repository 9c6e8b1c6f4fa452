import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { keyAbove, keyBelow } from '#model/whiteboard/stacking.ts';
import { byOrder, keyBetween, keysBetween, type OrderKey } from '#model/order.ts';

export type Restacking = 'front' | 'back' | 'forward' | 'backward';

/** The shapes with their new places in the pile: over or under everything, or one step past what they touch. */
export function restacked(
	shapes: readonly Shape[],
	all: Iterable<Shape>,
	to: Restacking,
	touches: (a: Shape, b: Shape) => boolean
): Shape[] {
	const moving = shapes.toSorted(byOrder);
	const others = [...all].filter(notIn(new Set(moving.map(({ id }) => id)))).sort(byOrder);
	const keys = keysFor(moving, others, to, touches);
	return keys === null ? [] : moving.map((shape, at) => ({ ...shape, order: keys[at]! }));
}

function keysFor(
	moving: readonly Shape[],
	others: readonly Shape[],
	to: Restacking,
	touches: (a: Shape, b: Shape) => boolean
): OrderKey[] | null {
	const isNear = (other: Shape): boolean => moving.some((shape) => touches(shape, other));
	switch (to) {
		case 'front':
			return keysBetween(keyAbove(others), null, moving.length);
		case 'back':
			return keysBelow(others, moving.length);
		case 'forward': {
			const top = moving.at(-1)!;
			const at = others.findIndex((other) => byOrder(other, top) > 0 && isNear(other));
			return at === -1 ? null : keysInto(others[at], others[at + 1], moving.length);
		}
		case 'backward': {
			const bottom = moving[0]!;
			const at = others.findLastIndex((other) => byOrder(other, bottom) < 0 && isNear(other));
			return at === -1 ? null : keysInto(others[at - 1], others[at], moving.length);
		}
	}
}

/** Two shapes made at once by two people can have the same key: then the new ones go above both. */
function keysInto(below: Shape | undefined, above: Shape | undefined, count: number): OrderKey[] {
	const [low, high] = [below?.order ?? null, above?.order ?? null];
	return keysBetween(low, low !== null && high !== null && low >= high ? null : high, count);
}

function keysBelow(shapes: readonly Shape[], count: number): OrderKey[] {
	const keys: OrderKey[] = [];
	for (let key = keyBelow(shapes); keys.length < count; key = keyBetween(null, key)) keys.unshift(key);
	return keys;
}

function notIn(ids: ReadonlySet<ShapeId>): (shape: Shape) => boolean {
	return ({ id }) => !ids.has(id);
}
