import { describe, expect, it } from 'vitest';
import { onGrid, snappedMove, snappedPoint } from './snapping.ts';

const box = (x: number, y: number, w = 100, h = 100) => ({ x, y, w, h });
const REACH = 6;

describe('what is moved', () => {
	it('comes to lie edge to edge and middle to middle with others', () => {
		expect(snappedMove(box(4, 300), [box(0, 0)], REACH)).toMatchObject({ dx: -4, dy: 0 });
		// Right edge to left edge.
		expect(snappedMove(box(197, 300), [box(300, 0)], REACH)).toMatchObject({ dx: 3, dy: 0 });
		// Middle to middle, though no edge is near.
		expect(snappedMove(box(23, 300, 50), [box(0, 0)], REACH)).toMatchObject({ dx: 2 });
	});

	it('shows why by a line across both', () => {
		const { guides } = snappedMove(box(4, 300), [box(0, 0)], REACH);
		expect(guides).toContainEqual({ is: 'line', axis: 'x', at: 0, from: 0, to: 400 });
	});

	it('stays where it is when nothing is near', () => {
		expect(snappedMove(box(40, 330), [box(0, 0)], REACH)).toEqual({ dx: 0, dy: 0, guides: [] });
		expect(snappedMove(box(40, 330), [], REACH)).toEqual({ dx: 0, dy: 0, guides: [] });
	});

	it('goes to the nearest of several', () => {
		expect(snappedMove(box(5, 500), [box(0, 0), box(8, 200)], REACH).dx).toBe(3);
	});

	it('keeps equal distances: in the middle, after, and before', () => {
		const middle = snappedMove(box(196, 50), [box(0, 0), box(400, 0)], REACH);
		expect(middle.dx).toBe(4);
		expect(middle.guides.filter(({ is }) => is === 'gap')).toHaveLength(2);
		const after = snappedMove(box(276, 50), [box(0, 0), box(140, 0)], REACH);
		expect(after.dx).toBe(4);
		expect(after.guides.filter(({ is }) => is === 'gap')).toEqual([
			{ is: 'gap', axis: 'x', at: 75, from: 240, to: 280 },
			{ is: 'gap', axis: 'x', at: 50, from: 100, to: 140 }
		]);
		const before = snappedMove(box(-144, 50), [box(0, 0), box(140, 0)], REACH);
		expect(before.dx).toBe(4);
	});

	it('knows no distances to what is not beside it', () => {
		expect(snappedMove(box(276, 500), [box(0, 0), box(140, 0)], REACH).dx).toBe(0);
	});
});

describe('an edge that is dragged', () => {
	it('goes to edges and middles, on the axes that it drags', () => {
		const at = (x: number, y: number, drags = { x: true, y: true }) =>
			snappedPoint({ x, y }, drags, [box(0, 0)], REACH).point;
		expect(at(103, 48)).toEqual({ x: 100, y: 50 });
		expect(at(103, 48, { x: true, y: false })).toEqual({ x: 100, y: 48 });
		expect(at(120, 75)).toEqual({ x: 120, y: 75 });
	});
});

describe('the grid', () => {
	it('is where the nearest dots are', () => {
		expect([11, 13, -11, -13].map((value) => onGrid(value, 24) + 0)).toEqual([0, 24, 0, -24]);
	});
});
