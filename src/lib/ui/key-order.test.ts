import { expect, test } from 'vitest';
import { KeyOrder } from './key-order.ts';

/** Keys that do nothing but tell their names; those with a promise wait for it. */
function pressing() {
	const keys = new KeyOrder();
	const done: string[] = [];
	const mean = (name: string, until?: Promise<unknown>): void => {
		if (until === undefined) done.push(name);
		else keys.hold(until, () => mean(name));
	};
	const press = (name: string, until?: Promise<unknown>): void => {
		if (keys.isHeld) keys.add(() => mean(name, until));
		else mean(name, until);
	};
	return { keys, done, press };
}

test('a key that waits holds up those after it, and so does one among them', async () => {
	const { keys, done, press } = pressing();
	const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	press('a');
	press('b', first.promise);
	press('c');
	press('d', second.promise);
	press('e');
	expect(done).toEqual(['a']);
	first.resolve();
	await expect.poll(() => done).toEqual(['a', 'b', 'c']);
	press('f');
	second.resolve();
	await expect.poll(() => done).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
	expect(keys.isHeld).toBe(false);
});

test('what waits for a part that does not come means nothing, and later keys do', async () => {
	const { keys, done, press } = pressing();
	press('a', Promise.reject(new Error('no line')));
	press('b');
	await expect.poll(() => keys.isHeld).toBe(false);
	press('c');
	expect(done).toEqual(['c']);
});
