import { expect, test } from 'vitest';
import { spread } from './spread.ts';

test('all are done at once when there is no time to spread them over', async () => {
	const done: number[] = [];
	const under = spread([1, 2, 3], 0, (item) => done.push(item));
	expect(done).toEqual([1, 2, 3]);
	await under;
	await spread([], 1000, (item) => done.push(item));
	expect(done).toHaveLength(3);
});

test('with time, they are done one after the other, each once and in order', async () => {
	const done: number[] = [];
	const turns = new Set<number>();
	let turn = 0;
	const ticking = setInterval(() => (turn += 1), 1);
	const items = Array.from({ length: 100 }, (_, index) => index);
	const under = spread(items, 100, (item) => {
		done.push(item);
		turns.add(turn);
	});
	expect(done.length).toBeLessThan(items.length);
	await under;
	clearInterval(ticking);
	expect(done).toEqual(items);
	expect(turns.size).toBeGreaterThan(1);
});
