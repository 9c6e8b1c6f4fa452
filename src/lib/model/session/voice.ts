import type { AnnouncementId, IdentityId, ReadyCheckId } from '../ids.ts';

/** What a facilitator tells everybody, whichever group they are in. */
export interface Announcement {
	readonly id: AnnouncementId;
	readonly text: string;
	readonly by: IdentityId;
	readonly at: number;
}

/** "Are you ready?" Who is, is presence; an answer names the check, so that old answers do not count for a new one. */
export interface ReadyCheck {
	readonly id: ReadyCheckId;
	readonly question: string;
	readonly by: IdentityId;
	readonly at: number;
}

/**
 * Raised hands and calls for help are presence, with the time at which they were raised. What was raised at `all` or
 * before, or by this member at `at` or before, has been dealt with.
 */
export interface Answered {
	readonly all: number;
	readonly members: readonly { readonly member: IdentityId; readonly at: number }[];
}

/** Whether something that was raised then still waits to be dealt with. */
export function isWaiting(raisedAt: number | null, by: IdentityId, { all, members }: Answered): boolean {
	if (raisedAt === null || raisedAt <= all) return false;
	return !members.some(({ member, at }) => member === by && raisedAt <= at);
}
