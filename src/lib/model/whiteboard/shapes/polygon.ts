import { type Box, distanceToPolyline, isWithin, type Point } from '../geometry.ts';
import type { Style } from '../style.ts';

/** Corners on the board of a polygon that is given in fractions of its box. */
export function placedIn(box: Box, parts: readonly Point[]): Point[] {
	return parts.map((part) => ({ x: box.x + part.x * box.w, y: box.y + part.y * box.h }));
}

/** Whether a point touches a closed outline: its line, and what is within it unless one can see through. */
export function isOnPolygon(
	polygon: readonly Point[],
	style: Pick<Style, 'fill' | 'width'>,
	point: Point,
	tolerance: number
): boolean {
	if (style.fill !== 'none' && isWithin(polygon, point)) return true;
	return distanceToPolyline(point, polygon, true) <= tolerance + style.width / 2;
}
