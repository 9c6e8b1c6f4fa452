import type { SessionId } from '#model/ids.ts';

/** Call it when whoever asked no longer cares. */
export type Release = () => void;

/**
 * Sees to it that what other nodes change in a session, and who is there, is known on this node. Resolves when nothing
 * is missed from now on; rejects with `StoreError` when that cannot be had at the moment.
 */
export type WatchSession = (session: SessionId) => Promise<Release>;

/** For a node that is the only one. */
export const watchNothing = (): Promise<Release> => Promise.resolve(() => undefined);

/** Watches in all these ways; for no longer than in each. */
export function watchBoth(one: WatchSession, other: WatchSession): WatchSession {
	return async (session) => {
		const watched = await Promise.allSettled([one(session), other(session)]);
		const release = (): void => {
			for (const each of watched) if (each.status === 'fulfilled') each.value();
		};
		const failed = watched.find((each) => each.status === 'rejected');
		if (failed === undefined) return release;
		release();
		throw failed.reason;
	};
}
