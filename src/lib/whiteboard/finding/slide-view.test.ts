import { describe, expect, it } from 'vitest';
import { cameraOn } from '../people/following.ts';
import { placeOnScreen, presentersIn, stepOf } from './slide-view.ts';

describe('a slide', () => {
	it('fills the window one way, and is in the middle the other way', () => {
		const viewport = { w: 1600, h: 1000 };
		const slide = { x: 300, y: -200, w: 800, h: 450 };
		expect(placeOnScreen(cameraOn(slide, viewport), slide)).toEqual({ x: 0, y: 50, w: 1600, h: 900 });
	});

	it('gives way to a press, a swipe, and nothing else', () => {
		const viewport = { w: 1000, h: 600 };
		expect(stepOf(0, 0, 700, viewport)).toBe(1);
		expect(stepOf(2, 1, 100, viewport)).toBe(-1);
		expect(stepOf(-120, 10, 400, viewport)).toBe(1);
		expect(stepOf(120, 10, 400, viewport)).toBe(-1);
		expect(stepOf(60, 200, 400, viewport)).toBeNull();
		expect(stepOf(20, 0, 400, viewport)).toBeNull();
	});

	it('is shown by those who say so, whatever else they say', () => {
		const user = (id: string) => ({ user: { id, name: id } });
		const states = new Map<number, Record<string, unknown>>([
			[9, { ...user('ben'), slide: 'f2' }],
			[3, { ...user('ada'), slide: 'f1' }],
			[4, { ...user('cyd'), slide: { evil: true } }],
			[5, { slide: 'f1' }],
			[6, { ...user('me'), slide: 'f1' }]
		]);
		expect(presentersIn(states, 6)).toEqual([
			{ id: 'ada', name: 'ada', slide: 'f1' },
			{ id: 'ben', name: 'ben', slide: 'f2' }
		]);
	});
});
