import type { RoleLink, Session } from './session.ts';

/** For so long facilitators see in the list that a link was taken back, or has ended. */
export const OLD_LINKS_FOR_MS = 30 * 24 * 60 * 60_000;

/** A session without the links that were taken back long ago; the same one where there are none. */
export function withoutOldLinks(session: Session, now: number): Session {
	const isOld = ({ revokedAt }: RoleLink): boolean =>
		revokedAt !== null && now - revokedAt >= OLD_LINKS_FOR_MS;
	return session.links.some(isOld)
		? { ...session, links: session.links.filter((link) => !isOld(link)) }
		: session;
}
