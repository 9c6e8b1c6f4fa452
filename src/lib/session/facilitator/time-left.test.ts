import { describe, expect, test } from 'vitest';
import { OFF, type Timer } from '#model/session/timer.ts';
import { timerWord } from './time-left.ts';

const START = 1_000_000;
const MINUTE = 60_000;
const running = (lengthMs: number): Timer => ({
	at: 'running',
	startedAt: START,
	endsAt: START + lengthMs,
	lengthMs
});

describe('a screen reader hears', () => {
	const timer = running(2 * MINUTE);
	const look = (at: number) => ({ timer, now: START + at });

	test('that a timer began', () => {
		expect(timerWord({ timer: OFF, now: START }, timer, START)).toBe('started');
	});

	test('once that a minute is left, and once that it is over', () => {
		expect(timerWord(look(59_900), timer, START + 60_100)).toBe('minute');
		expect(timerWord(look(60_100), timer, START + 60_300)).toBeNull();
		expect(timerWord(look(119_900), timer, START + 120_100)).toBe('end');
		expect(timerWord(look(120_100), timer, START + 120_300)).toBeNull();
	});

	test('nothing of what was over before they came', () => {
		expect(timerWord(null, timer, START + 3 * MINUTE)).toBeNull();
	});

	test('the end, when the tab slept through the last minute', () => {
		expect(timerWord(look(30_000), timer, START + 3 * MINUTE)).toBe('end');
	});

	test('that it is over once more after it was extended', () => {
		const extended = running(4 * MINUTE);
		expect(timerWord({ timer: extended, now: START + 239_000 }, extended, START + 240_000)).toBe('end');
	});

	test('nothing of a timer that rests', () => {
		const paused: Timer = { at: 'paused', leftMs: 1, lengthMs: MINUTE };
		expect(timerWord(look(60_100), paused, START + 120_000)).toBeNull();
	});
});
