import { expect, test, vi } from 'vitest';
import type { DocumentName } from '#protocol/documents.ts';
import { Compactor, type CompactorParts } from './compactor.ts';
import { Counters } from './counters.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { Room } from './room.ts';

const NAME = 'whiteboard-1' as DocumentName;

/** A compactor, and a room whose compaction ends when the test says so. */
function compacting() {
	const ended = Promise.withResolvers<boolean>();
	const tidied = Promise.withResolvers<void>();
	const error = vi.fn();
	const compactor = new Compactor({
		limits: DEFAULT_LIMITS,
		counters: new Counters(),
		log: { error } as unknown as CompactorParts['log'],
		store: { documents: { mayCompact: () => Promise.resolve(true) } } as unknown as CompactorParts['store'],
		compact: () => Promise.reject(new Error('not asked here')),
		shut: () => undefined,
		tidy: () => tidied.resolve()
	});
	const bytes = {
		tailEntries: 20,
		tailUpdates: 20,
		tailBytes: 400,
		snapshotBytes: 0,
		compact: () => ended.promise
	};
	const room = { name: NAME, isSettled: true, bytes } as unknown as Room;
	return { compactor, room, error, ended, tidied: tidied.promise };
}

test('a compaction that fails is reported', async () => {
	const { compactor, room, error, ended, tidied } = compacting();
	expect(compactor.compactIfWorthIt(room, false)).toBe(true);
	ended.reject(new Error('the workers are gone'));
	await tidied;
	expect(error).toHaveBeenCalledOnce();
});

test('one that the end of the server breaks off is not', async () => {
	const { compactor, room, error, ended, tidied } = compacting();
	compactor.compactIfWorthIt(room, false);
	compactor.stop();
	ended.reject(new Error('the workers are gone'));
	await tidied;
	expect(error).not.toHaveBeenCalled();
});
