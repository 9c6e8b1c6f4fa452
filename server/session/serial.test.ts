import { expect, test } from 'vitest';
import { Serial } from './serial.ts';

test('work for one key is done in the order of the asking, other keys do not wait', async () => {
	const serial = new Serial<string>();
	const done: string[] = [];
	const first = Promise.withResolvers<void>();
	const a1 = serial.run('a', async () => (await first.promise, done.push('a1')));
	const a2 = serial.run('a', async () => done.push('a2'));
	await serial.run('b', async () => done.push('b1'));
	expect(done).toEqual(['b1']);
	first.resolve();
	await Promise.all([a1, a2]);
	expect(done).toEqual(['b1', 'a1', 'a2']);
});

test('a failure is for whoever asked, and the next one still has its turn', async () => {
	const serial = new Serial<string>();
	const failed = serial.run('a', async () => Promise.reject(new Error('no')));
	const next = serial.run('a', async () => 'done');
	await expect(failed).rejects.toThrow('no');
	await expect(next).resolves.toBe('done');
});

test('idle waits for everything that was asked', async () => {
	const serial = new Serial<string>();
	const gate = Promise.withResolvers<void>();
	let done = false;
	void serial.run('a', async () => (await gate.promise, (done = true)));
	const idle = serial.idle();
	gate.resolve();
	await idle;
	expect(done).toBe(true);
});
