import { t } from '$lib/messages/facilitating.ts';
import type { Session } from '#model/session/session.ts';
import { isWaiting } from '#model/session/voice.ts';
import type { RosterEntry } from '../session-view.ts';
import { isNewcomer } from './queue.ts';

/** What somebody shows of themselves, in a few words each. @param now server time, for those who are told who is new. */
export function signalsOf(entry: RosterEntry, session: Session, now: number | null): readonly string[] {
	const { member, present } = entry;
	if (present === null) return [];
	const check = session.readyCheck;
	return [
		isWaiting(present.hand, member.id, session.answered) ? t.signals.handRaised : '',
		isWaiting(present.help, member.id, session.answered) ? t.signals.helpNeeded : '',
		check !== null && present.ready === check.id ? t.signals.isReady : '',
		now !== null && isNewcomer(entry, session.createdAt, now) ? t.signals.isNew : ''
	].filter((word) => word !== '');
}
