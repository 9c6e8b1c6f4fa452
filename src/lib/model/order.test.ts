import { describe, expect, it } from 'vitest';
import { isOrderKey, keyBetween, keysBetween, type OrderKey } from './order.ts';

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
		expect(first < end).toBe(true);
		expect(first.length).toBeLessThan(10);
	});

	it('come in order when made together', () => {
		const keys = keysBetween(keyBetween(null, null), null, 100);
		expect([...keys].sort()).toEqual(keys);
	});

	it('are told from what only looks like one', () => {
		for (const wrong of [
			'',
			'a',
			'0',
			'b1',
			'a00',
			'a0é',
			'!',
			'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz',
			5,
			null,
			'a0' + '1'.repeat(600)
		])
			expect(isOrderKey(wrong), String(wrong)).toBe(false);
		const odd = ['a0', 'a1V', 'Zz', 'b00', 'p' + 'z'.repeat(16), 'K' + '0'.repeat(16)] as OrderKey[];
		for (const key of odd) {
			expect(isOrderKey(key), key).toBe(true);
			expect(keyBetween(null, key) < key && keyBetween(key, null) > key, key).toBe(true);
		}
	});
});
