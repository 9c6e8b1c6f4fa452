import { expect, it } from 'vitest';
import { countOf } from './level.ts';
import { overviewOf } from './overview.ts';
import { TILE } from './tile.ts';
import { viewOf } from './view.ts';

const AT_ORIGIN = { left: 0, top: 0 };

function viewAt(pixelRatio: number) {
	return viewOf({ x: 0, y: 0, zoom: 1 }, { w: 1_280, h: 800 }, pixelRatio, AT_ORIGIN);
}

it('holds all of the board, in few tiles, whatever its form and the screen', () => {
	const boards = [
		{ x: 0, y: 0, w: 12_000, h: 8_000 },
		{ x: -5_000, y: 300, w: 40_000, h: 50 },
		{ x: 10, y: -9_999, w: 3, h: 90_000 },
		{ x: 100, y: 100, w: 200, h: 150 },
		{ x: -1e6, y: -1e6, w: 2e6, h: 2e6 }
	];
	for (const pixelRatio of [1, 2, 3])
		for (const bounds of boards) {
			const { scale, range } = overviewOf(bounds, viewAt(pixelRatio), []);
			const side = TILE / scale;
			expect(countOf(range)).toBeLessThanOrEqual(16);
			expect(range.left * side).toBeLessThanOrEqual(bounds.x);
			expect((range.right + 1) * side).toBeGreaterThanOrEqual(bounds.x + bounds.w);
			expect(range.top * side).toBeLessThanOrEqual(bounds.y);
			expect((range.bottom + 1) * side).toBeGreaterThanOrEqual(bounds.y + bounds.h);
			expect(scale, 'no larger than at 100 %').toBeLessThanOrEqual(pixelRatio);
		}
});

it('takes a scale that was painted already where it is near enough', () => {
	const bounds = { x: 0, y: 0, w: 12_000, h: 8_000 };
	const { scale } = overviewOf(bounds, viewAt(1), [1, 0.5, 0.09, 0.02]);
	expect(scale).toBe(0.09);
});
