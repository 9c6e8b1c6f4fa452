import type { Member, Session } from './session.ts';
import { placed } from './apply/planning.ts';
import { smallestGroup } from './grouping/assign.ts';
import { currentRound, groupOf } from './rounds.ts';

/**
 * Somebody is here while groups are at work. Who is in a group stays in it, however often they drop out; who is in none goes
 * to the smallest where the settings say so. The same session when nothing is to be done.
 */
export function withLatecomer(session: Session, { id, role }: Pick<Member, 'id' | 'role'>): Session {
	const round = currentRound(session);
	// When people are being called back it is too late to begin.
	if (role !== 'member' || round?.state.at !== 'open' || session.settings.latecomers === 'lobby')
		return session;
	const smallest = smallestGroup(round.groups);
	if (smallest === null || groupOf(round, id) !== null) return session;
	return { ...session, rounds: [...session.rounds.slice(0, -1), placed(round, id, smallest.id)] };
}
