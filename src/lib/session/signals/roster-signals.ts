import { t } from '$lib/messages/facilitating.ts';
import type { Session } from '#model/session/session.ts';
import { isWaiting } from '#model/session/voice.ts';
import type { RosterEntry } from '../session-view.ts';

/** What somebody shows of themselves, in a few words each; and that they are new, for those who are told. */
export function signalsOf(
	{ member, present }: RosterEntry,
	session: Session,
	isNew: boolean
): readonly string[] {
	if (present === null) return [];
	const check = session.readyCheck;
	return [
		isWaiting(present.hand, member.id, session.answered) ? t.signals.handRaised : '',
		isWaiting(present.help, member.id, session.answered) ? t.signals.helpNeeded : '',
		check !== null && present.ready === check.id ? t.signals.isReady : '',
		isNew ? t.signals.isNew : ''
	].filter((word) => word !== '');
}
