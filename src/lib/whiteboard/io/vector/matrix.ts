import type { Point } from '#model/whiteboard/geometry.ts';

/** An affine map, in the order of `DOMMatrix` and of SVG's `matrix()`: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The map that does `inner` first and then `outer`. */
export function multiplied(outer: Matrix, inner: Matrix): Matrix {
	const [a, b, c, d, e, f] = outer;
	const [g, h, i, j, k, l] = inner;
	return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export function translation(x: number, y: number): Matrix {
	return [1, 0, 0, 1, x, y];
}

export function scaling(x: number, y: number): Matrix {
	return [x, 0, 0, y, 0, 0];
}

export function rotation(radians: number): Matrix {
	const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
	return [cos, sin, -sin, cos, 0, 0];
}

export function mapped([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point {
	return { x: a * x + c * y + e, y: b * x + d * y + f };
}
