import type { Member, Session } from './session.ts';
import { placed } from './apply/planning.ts';
import { smallestGroup } from './grouping/assign.ts';
import { currentRound, groupOf, wishesIn, type Round } from './rounds.ts';

type Comer = Pick<Member, 'id' | 'role'>;

/**
 * Somebody is here while groups are at work. Who is in a group stays in it, however often they drop out; who is in none goes
 * to the one they would like best, or else to the smallest, where the settings say so. The same session when nothing is to be done.
 */
export function withLatecomer(session: Session, { id, role }: Comer): Session {
	const round = currentRound(session);
	// When people are being called back it is too late to begin.
	if (role !== 'member' || round?.state.at !== 'open' || session.settings.latecomers === 'lobby')
		return session;
	if (groupOf(round, id) !== null) return session;
	const into = wishOf(round, id) ?? smallestGroup(round.groups)?.id ?? null;
	if (into === null) return session;
	return { ...session, rounds: [...session.rounds.slice(0, -1), placed(round, id, into)] };
}

/** All of them, one after the other. */
export function withLatecomers(session: Session, comers: readonly Comer[]): Session {
	return comers.reduce(withLatecomer, session);
}

/**
 * Whether groups are at work now that were not before: a round was opened, or goes on after all. Who plans groups sees who is here a
 * moment late, so whoever came in that moment is in none.
 */
export function haveGroupsBegun(before: Pick<Session, 'rounds'>, after: Pick<Session, 'rounds'>): boolean {
	const [was, is] = [currentRound(before), currentRound(after)];
	return is?.state.at === 'open' && !(was?.id === is.id && was.state.at === 'open');
}

function wishOf(round: Round, id: Member['id']): Round['groups'][number]['id'] | null {
	return wishesIn(round).find(({ member }) => member === id)?.groups[0] ?? null;
}
