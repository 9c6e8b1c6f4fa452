import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

const MIB = 1024 * 1024;

/** How many pieces may go in this time when each is tried as soon as the one before went. */
function piecesWithin(ms: number, bytes: number, pace = new Pace(0)): number {
	let pieces = 0;
	for (let now = 0; now <= ms; now += 10) while (pace.take(bytes, now)) pieces += 1;
	return pieces;
}

test('an ordinary upload goes at once', () => {
	expect(piecesWithin(0, MIB)).toBe(8);
});

test('a very large one stays below what the server allows, 16 MiB and 2 MiB a second', () => {
	for (const seconds of [1, 10, 60]) {
		const sent = piecesWithin(seconds * 1000, MIB / 4) / 4;
		expect(sent).toBeLessThanOrEqual(8 + 1.5 * seconds);
		expect(sent).toBeGreaterThan(8 + 1.5 * seconds - 0.5);
	}
});

test('after a rest the next burst is no larger than the first', () => {
	const pace = new Pace(0);
	piecesWithin(0, MIB, pace);
	pace.take(MIB, 3_600_000);
	let burst = 1;
	while (pace.take(MIB, 3_600_000)) burst += 1;
	expect(burst).toBe(8);
});

test('what is larger than a burst goes when the rest is paid for', () => {
	const pace = new Pace(0);
	expect(pace.take(20 * MIB, 0)).toBe(true);
	expect(pace.take(1, 1_000)).toBe(false);
	expect(pace.take(1, 10_000)).toBe(true);
});
