import { clamp, type Point } from '#model/whiteboard/geometry.ts';
import type { Viewport } from '../camera.ts';

/** Where a sign stands that points to somebody outside the window; all in CSS pixels. */
export interface EdgeSign {
	readonly key: string;
	readonly at: Point;
	/** Toward them, in radians; 0 is to the right. */
	readonly angle: number;
}

/** Room for the bars along the edges. */
const INSET = { side: 22, top: 76, bottom: 88 };
/** Signs nearer to each other than this are pushed apart. */
const APART_PX = 34;

/** A sign at the edge for each place outside the window, `places` in the order of importance; at most `most` of them. */
export function edgeSigns(
	places: Iterable<readonly [key: string, place: Point]>,
	{ w, h }: Viewport,
	most: number
): EdgeSign[] {
	const signs: EdgeSign[] = [];
	const [left, right, top, bottom] = [INSET.side, w - INSET.side, INSET.top, h - INSET.bottom];
	if (right <= left || bottom <= top) return signs;
	for (const [key, place] of places) {
		if (signs.length >= most) break;
		if (place.x >= 0 && place.y >= 0 && place.x <= w && place.y <= h) continue;
		const at = { x: clamp(place.x, left, right), y: clamp(place.y, top, bottom) };
		const angle = Math.atan2(place.y - at.y, place.x - at.x);
		const alongX = at.y === top || at.y === bottom;
		signs.push({ key, at: free(at, alongX, signs, alongX ? [left, right] : [top, bottom]), angle });
	}
	return signs;
}

/** The nearest place along the edge that no sign has yet; the same one when the edge is full. */
function free(
	at: Point,
	alongX: boolean,
	taken: readonly EdgeSign[],
	[low, high]: readonly [number, number]
): Point {
	for (let step = 0; step < 24; step++) {
		const by = Math.ceil(step / 2) * APART_PX * (step % 2 === 0 ? 1 : -1);
		const moved = alongX ? { x: at.x + by, y: at.y } : { x: at.x, y: at.y + by };
		const along = alongX ? moved.x : moved.y;
		if (along < low || along > high) continue;
		const isTaken = taken.some(
			(sign) => Math.abs(sign.at.x - moved.x) < APART_PX && Math.abs(sign.at.y - moved.y) < APART_PX
		);
		if (!isTaken) return moved;
	}
	return at;
}
