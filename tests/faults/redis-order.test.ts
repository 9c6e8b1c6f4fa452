import { describe, expect, it, onTestFinished } from 'vitest';
import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { RedisLink } from '../../server/store/redis/connect.ts';
import type { RedisStoreOptions } from '../../server/store/redis/redis-store.ts';
import type { LogPosition } from '../../server/store/store.ts';
import { LogFollower, storedWords } from '../support/log-follower.ts';
import { createRandom, type Random } from '../support/random.ts';
import { startFront } from '../support/redis.ts';
import { redisForTest } from '../support/redis-for-test.ts';
import { waitFor } from '../support/wait-for.ts';

/** Loses messages of the channels, as a connection that breaks does. */
function losing(shouldLose: () => boolean): NonNullable<RedisStoreOptions['tamper']> {
	return (link, purpose): RedisLink => {
		if (purpose !== 'feed') return link;
		const wrapped = new Map<(message: Buffer) => void, (message: Buffer) => void>();
		return {
			...link,
			subscribe(channel, listener) {
				const lossy = wrapped.get(listener) ?? ((message) => void (shouldLose() || listener(message)));
				wrapped.set(listener, lossy);
				return link.subscribe(channel, lossy);
			},
			unsubscribe: (channel, listener) => link.unsubscribe(channel, wrapped.get(listener) ?? listener)
		};
	};
}

/** Everybody appends a little at a time, in bursts, until each has done `count`. */
async function appendInBursts(
	followers: readonly LogFollower[],
	count: number,
	random: Random,
	meanwhile: () => void
): Promise<void> {
	const left = new Map(followers.map((follower, index) => [follower, { index, done: 0 }]));
	while (left.size > 0) {
		const follower = random.pick([...left.keys()]);
		const state = left.get(follower);
		if (state === undefined) continue;
		for (let burst = random.below(8); burst >= 0 && state.done < count; burst -= 1) {
			void follower.append(`${state.index}:${state.done++}`);
		}
		if (state.done === count) left.delete(follower);
		meanwhile();
		if (random.below(3) === 0) await new Promise(setImmediate);
	}
	await Promise.all(followers.map((follower) => follower.settled()));
}

