import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import { MEMBER_COLORS, type MemberColor } from '#model/session/session.ts';
import type { BoardTheme } from '../render/board-theme.ts';
import type { Screen } from '../render/screen.ts';
import { openEditor } from '../test-editors.ts';
import { createMarks } from './marks.ts';
import { Crowd } from './test-crowd.ts';

const colors = Object.fromEntries(MEMBER_COLORS.map((color) => [color, color])) as Record<
	MemberColor,
	string
>;

/** A board with many people on it, and a context that counts what it is asked for. */
function crowded(size: number) {
	const { editor, awareness, close } = openEditor('me');
	editor.resize({ w: 1440, h: 900 });
	const crowd = new Crowd(awareness, size);
	const calls = new Map<string, number>();
	const context = new Proxy(
		{ font: '' },
		{
			get: (target, name) =>
				name === 'font'
					? target.font
					: (text = '') => {
							calls.set(String(name), (calls.get(String(name)) ?? 0) + 1);
							return { width: 7 * text.length };
						}
		}
	) as unknown as CanvasRenderingContext2D;
	const theme = { font: 'sans-serif', paper: 'white' } as BoardTheme;
	const screen: Screen = { context, editor, people: { fill: colors, on: colors }, theme };
	const marks = createMarks();
	return {
		crowd,
		paint(myPointer: { x: number; y: number } | null = null) {
			calls.clear();
			for (let frame = 0; frame < 60; frame++) editor.presence.step(16);
			marks(screen, performance.now(), myPointer);
			return (name: string) => calls.get(name) ?? 0;
		},
		/** All that was asked of the context. */
		total: () => [...calls.values()].reduce((sum, count) => sum + count, 0),
		close: () => {
			crowd.leave();
			close();
		}
	};
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the pointers of many people', () => {
	it('cost a frame no more than so much, and have names for those who move', () => {
		const random = createRandom();
		const { crowd, paint, total, close } = crowded(60);
		for (let frame = 0; frame < 20; frame++) {
			crowd.say(() => ({ cursor: { x: random.below(1400), y: random.below(880) } }));
			const called = paint();
			expect(called('fillText'), random.seedText).toBeGreaterThan(4);
			expect(called('fillText'), random.seedText).toBeLessThanOrEqual(24);
			if (frame > 0) expect(called('measureText'), 'measured once').toBeLessThanOrEqual(24);
			expect(total(), random.seedText).toBeLessThan(60 * 10 + 24 * 5);
		}
		close();
	});

	it('are dots without names when they rest, but near mine', () => {
		const { crowd, paint, close } = crowded(60);
		crowd.say((at) => ({ cursor: { x: 20 * at, y: 400 } }));
		vi.advanceTimersByTime(10_000);
		const called = paint();
		expect([called('arc'), called('lineTo'), called('fillText')]).toEqual([60, 0, 0]);
		const near = paint({ x: 600, y: 400 });
		expect(near('arc')).toBeLessThan(50);
		expect(near('arc')).toBeGreaterThan(20);
		close();
	});

	it('all have names while they are few', () => {
		const { crowd, paint, close } = crowded(12);
		crowd.say((at) => ({ cursor: { x: 100 * at, y: 70 * at } }));
		vi.advanceTimersByTime(10_000);
		expect(paint()('fillText')).toBe(12);
		close();
	});

	it('show selections without looking up each shape of each person', () => {
		const { crowd, paint, total, close } = crowded(60);
		const ids = Array.from({ length: 900 }, (_, at) => `s${at}`).join(' ');
		crowd.say(() => ({ cursor: null, selection: { n: 1, ids } }));
		paint();
		expect(total()).toBeLessThan(60 * 4);
		close();
	});
});
