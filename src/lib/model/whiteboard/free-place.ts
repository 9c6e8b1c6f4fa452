import { type Box, grown, overlaps, type Point } from './geometry.ts';

const GAP = 24;
/** More tries than this find no place that anybody would look for. */
const MOST_TRIES = 2_000;

/** The top left of the first free place for something in a box, read row by row; the box's own middle when it is full. */
export function freePlaceIn(
	outer: Box,
	size: { readonly w: number; readonly h: number },
	taken: readonly Box[]
): Point {
	const room = grown(outer, -GAP);
	const near = taken.filter((box) => overlaps(box, outer)).map((box) => grown(box, GAP / 2));
	let tries = 0;
	for (let y = room.y; y + size.h <= room.y + room.h; y += GAP)
		for (let x = room.x; x + size.w <= room.x + room.w;) {
			const place = { x, y, ...size };
			const inTheWay = near.find((box) => overlaps(box, place));
			if (inTheWay === undefined) return { x, y };
			if (++tries > MOST_TRIES) return inTheMiddle(outer, size);
			x = inTheWay.x + inTheWay.w + 1;
		}
	return inTheMiddle(outer, size);
}

function inTheMiddle({ x, y, w, h }: Box, size: { readonly w: number; readonly h: number }): Point {
	return { x: x + (w - size.w) / 2, y: y + (h - size.h) / 2 };
}
