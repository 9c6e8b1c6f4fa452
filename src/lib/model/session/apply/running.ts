import { unreachable } from '../../unreachable.ts';
import type { RoundCommand } from '../commands/rounds.ts';
import type { Round, RoundState } from '../rounds.ts';
import { LIMITS } from '../session.ts';
import { refuse, type Family } from './outcome.ts';
import { changeRound } from './rounds.ts';

type RunningCommand = Extract<
	RoundCommand,
	{
		type:
			| 'open-choosing'
			| 'choose-groups'
			| 'close-choosing'
			| 'open-round'
			| 'unopen-round'
			| 'extend-round'
			| 'recall-round'
			| 'keep-round-open'
			| 'close-round'
			| 'reopen-round';
	}
>;

/** Longer than undoing is offered, shorter than it takes to agree on anything. */
const UNOPENED_WITHIN_MS = 30_000;

/** The course of a round: planned, perhaps choosing, open, perhaps closing, closed. */
export const running: Family<RunningCommand> = {
	'open-choosing': (session, { round: id }, _, now) =>
		changeRound(session, id, ['planned'], (round) => ({ ...round, state: { at: 'choosing', since: now } })),
	'choose-groups': (session, { round: id, groups: wanted }, actor) =>
		changeRound(session, id, ['choosing'], (round) => {
			const groups = [...new Set(wanted)];
			if (groups.length > LIMITS.choices) return 'too-many';
			if (groups.some((group) => !round.groups.some((found) => found.id === group))) return 'unknown-group';
			const others = round.choices.filter(({ member }) => member !== actor.id);
			return { ...round, choices: [...others, { member: actor.id, groups }] };
		}),
	'close-choosing': (session, { round: id }) =>
		changeRound(session, id, ['choosing'], (round) => ({ ...round, state: { at: 'planned' } })),
	'open-round': (session, { round: id, lengthMs, then }, _, now) => {
		if (lengthMs !== null && !(lengthMs >= 1000 && lengthMs <= LIMITS.timerMs)) return refuse('invalid');
		const endsAt = lengthMs === null ? null : now + lengthMs;
		return changeRound(session, id, ['planned', 'choosing'], (round) => ({
			...round,
			state: { at: 'open', openedAt: now, endsAt, then }
		}));
	},
	'unopen-round': (session, { round: id }, _, now) =>
		changeRound(session, id, ['open'], (round) => {
			const isLate = round.state.at !== 'open' || now > round.state.openedAt + UNOPENED_WITHIN_MS;
			return isLate ? 'not-now' : { ...round, state: { at: 'planned' } };
		}),
	'extend-round': (session, { round: id, byMs }, _, now) => {
		if (!Number.isFinite(byMs) || Math.abs(byMs) > LIMITS.timerMs) return refuse('invalid');
		return changeRound(session, id, ['open', 'closing'], (round) => {
			const state = extended(round.state, byMs, now);
			return state === null ? 'not-now' : { ...round, state };
		});
	},
	'recall-round': (session, { round: id, inMs }, _, now) => {
		if (!(inMs >= 0 && inMs <= LIMITS.timerMs)) return refuse('invalid');
		return changeRound(session, id, ['open'], (round) => recalled(round, now + inMs));
	},
	'keep-round-open': (session, { round: id }) =>
		changeRound(session, id, ['closing'], (round) => {
			if (round.state.at !== 'closing') return 'not-now';
			const { openedAt, endsAt } = round.state;
			return { ...round, state: { at: 'open', openedAt, endsAt, then: 'ask' } };
		}),
	'close-round': (session, { round: id }, _, now) =>
		changeRound(session, id, ['open', 'closing'], (round) => closed(round, now)),
	'reopen-round': (session, { round: id }) =>
		changeRound(session, id, ['closed'], (round) => {
			if (round.state.at !== 'closed') return 'not-now';
			const { openedAt } = round.state;
			return { ...round, state: { at: 'open', openedAt, endsAt: null, then: 'ask' } };
		})
};

/** From the end that was set, or from now where that is past: two more minutes are two more minutes. */
function extended(state: RoundState, byMs: number, now: number): RoundState | null {
	switch (state.at) {
		case 'open': {
			if (state.endsAt === null) return null;
			return { ...state, endsAt: Math.max(now, Math.max(now, state.endsAt) + byMs) };
		}
		case 'closing': {
			if (byMs <= 0) return null;
			const { openedAt, endsAt, closesAt } = state;
			const from = Math.max(now, endsAt ?? closesAt);
			return { at: 'open', openedAt, endsAt: from + byMs, then: 'ask' };
		}
		case 'planned':
		case 'choosing':
		case 'closed':
			return null;
		default:
			return unreachable(state);
	}
}

/** Everybody is called back, to be there at `closesAt`. */
export function recalled(round: Round, closesAt: number): Round {
	if (round.state.at !== 'open') return round;
	const { openedAt, endsAt } = round.state;
	return { ...round, state: { at: 'closing', openedAt, endsAt, closesAt } };
}

export function closed(round: Round, closedAt: number): Round {
	if (round.state.at !== 'open' && round.state.at !== 'closing') return round;
	return { ...round, state: { at: 'closed', openedAt: round.state.openedAt, closedAt } };
}
