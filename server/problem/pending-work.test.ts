import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createId, type BoardId, type SessionId } from '#model/ids.ts';
import type { PhaseId } from '#model/problem/method.ts';
import type { VersionedSession } from '#protocol/session.ts';
import { quietLog } from '../../tests/support/quiet-log.ts';
import { JobError } from '../documents/pool.ts';
import { SessionNews } from '../session/session-news.ts';
import { StoreError } from '../store/store.ts';
import { PendingWork } from './pending-work.ts';

const REVEAL = { at: 'revealing', since: 0 };

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

/** One session in which a reveal is to be done, and what becomes of it. */
function world(carryOut: () => Promise<void>) {
	const session = createId<SessionId>();
	const board = createId<BoardId>();
	let hiding: object = REVEAL;
	const triedAt: number[] = [];
	const state = (): VersionedSession => {
		const steps = [{ phase: 'ideas' as PhaseId, attempt: 1, hiding }];
		return {
			version: 1,
			session: { id: session, runs: [{ board, steps, ballots: [] }] }
		} as unknown as VersionedSession;
	};
	const news = new SessionNews();
	const work = new PendingWork({
		news,
		carryOut: async () => {
			triedAt.push(Date.now());
			await carryOut();
			hiding = { at: 'revealed', revealedAt: 0 };
		},
		giveUp: async () => {
			hiding = { ...REVEAL, stuckAt: Date.now() };
			tell();
		},
		now: () => Date.now(),
		log: quietLog
	});
	const tell = (): void => news.own.sessionChanged(state(), state());
	return {
		work,
		triedAt,
		tell,
		/** Somebody comes. */
		follow: () => work.follow(state()),
		hiding: () => hiding,
		askAgain: () => {
			hiding = REVEAL;
			tell();
		}
	};
}

test('a board that does not open is tried more and more seldom, and then given up, whatever else happens in the session', async () => {
	const { work, triedAt, tell, follow, hiding, askAgain } = world(() =>
		Promise.reject(new JobError('document', 'it took too long'))
	);
	tell();
	for (let second = 0; second < 600; second += 1) {
		await vi.advanceTimersByTimeAsync(1000);
		// Others come, and give commands.
		follow();
		tell();
	}
	expect(triedAt.map((ms) => ms / 1000)).toEqual([0, 1, 3, 7, 15, 31]);
	expect(hiding()).toEqual({ ...REVEAL, stuckAt: 31_000 });
	expect(work.counts()).toEqual({ failed: new Map([['reveal', 6]]), givenUp: new Map([['reveal', 1]]) });

	askAgain();
	await vi.advanceTimersByTimeAsync(0);
	expect(triedAt).toHaveLength(7);
	await work.close();
});

test('what failed for want of a store is tried again until it is done, never more seldom than every 16 seconds', async () => {
	let isAway = true;
	const { work, triedAt, tell, hiding } = world(async () => {
		if (isAway) throw new StoreError('unavailable', 'away');
	});
	tell();
	await vi.advanceTimersByTimeAsync(300_000);
	expect(hiding()).toEqual(REVEAL);
	isAway = false;
	await vi.advanceTimersByTimeAsync(16_000);
	expect(hiding()).toMatchObject({ at: 'revealed' });
	expect(Math.max(...triedAt.slice(1).map((at, index) => at - triedAt[index]!))).toBe(16_000);
	expect(work.counts().givenUp.size).toBe(0);
	await work.close();
});