describe('several nodes on one Redis', () => {
	it.each([
		['while all goes well', 0, false],
		['while messages are lost', 4, false],
		['while messages are lost and connections break', 4, true]
	])('are told the same log, in order and without gaps, %s', async (_, loseOneOf, cut) => {
		const random = createRandom();
		const { front, open } = await redisForTest();
		const lose = () => loseOneOf > 0 && random.below(loseOneOf) === 0;
		const stores = await Promise.all([1, 2, 3].map(() => open({ tamper: losing(lose) })));
		const followers = await Promise.all(stores.map((store) => LogFollower.open(store, 'doc')));
		let cuts = cut ? 5 : 0;
		await appendInBursts(followers, 150, random, () => {
			if (cuts === 0 || random.below(20) !== 0) return;
			cuts -= 1;
			front.cut();
		});
		// The last message may have been lost as well: only the next one shows it.
		const last = await (await LogFollower.open(await open(), 'doc')).append('last');
		expect(last).toEqual({ at: 'durable' });

		const stored = await storedWords(stores[0]!, 'doc');
		expect(stored.length, random.seedText).toBe(followers.length * 150 + 1);
		expect(new Set(stored).size, `nothing twice, ${random.seedText}`).toBe(stored.length);
		for (const [index, follower] of followers.entries()) {
			expect(follower.failed).toEqual([]);
			const complete = () => follower.told.length >= stored.length;
			if (loseOneOf === 0) await waitFor(complete, `node ${index} is told of all, ${random.seedText}`);
			expect(follower.words, random.seedText).toEqual(stored.slice(0, follower.told.length));
			expect(follower.told.length, random.seedText).toBeGreaterThanOrEqual(150);
			const own = stored.filter((word) => word.startsWith(`${index}:`));
			expect(own, 'in the order of its appends').toEqual(own.map((_word, count) => `${index}:${count}`));
		}
	});

	it('read from the stream what a lost message had', async () => {
		const { open } = await redisForTest();
		let losesAll = true;
		const follower = await LogFollower.open(await open({ tamper: losing(() => losesAll) }), 'doc');
		const writer = await LogFollower.open(await open(), 'doc');
		for (let index = 0; index < 600; index += 1) void writer.append(`lost ${index}`);
		await writer.settled();
		expect(follower.words).toEqual([]);
		losesAll = false;
		await writer.append('heard');
		await waitFor(() => follower.told.length === 601, 'the follower has caught up');
		expect(follower.words).toEqual(writer.words);
	});

	it('are told what was written while their connection was broken, without anything new', async () => {
		const { redis, open } = await redisForTest();
		const own = await startFront(redis);
		onTestFinished(() => own.close());
		const follower = await LogFollower.open(await open({ url: own.url }), 'doc');
		const writer = await LogFollower.open(await open(), 'doc');
		await writer.append('before');
		await waitFor(() => follower.words.length === 1, 'the follower hears');
		own.shut();
		const fates = Array.from({ length: 20 }, (_, index) => writer.append(`meanwhile ${index}`));
		await Promise.all(fates);
		own.pointTo(redis);
		await waitFor(() => follower.words.length === 21, 'the follower has caught up');
		expect(follower.words).toEqual(writer.words);
		expect(follower.resets, 'it is the same Redis').toBe(0);
	});

	it('are told of a quarantine of while their connection was broken, and of none that is over', async () => {
		const { redis, open } = await redisForTest();
		const own = await startFront(redis);
		onTestFinished(() => own.close());
		const deaf = await open({ url: own.url });
		const store = await open();
		const names = ['kept', 'released'] as const;
		const [kept, released] = [await LogFollower.open(deaf, names[0]), await LogFollower.open(deaf, names[1])];
		for (const name of names) await (await LogFollower.open(store, name)).append('a word');
		await waitFor(() => kept.words.length + released.words.length === 2, 'the followers hear');
		own.shut();
		for (const name of names) await store.documents.quarantine(name as DocumentName, 'it stalls');
		await store.documents.quarantine('released' as DocumentName, null);
		own.pointTo(redis);
		await waitFor(() => kept.quarantines.length > 0, 'it is told of the quarantine');
		await released.append('goes on');
		expect([kept.quarantines[0], released.quarantines]).toEqual(['it stalls', []]);
	});

	it('hold an own entry back until those before it are read', async () => {
		const { open } = await redisForTest();
		const deaf = await LogFollower.open(await open({ tamper: losing(() => true) }), 'doc');
		const writer = await LogFollower.open(await open(), 'doc');
		await writer.append('first');
		expect(await deaf.append('second')).toEqual({ at: 'durable' });
		expect(deaf.words).toEqual(['first', 'second']);
	});

	it('start anew where the log was compacted away under a node that was deaf', async () => {
		const { open } = await redisForTest();
		let losesAll = true;
		const follower = await LogFollower.open(await open({ tamper: losing(() => losesAll) }), 'doc');
		const store = await open();
		const writer = await LogFollower.open(store, 'doc');
		for (const generation of [0, 1, 2]) {
			await writer.append(`entry ${generation}`);
			const upTo = writer.told.at(-1)?.position as LogPosition;
			const snapshot = Uint8Array.of(generation);
			await store.documents.compact('doc' as DocumentName, { generation, upTo, snapshot });
		}
		losesAll = false;
		await writer.append('after');
		await waitFor(() => follower.resets === 1, 'the follower is told to load anew');
		await writer.append('and on');
		await waitFor(() => follower.words.includes('and on'), 'the follower goes on');
	});

	it('give each client id to one identity, whoever asks first', async () => {
		const random = createRandom();
		const { open } = await redisForTest();
		const stores = await Promise.all([open(), open(), open()]);
		const followers = await Promise.all(stores.map((store) => LogFollower.open(store, 'doc')));
		const winners = new Map<number, string[]>();
		const claims = Array.from({ length: 300 }, async () => {
			const node = random.below(3);
			const client = random.below(40);
			const fate = await followers[node]!.append('x', new Map([[client, `identity ${node}` as IdentityId]]));
			if (fate.at === 'durable') winners.set(client, [...(winners.get(client) ?? []), `identity ${node}`]);
			else expect(fate.error.failure).toBe('claimed');
		});
		await Promise.all(claims);
		const owners = (await stores[0].documents.load('doc' as DocumentName))?.owners;
		for (const [client, identities] of winners) {
			expect(new Set(identities), random.seedText).toEqual(new Set([owners?.get(client)]));
		}
		expect(owners?.size, random.seedText).toBe(winners.size);
	});
});
