import { expect, test } from 'vitest';
import { clockTime, urgency } from './clock-time.ts';

const MINUTE = 60_000;

test('a time is shown in whole seconds, and a started one counts', () => {
	expect([0, 1, 1000, 59_001, MINUTE, 61_000, 3_729_000].map(clockTime)).toEqual([
		'0:00',
		'0:01',
		'0:01',
		'1:00',
		'1:00',
		'1:01',
		'1:02:09'
	]);
	expect(clockTime(-65_000)).toBe('1:05');
});

test('the last minute is told apart, and what is over', () => {
	const MINUTE = 60_000;
	expect([MINUTE + 1, MINUTE, 1, 0, -1].map(urgency)).toEqual(['calm', 'last', 'last', 'over', 'over']);
});
