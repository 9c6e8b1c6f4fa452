import { describe, expect, it } from 'vitest';
import { keyBetween, keysBetween, type OrderKey } from './order.ts';

describe('order keys', () => {
	it('stay strictly between their neighbours through thousands of random inserts', () => {
		const keys: OrderKey[] = [];
		for (let made = 0; made < 5_000; made++) {
			const at = Math.floor(Math.random() * (keys.length + 1));
			const [before, after] = [keys[at - 1] ?? null, keys[at] ?? null];
			const key = keyBetween(before, after);
			if (before !== null) expect(key > before).toBe(true);
			if (after !== null) expect(key < after).toBe(true);
			keys.splice(at, 0, key);
		}
	});

	it('stay short when people append or insert always at one place', () => {
		let last: OrderKey | null = null;
		for (let made = 0; made < 2_000; made++) last = keyBetween(last, null);
		expect(last!.length).toBeLessThan(10);
		const end = keyBetween(null, null);
		let first: OrderKey | null = end;
		for (let made = 0; made < 2_000; made++) first = keyBetween(null, first);
		expect(first! < end).toBe(true);
		expect(first!.length).toBeLessThan(10);
	});

	it('come in order when made together', () => {
		const keys = keysBetween(keyBetween(null, null), null, 100);
		expect([...keys].sort()).toEqual(keys);
	});
});
