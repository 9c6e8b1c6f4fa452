import { describe, expect, it } from 'vitest';
import { StoreError } from '../../server/store/store.ts';
import {
	appendOnce,
	bytes,
	named,
	openOn,
	storedUpdates,
	updatesOf,
	type Abilities,
	type StorePlace,
	type UnderTest
} from './place.ts';

/** Only for stores whose bytes a test can change. */
export function damageContract<Place extends StorePlace>(
	test: UnderTest<Place>,
	damage: NonNullable<Abilities<Place>['damage']>
): void {
	const append = (value: number) => appendOnce(test.store, 'doc', bytes(value));
	const load = () => test.store.documents.load(named('doc'));

	describe('damage', () => {
		/** Generation 2, with the log between 1 and 2 and one entry after it. */
		async function compactTwice(document: string): Promise<void> {
			for (const generation of [0, 1]) {
				const upTo = await appendOnce(test.store, document, bytes(generation));
				const snapshot = bytes(100 + generation);
				await test.store.documents.compact(named(document), { generation, upTo, snapshot });
			}
			await appendOnce(test.store, document, bytes(2));
		}

		it('of a log entry costs this entry and what follows it, and is told', async () => {
			await compactTwice('doc');
			await compactTwice('whole');
			await append(3);
			await test.reopen(() => damage(test.place, named('doc'), 'log'));

			const stored = await load();
			expect(updatesOf(stored)).toEqual([[2]]);
			expect(stored).toMatchObject({ generation: 2, snapshot: bytes(101), mayHaveLost: true });
			expect(stored?.damage).toMatch(/\S/);
			const whole = await test.store.documents.load(named('whole'));
			expect(whole).toMatchObject({ generation: 2, damage: null, mayHaveLost: false });
			expect(updatesOf(whole)).toEqual([[2]]);

			await append(4);
			await test.reopen();
			expect(await storedUpdates(test.store, 'doc')).toEqual([[2], [4]]);
		});

		it('of the newest snapshot costs nothing: the one before and the log after it are kept', async () => {
			await compactTwice('doc');
			await test.reopen(() => damage(test.place, named('doc'), 'snapshot'));
			const stored = await load();
			expect(stored?.snapshot).toEqual(bytes(100));
			expect(updatesOf(stored)).toEqual([[1], [2]]);
			expect(stored?.damage).toMatch(/\S/);
			const upTo = await append(3);
			const next = { generation: stored!.generation, upTo, snapshot: bytes(102) };
			expect(await test.store.documents.compact(named('doc'), next)).toBe(true);
			await test.reopen();
			expect(await load()).toMatchObject({ snapshot: bytes(102), tail: [], damage: null });
		});

		it('of the first snapshot costs nothing either: the whole log is kept', async () => {
			await append(1);
			const first = { generation: 0, upTo: await append(2), snapshot: bytes(12) };
			await test.store.documents.compact(named('doc'), first);
			await test.reopen(() => damage(test.place, named('doc'), 'snapshot'));
			expect((await load())?.snapshot).toBeNull();
			expect(await storedUpdates(test.store, 'doc')).toEqual([[1], [2]]);
		});

		it('of all snapshots refuses the document, and no other', async () => {
			await compactTwice('doc');
			await compactTwice('whole');
			await test.reopen(() => damage(test.place, named('doc'), 'all snapshots'));
			const attempts = [load(), openOn(test.store, 'doc'), load()];
			const refused = attempts.map((attempt) => attempt.catch((reason: unknown) => reason));
			for (const error of await Promise.all(refused)) {
				expect(error).toBeInstanceOf(StoreError);
				expect(error).toMatchObject({ failure: 'corrupt' });
			}
			expect(await storedUpdates(test.store, 'whole')).toEqual([[2]]);
			await appendOnce(test.store, 'whole', bytes(3));
		});
	});
}
