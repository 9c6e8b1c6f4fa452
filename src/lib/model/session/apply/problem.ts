import { isId, type BoardId } from '../../ids.ts';
import {
	begun,
	changedStep,
	closedBallot,
	isFresh,
	revealing,
	withBallot,
	withTopic
} from '../../problem/course.ts';
import { mayWriteUp } from '../../problem/engine.ts';
import { currentPhase, RUN_LIMITS, runOf, rulesOf, type Run, type Turns } from '../../problem/run.ts';
import { asked, next, passed as passedTurn, turnsOf } from '../../problem/turns.ts';
import type { Actor, Outcome } from '../commands.ts';
import type { ProblemCommand } from '../commands/problem.ts';
import type { Session } from '../session.ts';
import { extended, OFF, paused, resumed, started, type Timer } from '../timer.ts';
import { addBoards } from './boards.ts';
import { accept, refuse, type Family } from './outcome.ts';
import { goneToPhase, planPhaseRound } from './phase-round.ts';
import { changeRun } from './runs.ts';
import { isChange } from './timer.ts';

/** Runs a method on a problem board. That the phases are the method's own, the server has seen to. */
export const problem: Family<ProblemCommand> = {
	'start-method': (session, { board: id, method, phases }, actor, now) => {
		const board = session.boards.find((found) => found.id === id);
		if (board === undefined) return refuse('unknown-board');
		if (board.kind !== 'problem' || phases.length === 0) return refuse('invalid');
		if (runOf(session.runs, id) !== null) return refuse('duplicate');
		if (session.runs.length >= RUN_LIMITS.runs) return refuse('too-many');
		return accept({ ...session, runs: [...session.runs, begun(id, method, phases, actor.id, now)] });
	},
	'drop-method': (session, { board }) => {
		const run = runOf(session.runs, board);
		if (run === null || !isFresh(run)) return refuse('not-now');
		return accept({ ...session, runs: session.runs.filter((found) => found !== run) });
	},
	'go-to-phase': (session, { board, phase, from }, _, now) =>
		goneToPhase(session, board, { phase, from }, now),
	'pause-phase': (session, { board }, _, now) =>
		changeRun(session, board, (run) => onClock(run, (clock) => paused(clock, now))),
	'resume-phase': (session, { board }, _, now) =>
		changeRun(session, board, (run) => onClock(run, (clock) => resumed(clock, now))),
	'extend-phase': (session, { board, byMs }, _, now) =>
		isChange(byMs)
			? changeRun(session, board, (run) => onClock(run, (clock) => extended(clock, byMs, now)))
			: refuse('invalid'),
	'set-deadline': (session, { board, at }, _, now) => {
		const lengthMs = at - now;
		const isAhead = lengthMs > 0 && lengthMs <= RUN_LIMITS.deadlineMs;
		return changeRun(session, board, (run) =>
			isAhead ? onClock(run, () => started(lengthMs, now)) : 'invalid'
		);
	},
	reveal: (session, { board, phase }, _, now) =>
		changeRun(session, board, (run) =>
			rulesOf(run, phase) === null ? 'unknown-phase' : revealing(run, phase, now)
		),
	'open-ballot': (session, { board, ballot: id, items }, _, now) =>
		changeRun(session, board, (run) => {
			const current = currentPhase(run);
			if (current?.rules.vote === undefined) return 'not-now';
			const cards = [...new Set(items)];
			if (!isId(id) || cards.length === 0 || !cards.every(isId)) return 'invalid';
			if (run.ballots.some((ballot) => ballot.id === id)) return 'duplicate';
			if (run.ballots.some(({ state }) => state.at === 'open')) return 'not-now';
			if (run.ballots.length >= RUN_LIMITS.ballots || cards.length > RUN_LIMITS.ballotItems)
				return 'too-many';
			const { phase, attempt } = current.step;
			const ballot = { id, phase, attempt, items: cards, state: { at: 'open', openedAt: now } } as const;
			return { ...run, ballots: [...run.ballots, ballot] };
		}),
	'close-ballot': (session, { board, ballot }, _, now) =>
		changeRun(session, board, (run) => {
			const found = run.ballots.find(({ id }) => id === ballot);
			if (found === undefined) return 'unknown-ballot';
			return found.state.at === 'open' ? withBallot(run, ballot, (open) => closedBallot(open, now)) : null;
		}),
	'start-turns': (session, { board, order }, _, now) => {
		const people = [...new Set(order)];
		if (people.length === 0 || !people.every(isId)) return refuse('invalid');
		if (people.length > RUN_LIMITS.turns) return refuse('too-many');
		return changeRun(session, board, (run) =>
			changedStep(run, (step, { turns }) =>
				turns === undefined ? null : { ...step, turns: turnsOf(people, now) }
			)
		);
	},
	'next-turn': (session, { board, of }, actor, now) =>
		onTurns(session, board, of, actor, (turns) => next(turns, of, now)),
	'pass-turn': (session, { board, member }, actor, now) =>
		onTurns(session, board, member, actor, (turns) => passedTurn(turns, member, now)),
	'ask-turn': (session, { board }, actor, now) =>
		onTurns(session, board, actor.id, actor, (turns) => asked(turns, actor.id, now)),
	'end-turns': (session, { board }) =>
		changeRun(session, board, (run) =>
			changedStep(run, (step) => (step.turns === null ? null : { ...step, turns: null }))
		),
	'take-topic': (session, { board, card }, _, now) => {
		if (card !== null && !isId(card)) return refuse('invalid');
		return changeRun(session, board, (run) =>
			changedStep(run, (step, { topics }) => {
				if (topics === undefined) return null;
				const clock = card === null ? OFF : started(topics.seconds * 1000, now);
				return { ...withTopic(step, card), clock };
			})
		);
	},
	'plan-phase-round': planPhaseRound,
	// What the page says, the server has written before this shows it.
	'write-up': (session, { board, instead, page, title }, actor, now) => {
		const noted = changeRun(session, board, (run) => {
			if (!mayWriteUp(run, actor.role, session.ended !== null)) return 'forbidden';
			return run.page === instead ? { ...run, page } : 'not-now';
		});
		return noted.ok ? addBoards(noted.session, [{ id: page, kind: 'page', title }], actor.id, now) : noted;
	},
	'set-holder': (session, { board, member }) =>
		changeRun(session, board, (run) => changedStep(run, (step) => ({ ...step, holder: member })))
};

function onClock(run: Run, change: (clock: Timer) => Timer | null): Run | null {
	return changedStep(run, (step) => {
		const clock = change(step.clock);
		return clock && { ...step, clock };
	});
}

/** One's own turn, or, as a facilitator, anybody's. */
function onTurns(
	session: Session,
	board: BoardId,
	of: Actor['id'],
	actor: Actor,
	change: (turns: Turns) => Turns | null
): Outcome {
	return changeRun(session, board, (run) => {
		if (of !== actor.id && actor.role !== 'facilitator') return 'forbidden';
		return changedStep(run, (step) => {
			const turns = step.turns && change(step.turns);
			return turns && { ...step, turns };
		});
	});
}
