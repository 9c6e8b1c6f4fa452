import type { Member, Session } from '#model/session/session.ts';
import { isWaiting } from '#model/session/voice.ts';
import type { RosterEntry } from '../session-view.ts';

/** Somebody who asks for help, and since when (server time). */
export interface HelpRequest {
	readonly member: Member;
	readonly since: number;
}

/** Who still waits for help, the longest first. */
export function helpRequests(
	{ answered }: Pick<Session, 'answered'>,
	roster: readonly RosterEntry[]
): readonly HelpRequest[] {
	return roster
		.flatMap(({ member, present }) => {
			const since = present?.help ?? null;
			return since !== null && isWaiting(since, member.id, answered) ? [{ member, since }] : [];
		})
		.sort((a, b) => a.since - b.since);
}
