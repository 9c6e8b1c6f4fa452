import { describe, expect, it } from 'vitest';
import { cameraOn } from '../people/following.ts';
import { type Lead, leadAfter, placeOnScreen, presentersIn, stepOf } from './slide-view.ts';

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
			{ client: 3, id: 'ada', name: 'ada', slide: 'f1' },
			{ client: 9, id: 'ben', name: 'ben', slide: 'f2' }
		]);
	});
});

describe('watching somebody', () => {
	const ada = { user: { id: 'ada', name: 'Ada' } };
	const after = (lead: Lead, states: Record<number, Record<string, unknown>>): Lead =>
		leadAfter(lead, 'ada', new Map(Object.entries(states).map(([id, state]) => [Number(id), state])), 1);
	const unknown: Lead = { at: 'waiting', client: null };
	const led = after(unknown, { 3: { ...ada, slide: 'f1' } });

	it('goes where they go', () => {
		expect(led).toMatchObject({ at: 'led', by: { client: 3, name: 'Ada', slide: 'f1' } });
		expect(after(led, { 3: { ...ada, slide: 'f2' } })).toMatchObject({ at: 'led', by: { slide: 'f2' } });
	});

	it('is over when they end it, in that tab', () => {
		expect(after(led, { 3: { ...ada, slide: null }, 4: ada })).toEqual({ at: 'over' });
	});

	it('waits while they are gone, and goes on in the tab that they come back in', () => {
		const waiting = after(led, { 5: { user: { id: 'bo', name: 'Bo' }, slide: 'f9' } });
		expect(waiting).toEqual({ at: 'waiting', client: 3 });
		expect(after(waiting, { 8: ada }), 'not there yet').toEqual(waiting);
		expect(after(waiting, { 8: { ...ada, slide: 'f1' } })).toMatchObject({ at: 'led', by: { client: 8 } });
	});

	it('stays with one of two tabs', () => {
		const two = { 2: { ...ada, slide: 'f7' }, 3: { ...ada, slide: 'f1' } };
		expect(after(led, two)).toMatchObject({ by: { client: 3 } });
		expect(after(unknown, two)).toMatchObject({ by: { client: 2 } });
	});
});
