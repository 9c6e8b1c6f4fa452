import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';

function limited(burst = 3, perMinute = 60) {
	const clock = { now: 0 };
	return { clock, limit: new RateLimit({ burst, perMinute }, () => clock.now) };
}

test('a burst passes, then the next one is told how long to wait', () => {
	const { limit } = limited();
	expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual([0, 0, 0]);
	expect(limit.take('a')).toBe(1);
	expect(limit.take('b')).toBe(0);
});

test('tokens come back with time, and never more than the burst', () => {
	const { clock, limit } = limited();
	for (let n = 0; n < 3; n++) limit.take('a');
	clock.now = 1000;
	expect(limit.take('a')).toBe(0);
	expect(limit.take('a')).toBe(1);
	clock.now = 3_600_000;
	expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual([0, 0, 0]);
	expect(limit.take('a')).toBe(1);
});

test('waiting as long as told is enough', () => {
	const { clock, limit } = limited(20, 7);
	limit.take('a', 20);
	const wait = limit.take('a', 5);
	clock.now = wait * 1000;
	expect(limit.take('a', 5)).toBe(0);
});

test('a charge empties the bucket but never below nothing', () => {
	const { clock, limit } = limited();
	limit.charge('a', 1000);
	clock.now = 1000;
	expect(limit.take('a')).toBe(0);
});

test('a flood of keys does not grow without end, and forgets the oldest first', () => {
	const { limit } = limited(1);
	limit.take('first');
	expect(limit.take('first')).toBe(1);
	for (let n = 0; n < 20_000; n++) limit.take(`key ${n}`);
	expect(limit.take('first')).toBe(0);
	expect(limit.take('key 19999')).toBe(1);
});
