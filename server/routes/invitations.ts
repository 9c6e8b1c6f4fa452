import { createHash } from 'node:crypto';
import type { IdentityId } from '#model/ids.ts';
import { calendarFile } from '#model/session/calendar.ts';
import { leastUsedColors } from '#model/session/members.ts';
import type { Session } from '#model/session/session.ts';
import { address } from '#protocol/addresses.ts';
import type { Invitation } from '#protocol/api.ts';
import type { VersionedSession } from '#protocol/session.ts';
import type { SessionStore } from '../session/session-store.ts';

/** What somebody with the code may know of a session before they join. */
export async function invitationTo(
	{ id, code, title, terms, label, namesStripped, plannedTime, ended }: Session,
	identity: IdentityId | null,
	store: Pick<SessionStore, 'members'>
): Promise<Invitation> {
	const members = await store.members(id);
	return {
		code,
		title,
		terms,
		label,
		namesStripped,
		plannedTime,
		hasEnded: ended !== null,
		colors: leastUsedColors(Array.from(members.values(), ({ member }) => member.color)),
		joined: identity !== null && members.has(identity) ? id : null
	};
}

/** The same as a file for a calendar; `null` where no time was set. */
export function calendarOf(
	{ session, version }: VersionedSession,
	origin: string,
	now: number
): string | null {
	const { id, title, terms, code, plannedTime } = session;
	if (plannedTime === null) return null;
	return calendarFile({
		...plannedTime,
		// Not the id itself, which nobody learns before they join; nor the code, which changes.
		uid: createHash('sha256').update(`calendar ${id}`).digest('hex').slice(0, 32),
		sequence: version,
		writtenAt: now,
		title,
		text: terms,
		url: origin + address.join(code)
	});
}
