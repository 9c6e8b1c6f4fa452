import { describe, expect, it } from 'vitest';
import { edgeSigns } from './edges.ts';

const WINDOW = { w: 1000, h: 700 };

describe('signs at the edge', () => {
	it('stand for those outside, and point toward them', () => {
		const signs = edgeSigns(
			[
				['left', { x: -500, y: 300 }],
				['here', { x: 500, y: 300 }],
				['below', { x: 500, y: 2_000 }]
			],
			WINDOW,
			8
		);
		expect(signs.map(({ key }) => key)).toEqual(['left', 'below']);
		expect(Math.cos(signs[0]!.angle)).toBeLessThan(-0.9);
		expect(Math.sin(signs[1]!.angle)).toBeGreaterThan(0.9);
		for (const { at } of signs) {
			expect(at.x).toBeGreaterThan(0);
			expect(at.x).toBeLessThan(WINDOW.w);
		}
	});

	it('make room for one another, and are not too many', () => {
		const crowd = Array.from({ length: 12 }, (_, at) => [`p${at}`, { x: -900, y: 350 }] as const);
		const signs = edgeSigns(crowd, WINDOW, 8);
		expect(signs).toHaveLength(8);
		expect(new Set(signs.map(({ at }) => at.y)).size).toBe(8);
	});

	it('are none in a window too small for them', () => {
		expect(edgeSigns([['left', { x: -500, y: 300 }]], { w: 30, h: 30 }, 8)).toEqual([]);
	});
});
