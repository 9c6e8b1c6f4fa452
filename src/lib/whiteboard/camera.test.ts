import { describe, expect, it } from 'vitest';
import { fitting, MAX_ZOOM, MIN_ZOOM, panned, toBoard, toScreen, visibleBox, zoomedAt } from './camera.ts';

const camera = { x: 100, y: -50, zoom: 2 };

describe('a camera', () => {
	it('finds its way from the screen to the board and back', () => {
		expect(toBoard(camera, { x: 20, y: 10 })).toEqual({ x: 110, y: -45 });
		expect(toScreen(camera, toBoard(camera, { x: 33, y: 44 }))).toEqual({ x: 33, y: 44 });
	});

	it('keeps what is under the pointer there while it zooms', () => {
		const at = { x: 300, y: 200 };
		const before = toBoard(camera, at);
		const after = toBoard(zoomedAt(camera, at, 1.7), at);
		expect(after.x).toBeCloseTo(before.x);
		expect(after.y).toBeCloseTo(before.y);
	});

	it('stops zooming at its ends', () => {
		expect(zoomedAt(camera, { x: 0, y: 0 }, 1e9).zoom).toBe(MAX_ZOOM);
		expect(zoomedAt(camera, { x: 0, y: 0 }, 1e-9).zoom).toBe(MIN_ZOOM);
	});

	it('moves the paper with the hand', () => {
		expect(toScreen(panned(camera, 30, -8), { x: 110, y: -45 })).toEqual({ x: 50, y: 2 });
	});

	it('shows all of what it is fitted to, and not larger than life', () => {
		const viewport = { w: 800, h: 600 };
		const wide = visibleBox(fitting({ x: 0, y: 0, w: 8000, h: 100 }, viewport), viewport);
		expect(wide.x).toBeLessThanOrEqual(0);
		expect(wide.x + wide.w).toBeGreaterThanOrEqual(8000);
		expect(fitting({ x: 0, y: 0, w: 10, h: 10 }, viewport).zoom).toBe(1);
	});
});
