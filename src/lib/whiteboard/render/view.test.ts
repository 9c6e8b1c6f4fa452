import { describe, expect, it } from 'vitest';
import { mergedBoxes } from './merged-boxes.ts';
import { boardIn, shifted, viewOf } from './view.ts';

const VIEWPORT = { w: 801, h: 600 };

describe('a view', () => {
	it('stands on whole device pixels at every density and zoom, so that what lies still does not shimmer', () => {
		for (const pixelRatio of [1, 1.25, 1.5, 2, 3])
			for (const zoom of [0.05, 0.31, 1, 1.7, 8]) {
				const view = viewOf({ x: -1234.567, y: 89.01, zoom }, VIEWPORT, pixelRatio, { left: 0, top: 0 });
				expect(view.x * view.scale).toBeCloseTo(Math.round(view.x * view.scale), 6);
				expect(Math.abs(view.x - -1234.567) * view.scale).toBeLessThanOrEqual(0.5);
				const moved = shifted(view, 12.34, -5.6);
				expect(moved.y * view.scale).toBeCloseTo(Math.round(moved.y * view.scale), 6);
				expect(view.x - moved.x).toBeCloseTo(12.34, Math.floor(Math.log10(view.scale) - 0.4));
			}
	});

	it('makes up for a surface that begins between two pixels, as on a zoomed page', () => {
		const view = viewOf({ x: 0, y: 0, zoom: 1 }, VIEWPORT, 1.1, { left: 240, top: 48.5 });
		expect((240 * 1.1 + view.offX) % 1).toBeCloseTo(0, 9);
		expect(Math.abs(view.offY)).toBeLessThanOrEqual(0.5);
		expect(Math.round(48.5 * 1.1 + view.offY)).toBeCloseTo(48.5 * 1.1 + view.offY, 9);
	});

	it('shows as much of the board as fits the surface', () => {
		const view = viewOf({ x: 10, y: 20, zoom: 0.5 }, VIEWPORT, 2, { left: 0, top: 0 });
		expect(boardIn(view)).toEqual({ x: 10, y: 20, w: 1602, h: 1200 });
	});
});

describe('boxes to paint anew', () => {
	it('become one where they overlap, also by way of a third, and stay apart where they do not', () => {
		const boxes = [
			{ x: 0, y: 0, w: 10, h: 10 },
			{ x: 100, y: 0, w: 10, h: 10 },
			{ x: 20, y: 0, w: 10, h: 10 },
			{ x: 8, y: 5, w: 14, h: 2 }
		];
		expect(mergedBoxes(boxes).toSorted((a, b) => a.x - b.x)).toEqual([
			{ x: 0, y: 0, w: 30, h: 10 },
			{ x: 100, y: 0, w: 10, h: 10 }
		]);
	});

	it('are one around all when they are very many', () => {
		const boxes = Array.from({ length: 500 }, (_, at) => ({ x: at * 20, y: 0, w: 10, h: 10 }));
		expect(mergedBoxes(boxes)).toEqual([{ x: 0, y: 0, w: 9_990, h: 10 }]);
		expect(mergedBoxes([])).toEqual([]);
	});
});
