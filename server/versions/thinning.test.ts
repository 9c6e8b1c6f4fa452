import { expect, test } from 'vitest';
import { createRandom } from '../../tests/support/random.ts';
import { surplus } from './thinning.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 5, 1, 12, 0);

const at = (ago: number, name: string | null = null) => ({ at: NOW - ago, name });

test('of what is fresh, all stays; of an older hour, the last one', () => {
	const fresh = [at(0), at(10 * MINUTE), at(20 * MINUTE)];
	const old = [at(5 * HOUR + 5 * MINUTE), at(5 * HOUR + 15 * MINUTE), at(5 * HOUR + 25 * MINUTE)];
	expect(surplus([...fresh, ...old], NOW)).toEqual(old.slice(1));
});

test('what has a name stays, whatever its age', () => {
	const named = [at(3 * DAY, 'one'), at(3 * DAY + MINUTE, 'two'), at(3000 * DAY, 'ages ago')];
	expect(surplus(named, NOW)).toEqual([]);
});

test('of the ends of phases the last sixty stay, whatever their age, and count for no span', () => {
	const ends = Array.from({ length: 62 }, (_, n) => ({ ...at(5 * HOUR + n * MINUTE), phase: {} }));
	expect(surplus([...ends, at(5 * HOUR), at(900 * DAY)], NOW)).toEqual([at(900 * DAY), ...ends.slice(60)]);
});

test('the latest stays, whatever its age', () => {
	const [latest, older] = [at(900 * DAY), at(901 * DAY)];
	expect(surplus([older, latest], NOW)).toEqual([older]);
});

test('ten years of changes every ten minutes leave less than two hundred, and no day of the last month without one', () => {
	const random = createRandom();
	let kept: { at: number; name: string | null }[] = [];
	for (let ago = 3650 * DAY; ago >= 0; ago -= 10 * MINUTE) {
		kept.push(at(ago + random.below(MINUTE)));
		// As seldom as a test has time for.
		if (ago % (2 * DAY) === 0 || ago === 0) {
			const gone = new Set(surplus(kept, NOW - ago));
			kept = kept.filter((version) => !gone.has(version));
		}
	}
	expect(kept.length, random.seedText).toBeLessThan(200);
	for (let day = 1; day < 30; day++) {
		const inDay = kept.some(({ at: time }) => Math.abs(NOW - day * DAY - time) < DAY);
		expect(inDay, `${day} days ago (${random.seedText})`).toBe(true);
	}
});
