import type { Credentials } from '$lib/sync/credentials.ts';
import { createId, type BoardId, type OccurrenceId, type SessionId } from '#model/ids.ts';
import type { SayOccurrence } from '#protocol/pages.ts';

/** Counts that it happened again: when, where it came up, and what was special about it. Whether it was counted. */
export type SayAgain = (
	board: BoardId,
	said: { readonly at: number | null; readonly context: string }
) => Promise<boolean>;

const TIMEOUT_MS = 10_000;

/** @param session in which it came up; `null`: none yet */
export function sayAgainTo(credentials: Pick<Credentials, 'fetch'>, session: SessionId | null): SayAgain {
	return async (board, { at, context }) => {
		const said: SayOccurrence = {
			...{ id: createId<OccurrenceId>(), session, context },
			...(at === null ? {} : { at })
		};
		try {
			const response = await credentials.fetch(`/api/pages/${board}/occurrences`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(said),
				signal: AbortSignal.timeout(TIMEOUT_MS)
			});
			return response.ok;
		} catch {
			return false;
		}
	};
}
