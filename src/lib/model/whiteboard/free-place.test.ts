import { describe, expect, it } from 'vitest';
import { freePlaceIn } from './free-place.ts';
import { type Box, overlaps } from './geometry.ts';

const OUTER: Box = { x: 100, y: 100, w: 800, h: 500 };

describe('a free place', () => {
	it('is the first one as one reads', () => {
		expect(freePlaceIn(OUTER, { w: 200, h: 100 }, [])).toEqual({ x: 124, y: 124 });
	});

	it('touches nothing, until there is no room', () => {
		const taken: Box[] = [];
		for (let at = 0; at < 9; at += 1) {
			const place = { ...freePlaceIn(OUTER, { w: 200, h: 100 }, taken), w: 200, h: 100 };
			expect(taken.some((box) => overlaps(box, place))).toBe(false);
			taken.push(place);
		}
		expect(freePlaceIn(OUTER, { w: 700, h: 400 }, taken)).toEqual({ x: 150, y: 150 });
	});

	it('is the middle of a box that is too small', () => {
		expect(freePlaceIn(OUTER, { w: 1_000, h: 100 }, [])).toEqual({ x: 0, y: 300 });
	});
});
