import { haveGroupsBegun, withLatecomer } from '#model/session/latecomers.ts';
import type { VersionedSession } from '#protocol/session.ts';
import type { Log } from '../log.ts';
import type { Roster } from './roster.ts';
import type { SessionCache } from './session-cache.ts';
import type { SessionListener } from './session-news.ts';
import type { Sessions } from './sessions.ts';

interface LeftOverParts {
	readonly sessions: Pick<Sessions, 'arrived'>;
	readonly roster: Pick<Roster, 'present' | 'tabs'>;
	readonly cache: Pick<SessionCache, 'peek'>;
	readonly log: Log;
}

/**
 * When groups begin, whoever is here and was put into none lands like somebody who comes later. Each node sees to those who are
 * connected to it, since it knows of them before any other does.
 */
export function seatLeftOver({ sessions, roster, cache, log }: LeftOverParts): SessionListener {
	return {
		sessionChanged: ({ session }: VersionedSession, before) => {
			if (!haveGroupsBegun(before.session, session)) return;
			const members = cache.peek(session.id)?.members;
			const here = roster.present(session.id).flatMap(({ id }) => {
				const member = members?.get(id);
				return member !== undefined && roster.tabs(session.id, id) > 0 ? [member] : [];
			});
			const leftOver = here.filter((member) => withLatecomer(session, member) !== session);
			if (leftOver.length === 0) return;
			sessions
				.arrived(
					session.id,
					leftOver.map(({ id }) => id)
				)
				.catch((error: unknown) => log.error({ err: error }, 'people could not be put into groups'));
		},
		memberChanged: () => undefined,
		memberRemoved: () => undefined
	};
}
