import { type Box, centreOf } from '#model/whiteboard/geometry.ts';

export const SIDES = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Side = (typeof SIDES)[number];

/** How far each of several things has to go. */
export interface Shift {
	readonly dx: number;
	readonly dy: number;
}

const STILL: Shift = { dx: 0, dy: 0 };

/** Brings boxes in line along a side or a middle of the box around them all. */
export function aligned(boxes: readonly Box[], around: Box, to: Side): Shift[] {
	const { x, y } = centreOf(around);
	return boxes.map((box) => {
		const centre = centreOf(box);
		switch (to) {
			case 'left':
				return { dx: around.x - box.x, dy: 0 };
			case 'centre':
				return { dx: x - centre.x, dy: 0 };
			case 'right':
				return { dx: around.x + around.w - box.x - box.w, dy: 0 };
			case 'top':
				return { dx: 0, dy: around.y - box.y };
			case 'middle':
				return { dx: 0, dy: y - centre.y };
			case 'bottom':
				return { dx: 0, dy: around.y + around.h - box.y - box.h };
		}
	});
}

/** Makes the gaps between boxes equal; the first and the last stay. Where they overlap, they overlap equally. */
export function distributed(boxes: readonly Box[], along: 'across' | 'down'): Shift[] {
	if (boxes.length < 3) return boxes.map(() => STILL);
	const low = (box: Box): number => (along === 'across' ? box.x : box.y);
	const size = (box: Box): number => (along === 'across' ? box.w : box.h);
	const inOrder = [...boxes.keys()].sort(
		(a, b) => low(boxes[a]!) + size(boxes[a]!) / 2 - low(boxes[b]!) - size(boxes[b]!) / 2
	);
	const [first, last] = [boxes[inOrder[0]!]!, boxes[inOrder.at(-1)!]!];
	const taken = boxes.reduce((sum, box) => sum + size(box), 0);
	const gap = (low(last) + size(last) - low(first) - taken) / (boxes.length - 1);
	const shifts: Shift[] = boxes.map(() => STILL);
	let next = low(first);
	for (const at of inOrder) {
		const by = next - low(boxes[at]!);
		shifts[at] = along === 'across' ? { dx: by, dy: 0 } : { dx: 0, dy: by };
		next += size(boxes[at]!) + gap;
	}
	return shifts;
}

const GAP = 24;

/** Lays boxes out in a grid that is about as wide as it is high, in reading order, from where the first lies. */
export function tidied(boxes: readonly Box[]): Shift[] {
	if (boxes.length === 0) return [];
	const [w, h] = [Math.max(...boxes.map((box) => box.w)), Math.max(...boxes.map((box) => box.h))];
	const left = Math.min(...boxes.map(({ x }) => x));
	const top = Math.min(...boxes.map(({ y }) => y));
	const columns = columnsFor(boxes, w, h);
	const shifts: Shift[] = boxes.map(() => STILL);
	for (const [place, at] of readingOrderOf(boxes, h).entries()) {
		const box = boxes[at]!;
		const cell = {
			x: left + (place % columns) * (w + GAP),
			y: top + Math.floor(place / columns) * (h + GAP)
		};
		shifts[at] = { dx: cell.x + (w - box.w) / 2 - box.x, dy: cell.y + (h - box.h) / 2 - box.y };
	}
	return shifts;
}

/** What is in one row already stays in one row; everything else becomes a square. */
function columnsFor(boxes: readonly Box[], w: number, h: number): number {
	const middles = boxes.map((box) => centreOf(box));
	const spread = (values: number[]): number => Math.max(...values) - Math.min(...values);
	if (spread(middles.map(({ y }) => y)) < h / 2) return boxes.length;
	if (spread(middles.map(({ x }) => x)) < w / 2) return 1;
	return Math.ceil(Math.sqrt((boxes.length * (h + GAP)) / (w + GAP)));
}

/** Row by row: what begins within half a height of a row's first belongs to it. */
function readingOrderOf(boxes: readonly Box[], h: number): number[] {
	const byHeight = [...boxes.keys()].sort((a, b) => boxes[a]!.y - boxes[b]!.y);
	const rows: number[][] = [];
	for (const at of byHeight) {
		const row = rows.at(-1);
		if (row !== undefined && boxes[at]!.y - boxes[row[0]!]!.y < h / 2) row.push(at);
		else rows.push([at]);
	}
	return rows.flatMap((row) => row.sort((a, b) => boxes[a]!.x - boxes[b]!.x));
}
