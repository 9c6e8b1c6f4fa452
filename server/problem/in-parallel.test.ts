import { expect, test } from 'vitest';
import { waitFor } from '../../tests/support/wait-for.ts';
import { inTurn } from './in-parallel.ts';

const LONG_MS = 60_000;

test('one after the other where none takes long', async () => {
	let under = 0;
	const order: number[] = [];
	await inTurn([1, 2, 3], LONG_MS, async (item) => {
		expect(++under).toBe(1);
		await Promise.resolve();
		order.push(item);
		under -= 1;
	});
	expect(order).toEqual([1, 2, 3]);
});

test('one that takes long holds up no other, and is waited for at the end', async () => {
	const slow = Promise.withResolvers<void>();
	const ended: string[] = [];
	const all = inTurn(['slow', 'other'], 1, async (item) => {
		if (item === 'slow') await slow.promise;
		ended.push(item);
	});
	await waitFor(() => ended.length === 1, 'the other one is done');
	slow.resolve();
	await all;
	expect(ended).toEqual(['other', 'slow']);
});

test('one that fails fails all of it, when the others are done', async () => {
	const done: number[] = [];
	const all = inTurn([1, 2, 3], LONG_MS, async (item) => {
		if (item === 1) throw new Error('no');
		done.push(item);
	});
	await expect(all).rejects.toThrow('no');
	expect(done).toEqual([2, 3]);
});
