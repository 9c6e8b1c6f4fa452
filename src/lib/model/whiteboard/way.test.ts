import { describe, expect, it } from 'vitest';
import { boundsOfWay, curveThrough, distanceToWay, headingAt, middleOf, type Way } from './way.ts';

const corner: Way = {
	form: 'lines',
	points: [
		{ x: 0, y: 0 },
		{ x: 100, y: 0 },
		{ x: 100, y: 50 }
	]
};

describe('a way', () => {
	it('has its middle half way along, not half way between its ends', () => {
		expect(middleOf(corner)).toEqual({ x: 75, y: 0 });
	});

	it('arrives in the direction of its last piece', () => {
		expect(headingAt(corner, 'end')).toBeCloseTo(Math.PI / 2);
		expect(Math.abs(headingAt(corner, 'start'))).toBeCloseTo(Math.PI);
	});

	it('is near where it runs and not where it cuts no corner', () => {
		expect(distanceToWay(corner, { x: 60, y: 3 })).toBeCloseTo(3);
		expect(distanceToWay(corner, { x: 50, y: 25 })).toBeCloseTo(25);
	});

	it('goes through every point that a curve is laid through, within bounds that hold all of it', () => {
		const points = [
			{ x: 0, y: 0 },
			{ x: 100, y: 80 },
			{ x: 200, y: -40 },
			{ x: 300, y: 0 }
		];
		const curve = curveThrough(points);
		for (const point of points) expect(distanceToWay(curve, point)).toBeLessThan(0.5);
		const box = boundsOfWay(curve);
		expect(box.y).toBeLessThan(-39);
		expect(box.y + box.h).toBeGreaterThan(79);
	});

	it('is a point where both ends are one', () => {
		const point = { x: 5, y: 5 };
		expect(middleOf({ form: 'lines', points: [point, point] })).toEqual(point);
		expect(headingAt({ form: 'lines', points: [point, point] }, 'end')).toBe(0);
	});
});
