import { describe, expect, it } from 'vitest';
import { type Box, moved, union } from '#model/whiteboard/geometry.ts';
import { aligned, distributed, type Shift, tidied } from './arranging.ts';

const box = (x: number, y: number, w = 100, h = 100): Box => ({ x, y, w, h });
const after = (boxes: readonly Box[], shifts: readonly Shift[]) =>
	boxes.map((each, at) => moved(each, shifts[at]!.dx, shifts[at]!.dy));

describe('aligning', () => {
	const boxes = [box(0, 0), box(200, 40, 50, 50), box(120, 300, 80, 20)];
	const around = union(boxes)!;
	const to = (side: Parameters<typeof aligned>[2]) => after(boxes, aligned(boxes, around, side));

	it('brings sides in line with the outermost', () => {
		expect(to('left').map(({ x }) => x)).toEqual([0, 0, 0]);
		expect(to('right').map(({ x, w }) => x + w)).toEqual([250, 250, 250]);
		expect(to('top').map(({ y }) => y)).toEqual([0, 0, 0]);
		expect(to('bottom').map(({ y, h }) => y + h)).toEqual([320, 320, 320]);
	});

	it('brings middles in line with the middle of all', () => {
		expect(to('centre').map(({ x, w }) => x + w / 2)).toEqual([125, 125, 125]);
		expect(to('middle').map(({ y, h }) => y + h / 2)).toEqual([160, 160, 160]);
	});

	it('leaves the other axis alone', () => {
		expect(to('left').map(({ y }) => y)).toEqual([0, 40, 300]);
	});
});

describe('distributing', () => {
	it('makes the gaps equal, whatever the order and the sizes', () => {
		const boxes = [box(500, 0), box(0, 0), box(130, 0, 40)];
		expect(after(boxes, distributed(boxes, 'across')).map(({ x }) => x)).toEqual([500, 0, 280]);
		const down = [box(0, 0), box(0, 500), box(0, 110)];
		expect(after(down, distributed(down, 'down')).map(({ y }) => y)).toEqual([0, 500, 250]);
	});

	it('overlaps equally what has no room', () => {
		const boxes = [box(0, 0), box(5, 0), box(100, 0)];
		expect(after(boxes, distributed(boxes, 'across')).map(({ x }) => x)).toEqual([0, 50, 100]);
	});

	it('does nothing to two', () => {
		const boxes = [box(0, 0), box(500, 0)];
		expect(after(boxes, distributed(boxes, 'across'))).toEqual(boxes);
	});
});

describe('tidying', () => {
	it('lays things in rows and columns, in the order in which one reads them', () => {
		const boxes = [box(150, 160), box(10, 0), box(170, 20), box(0, 140)];
		expect(after(boxes, tidied(boxes))).toEqual([box(124, 124), box(0, 0), box(124, 0), box(0, 124)]);
	});

	it('keeps a row a row and a column a column', () => {
		const row = [box(0, 0), box(130, 20), box(290, 10)];
		expect(after(row, tidied(row)).map(({ y }) => y)).toEqual([0, 0, 0]);
		const column = [box(0, 0), box(20, 130), box(10, 290)];
		expect(after(column, tidied(column)).map(({ x }) => x)).toEqual([0, 0, 0]);
	});

	it('leaves no two on top of each other', () => {
		const boxes = Array.from({ length: 23 }, (_, at) => box((at * 37) % 300, (at * 53) % 200, 80 + at, 60));
		const places = after(boxes, tidied(boxes));
		for (const [at, a] of places.entries())
			for (const b of places.slice(at + 1)) {
				const apart = a.x >= b.x + b.w || b.x >= a.x + a.w || a.y >= b.y + b.h || b.y >= a.y + a.h;
				expect(apart).toBe(true);
			}
	});

	it('changes nothing when done again', () => {
		const boxes = [box(150, 160), box(10, 0), box(170, 20), box(0, 140), box(400, 400)];
		const once = after(boxes, tidied(boxes));
		expect(after(once, tidied(once))).toEqual(once);
	});
});
