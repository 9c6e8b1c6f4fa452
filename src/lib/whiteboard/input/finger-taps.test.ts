import { describe, expect, it } from 'vitest';
import { FingerTaps } from './finger-taps.ts';

const at = (x: number) => ({ x, y: 0 });

describe('taps of several fingers', () => {
	it('are counted when the last finger is up', () => {
		const taps = new FingerTaps();
		taps.down(1, at(0), 0);
		taps.down(2, at(80), 30);
		expect(taps.up(1, 120)).toBe(0);
		expect(taps.up(2, 140)).toBe(2);
		taps.down(3, at(0), 500);
		expect(taps.up(3, 550)).toBe(1);
	});

	it('count three', () => {
		const taps = new FingerTaps();
		for (const finger of [1, 2, 3]) taps.down(finger, at(finger * 60), finger * 10);
		expect([1, 2, 3].map((finger) => taps.up(finger, 200))).toEqual([0, 0, 3]);
	});

	it('are none when fingers hold or move the paper', () => {
		const taps = new FingerTaps();
		taps.down(1, at(0), 0);
		taps.down(2, at(80), 10);
		taps.move(2, at(120));
		taps.up(1, 100);
		expect(taps.up(2, 110)).toBe(0);
		taps.down(1, at(0), 1_000);
		taps.down(2, at(80), 1_010);
		taps.up(1, 2_000);
		expect(taps.up(2, 2_010)).toBe(0);
	});

	it('are none when the system takes the fingers away', () => {
		const taps = new FingerTaps();
		taps.down(1, at(0), 0);
		taps.down(2, at(80), 10);
		taps.cancel(1);
		expect(taps.up(2, 50)).toBe(0);
	});
});
