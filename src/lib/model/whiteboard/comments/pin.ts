import { FARTHEST, type Point, centreOf, clamp, rotatedAbout, rounded } from '../geometry.ts';
import { isShapeId, type ShapeId } from '../ids.ts';
import type { Shape } from '../shapes/registry.ts';

/** Where a thread of comments is pinned. */
export interface Pin {
	/** Where it was put; holds when there is no shape, or none any more. */
	readonly point: Point;
	/** The shape that it goes along with, and where on it, as fractions of its box before it is turned. */
	readonly on: { readonly shape: ShapeId; readonly at: Point } | null;
}

/** A pin at a point, held by the shape that is there, if any. */
export function pinAt(point: Point, shape: Shape | null): Pin {
	const there = { x: rounded(point.x), y: rounded(point.y) };
	if (shape === null) return { point: there, on: null };
	const upright = rotatedAbout(point, centreOf(shape), -shape.rotation);
	const share = (offset: number, length: number): number =>
		length === 0 ? 0 : Math.round(clamp(offset / length, 0, 1) * 1000) / 1000;
	const at = { x: share(upright.x - shape.x, shape.w), y: share(upright.y - shape.y, shape.h) };
	return { point: there, on: { shape: shape.id, at } };
}

/** Where a place on a shape is on the board. */
export function pointOn(shape: Shape, at: Point): Point {
	const upright = { x: shape.x + at.x * shape.w, y: shape.y + at.y * shape.h };
	return rotatedAbout(upright, centreOf(shape), shape.rotation);
}

/** As it lies in a comment's entry. */
export interface StoredPin {
	readonly x: number;
	readonly y: number;
	readonly s?: string;
	readonly u?: number;
	readonly v?: number;
}

export function storePin({ point, on }: Pin): StoredPin {
	const { x, y } = point;
	return on === null ? { x, y } : { x, y, s: on.shape, u: on.at.x, v: on.at.y };
}

/** `null`: no pin that could be shown. */
export function parsePin(stored: Readonly<Record<string, unknown>>): Pin | null {
	const { x, y, s, u, v } = stored;
	if (!isPlace(x, FARTHEST) || !isPlace(y, FARTHEST)) return null;
	const on = isShapeId(s) && isPlace(u, 1) && isPlace(v, 1) ? { shape: s, at: { x: u, y: v } } : null;
	return { point: { x, y }, on };
}

function isPlace(value: unknown, most: number): value is number {
	return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;
}
