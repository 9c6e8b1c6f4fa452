import { expect, it } from 'vitest';
import { createFileSync } from './file-sync.ts';

/** A disk whose next syncs take so long each. */
function disk(durations: number[]) {
	let time = 0;
	const calls: string[] = [];
	const sync = createFileSync({
		now: () => time,
		here: () => {
			calls.push('here');
			time += durations.shift() ?? 0.5;
		},
		beside: async () => void calls.push('beside')
	});
	return { sync, calls };
}

it('syncs in the thread while the disk is quick', async () => {
	const { sync, calls } = disk([0.3, 1, 2.9]);
	for (let round = 0; round < 3; round += 1) await sync(1);
	expect(calls).toEqual(['here', 'here', 'here']);
});

it('goes beside after a slow one, and tries again later', async () => {
	const { sync, calls } = disk([40]);
	for (let round = 0; round < 203; round += 1) await sync(1);
	expect(calls.slice(0, 3)).toEqual(['here', 'beside', 'beside']);
	expect(calls.filter((call) => call === 'here')).toHaveLength(3);
});

it('hands a failure on, from here as from beside', async () => {
	const failing = createFileSync({
		now: () => 0,
		here: () => {
			throw new Error('the disk is gone');
		},
		beside: async () => undefined
	});
	await expect(failing(1)).rejects.toThrow('the disk is gone');
});
