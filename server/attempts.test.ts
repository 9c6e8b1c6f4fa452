import { expect, test } from 'vitest';
import { AGAIN, untilWritten } from './attempts.ts';
import { StoreError } from './store/store.ts';

test('what somebody else was quicker at is tried again until it is done', async () => {
	let tries = 0;
	expect(await untilWritten(async () => (++tries < 4 ? AGAIN : tries))).toBe(4);
});

test('what is never done is given up, as a failure of the store', async () => {
	let tries = 0;
	const never = untilWritten(async () => {
		tries++;
		return AGAIN;
	});
	await expect(never).rejects.toThrow(StoreError);
	expect(tries).toBe(30);
});

test('a failure is not tried again', async () => {
	let tries = 0;
	const failing = untilWritten(async () => {
		tries++;
		throw new Error('the disk is gone');
	});
	await expect(failing).rejects.toThrow('the disk is gone');
	expect(tries).toBe(1);
});
