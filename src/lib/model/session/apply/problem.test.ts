import { describe, expect, test } from 'vitest';
import { createId, type BallotId, type BoardId, type IdentityId } from '../../ids.ts';
import type { CardId } from '../../problem/card.ts';
import {
	GRACE_MS,
	UNREAD_AGAIN_MS,
	withCount,
	withEndKept,
	withRevealDone,
	withRevealStuck
} from '../../problem/course.ts';
import { pendingIn } from '../../problem/pending.ts';
import { rulesOfMethod, type PhaseId, type PhaseRules } from '../../problem/method.ts';
import { solveAProblem } from '../../problem/methods/solve-a-problem.ts';
import { currentBallot, currentPhase, runOf, stepOf, type Run } from '../../problem/run.ts';
import { boardRights, rightsGround } from '../board-access.ts';
import type { Actor, Command } from '../commands.ts';
import type { Session } from '../session.ts';
import { after, apply, emptySession, FAY, MIA, NOW, refusal } from '../test-sessions.ts';
import { dueAt, settle } from '../time.ts';
import { withRun } from './runs.ts';

const board = createId<BoardId>();
const MINUTE = 60_000;
const phase = (id: string): PhaseId => id as PhaseId;
const method = { from: 'program', id: solveAProblem.id, version: 1 } as const;
const withBoard = after(emptySession(), { type: 'add-board', board, kind: 'problem', title: 'Why' });

function begunWith(change: (rules: PhaseRules) => PhaseRules = (rules) => rules): Session {
	const phases = rulesOfMethod(solveAProblem).map(change);
	return after(withBoard, { type: 'start-method', board, method, phases });
}
const begun = begunWith();
const runIn = (session: Session): Run => runOf(session.runs, board)!;
const stepIn = (session: Session, id: string) => stepOf(runIn(session), phase(id))!;

/** Goes to a phase from wherever the run is. */
function at(session: Session, id: string | null, now = NOW): Session {
	const command: Command = {
		type: 'go-to-phase',
		board,
		phase: id === null ? null : phase(id),
		from: runIn(session).current
	};
	return apply(session, command, FAY, now);
}

describe('a method that starts on a board', () => {
	test('is in its first phase, with the clock running', () => {
		const { rules, step } = currentPhase(runIn(begun))!;
		expect(rules.id).toBe('define');
		expect(step).toMatchObject({ attempt: 1, closedAt: null, hiding: { at: 'nothing' } });
		expect(step.clock).toEqual({
			at: 'running',
			startedAt: NOW,
			endsAt: NOW + 5 * MINUTE,
			lengthMs: 5 * MINUTE
		});
	});

	test('is one for each problem board, and none on other boards', () => {
		const again: Command = { type: 'start-method', board, method, phases: rulesOfMethod(solveAProblem) };
		expect(refusal(begun, again)).toBe('duplicate');
		expect(refusal(emptySession(), again)).toBe('unknown-board');
		const page = after(emptySession(), { type: 'add-board', board, kind: 'page', title: 'P' });
		expect(refusal(page, again)).toBe('invalid');
	});

	test('is taken back only while nothing has come of it', () => {
		expect(after(begun, { type: 'drop-method', board }).runs).toEqual([]);
		expect(refusal(at(begun, 'causes'), { type: 'drop-method', board })).toBe('not-now');
	});
});

describe('going to a phase', () => {
	test('closes the one before, and skips what lies between', () => {
		const session = at(begun, 'ideas', NOW + 7);
		expect(stepIn(session, 'define')).toMatchObject({ closedAt: NOW + 7, clock: { at: 'off' } });
		expect(stepOf(runIn(session), phase('causes'))).toBeNull();
		expect(runIn(session).current).toBe('ideas');
	});

	test('needs to know where things stand, so that two who press Next go on by one', () => {
		const next: Command = { type: 'go-to-phase', board, phase: phase('causes'), from: phase('define') };
		expect(refusal(after(begun, next), next)).toBe('not-now');
		expect(refusal(begun, { ...next, phase: phase('dream') })).toBe('unknown-phase');
	});

	test('back marks what came later as stale, and keeps all of it', () => {
		const later = at(at(begun, 'causes'), 'decide');
		const back = at(later, 'causes', NOW + 9);
		expect(stepIn(back, 'causes')).toMatchObject({ attempt: 2, stale: false, openedAt: NOW + 9 });
		expect(stepIn(back, 'decide')).toMatchObject({ attempt: 1, stale: true });
		expect(stepIn(back, 'define').stale).toBe(false);
		expect(stepIn(at(back, 'decide'), 'decide')).toMatchObject({ attempt: 2, stale: false });
	});

	test('that is the current one repeats it', () => {
		expect(stepIn(at(begun, 'define', NOW + 5), 'define')).toMatchObject({ attempt: 2, openedAt: NOW + 5 });
	});

	test('to the end leaves an open board', () => {
		const done = at(begun, null);
		expect(runIn(done).current).toBeNull();
		expect(boardRights(done, done.boards[0]!, MIA).write).toBe(true);
	});
});

describe('the end of a phase', () => {
	test('is kept by the server, which the record asks for until it is done', () => {
		const left = at(begun, 'causes', NOW + 7);
		const end = { phase: phase('define'), attempt: 1, since: NOW + 7 };
		expect(pendingIn(left.runs)).toEqual([{ do: 'keep', board, ...end }]);
		const again = at(at(left, 'define', NOW + 8), 'ideas', NOW + 9);
		expect(runIn(again).ending!.map(({ phase: of, attempt }) => [of, attempt])).toEqual([
			['define', 1],
			['causes', 1],
			['define', 2]
		]);
		expect(withEndKept(runIn(again), end).ending).toHaveLength(2);
		expect('ending' in withEndKept(runIn(left), end)).toBe(false);
	});

	test('that shows what was hidden is kept when that stands on the board', () => {
		const ending = at(
			at(
				begunWith((rules) => ({ ...rules, reveal: 'end' })),
				'ideas'
			),
			'decide',
			NOW + 1
		);
		const asked = (run: Run) => (run.ending ?? []).map(({ phase: of }) => of);
		expect(asked(runIn(ending))).toEqual(['define']);
		expect(asked(withRevealDone(runIn(ending), phase('ideas'), 1, NOW + 2))).toEqual(['define', 'ideas']);
	});
});

describe('what a phase hides', () => {
	const writing = at(begun, 'ideas');
	const revealing = after(writing, { type: 'reveal', board, phase: phase('ideas') });

	test('is hidden from its beginning, and shown once, when the server is done', () => {
		expect(stepIn(writing, 'ideas').hiding).toEqual({ at: 'hidden' });
		expect(stepIn(revealing, 'ideas').hiding).toEqual({ at: 'revealing', since: NOW });
		expect(refusal(revealing, { type: 'reveal', board, phase: phase('ideas') })).toBe('not-now');
		const run = withRevealDone(runIn(revealing), phase('ideas'), 1, NOW + 3);
		expect(stepOf(run, phase('ideas'))!.hiding).toEqual({ at: 'revealed', revealedAt: NOW + 3 });
		expect(withRevealDone(run, phase('ideas'), 1, NOW + 9)).toBe(run);
		expect(withRevealDone(runIn(revealing), phase('ideas'), 2, NOW)).toBe(runIn(revealing));
	});

	test('and could not be read is tried again after half a minute, later and later, and then when somebody says so', () => {
		const asking = at(
			begunWith((rules) => ({ ...rules, onEnd: 'ask' })),
			'ideas'
		);
		const begins = after(asking, { type: 'reveal', board, phase: phase('ideas') });
		const run = withRevealDone(runIn(begins), phase('ideas'), 1, NOW, 2);
		expect(stepOf(run, phase('ideas'))!.hiding).toMatchObject({ unread: { sheets: 2, tries: 0 } });
		let session = withRun(begins, run);
		let now = NOW;
		for (const tries of [1, 2, 3, 4]) {
			expect(settle(session, now + UNREAD_AGAIN_MS - 1).session).toBe(session);
			now = dueAt(session)!;
			session = settle(session, now).session;
			expect(stepIn(session, 'ideas').hiding).toEqual({ at: 'revealing', since: now, tries });
			session = withRun(session, withRevealDone(runIn(session), phase('ideas'), 1, now, 1));
		}
		expect(settle(session, now + 1e9).session).toBe(session);
		expect(stepIn(after(session, { type: 'reveal', board, phase: phase('ideas') }), 'ideas').hiding.at).toBe(
			'revealing'
		);
	});

	test('waits for a facilitator where the board does not open, and is then the same reveal as before', () => {
		const stuck = withRun(revealing, withRevealStuck(runIn(revealing), phase('ideas'), NOW, NOW + 30));
		expect(stepIn(stuck, 'ideas').hiding).toEqual({ at: 'revealing', since: NOW, stuckAt: NOW + 30 });
		expect(pendingIn(stuck.runs).filter(({ do: work }) => work === 'reveal')).toEqual([]);
		expect(withRevealStuck(runIn(stuck), phase('ideas'), NOW, NOW + 31)).toBe(runIn(stuck));
		expect(withRevealStuck(runIn(revealing), phase('ideas'), NOW - 1, NOW + 30)).toBe(runIn(revealing));
		const again = after(stuck, { type: 'reveal', board, phase: phase('ideas') });
		expect(pendingIn(again.runs)).toEqual(pendingIn(revealing.runs));
		expect(stepOf(withRevealDone(runIn(again), phase('ideas'), 1, NOW + 40), phase('ideas'))!.hiding).toEqual(
			{
				at: 'revealed',
				revealedAt: NOW + 40
			}
		);
	});

	test('can be shown after the phase was left; a phase that is being revealed cannot begin anew', () => {
		const left = after(at(writing, 'decide'), { type: 'reveal', board, phase: phase('ideas') });
		expect(stepIn(left, 'ideas').hiding.at).toBe('revealing');
		const again: Command = { type: 'go-to-phase', board, phase: phase('ideas'), from: phase('decide') };
		expect(refusal(left, again)).toBe('not-now');
	});

	test('is shown by the end of the phase where the method says so, and never where it says that', () => {
		const ending = begunWith((rules) => ({ ...rules, reveal: 'end' }));
		expect(stepIn(at(at(ending, 'ideas'), 'decide'), 'ideas').hiding.at).toBe('revealing');
		const kept = at(
			begunWith((rules) => ({ ...rules, reveal: 'never' })),
			'ideas'
		);
		expect(refusal(kept, { type: 'reveal', board, phase: phase('ideas') })).toBe('not-now');
	});

	test('leaves nobody anything to write on the shared board meanwhile', () => {
		const [problem] = writing.boards;
		for (const actor of [FAY, MIA])
			expect(boardRights(writing, problem!, actor)).toMatchObject({ read: true, write: false });
		expect(boardRights(begun, problem!, MIA).write).toBe(true);
		expect(rightsGround(writing)).not.toBe(rightsGround(begun));
	});
});

describe('a vote', () => {
	const ballot = createId<BallotId>();
	const items = [createId<CardId>(), createId<CardId>()];
	const open: Command = { type: 'open-ballot', board, ballot, items };
	const voting = after(at(begun, 'dots'), open);

	test('is opened in a phase that has one, on cards, one at a time', () => {
		expect(currentBallot(runIn(voting))).toMatchObject({ id: ballot, items, state: { at: 'open' } });
		expect(refusal(begun, open)).toBe('not-now');
		expect(refusal(voting, open)).toBe('duplicate');
		expect(refusal(voting, { ...open, ballot: createId<BallotId>() })).toBe('not-now');
		expect(refusal(at(begun, 'dots'), { ...open, items: [] })).toBe('invalid');
	});

	test('is counted once, by whom it is closed', () => {
		const closing = apply(voting, { type: 'close-ballot', board, ballot }, FAY, NOW + 5);
		expect(currentBallot(runIn(closing))!.state).toMatchObject({ at: 'counting', closedAt: NOW + 5 });
		expect(refusal(closing, { type: 'close-ballot', board, ballot })).toBe('not-now');
		const run = withCount(runIn(closing), ballot, { voters: 2, tallies: null });
		expect(currentBallot(run)!.state).toMatchObject({ at: 'closed', voters: 2, tallies: null });
		expect(withCount(run, ballot, { voters: 9, tallies: [] })).toBe(run);
	});

	test('is closed when its phase is left', () => {
		expect(runIn(at(voting, 'decide')).ballots[0]!.state.at).toBe('counting');
	});

	test('of an earlier attempt is history', () => {
		expect(currentBallot(runIn(at(voting, 'dots')))).toBeNull();
	});
});

describe('turns', () => {
	const [ann, bob, cem] = [1, 2, 3].map((): Actor => ({ id: createId<IdentityId>(), role: 'member' }));
	const session = begunWith((rules) =>
		rules.id === 'define' ? { ...rules, turns: { order: 'roundRobin', seconds: 60, pass: true } } : rules
	);
	const order = [ann!.id, bob!.id, cem!.id];
	const speaking = after(session, { type: 'start-turns', board, order });
	const turnsIn = (after: Session) => stepIn(after, 'define').turns!;

	test('go round, ended by the speaker or a facilitator, and by nobody else', () => {
		expect(turnsIn(speaking).at).toBe(0);
		const end: Command = { type: 'next-turn', board, of: ann!.id };
		expect(refusal(speaking, end, bob)).toBe('forbidden');
		const second = apply(speaking, end, ann, NOW + 4);
		expect(turnsIn(second)).toMatchObject({ at: 1, since: NOW + 4 });
		expect(refusal(second, end, ann)).toBe('not-now');
		expect(turnsIn(apply(second, { type: 'next-turn', board, of: bob!.id }, FAY)).at).toBe(2);
	});

	test('are passed in advance, and asked for again at the end', () => {
		const passes = apply(speaking, { type: 'pass-turn', board, member: bob!.id }, bob);
		const skipped = apply(passes, { type: 'next-turn', board, of: ann!.id }, ann);
		expect(turnsIn(skipped).order[turnsIn(skipped).at]).toBe(cem!.id);
		const asks = apply(skipped, { type: 'ask-turn', board }, bob);
		expect(refusal(asks, { type: 'ask-turn', board }, bob)).toBe('not-now');
		const last = apply(asks, { type: 'next-turn', board, of: cem!.id }, cem);
		expect(turnsIn(last).order[turnsIn(last).at]).toBe(bob!.id);
		expect(turnsIn(apply(last, { type: 'next-turn', board, of: bob!.id }, bob))).toMatchObject({ at: 4 });
	});

	test('are for phases that have them', () => {
		expect(refusal(begun, { type: 'start-turns', board, order })).toBe('not-now');
		expect(refusal(session, { type: 'next-turn', board, of: ann!.id }, ann)).toBe('not-now');
	});
});

describe('a phase’s clock', () => {
	test('is paused, goes on, is extended, and takes a deadline', () => {
		const paused = apply(begun, { type: 'pause-phase', board }, FAY, NOW + MINUTE);
		expect(stepIn(paused, 'define').clock).toMatchObject({ at: 'paused', leftMs: 4 * MINUTE });
		const on = apply(paused, { type: 'resume-phase', board }, FAY, NOW + 9 * MINUTE);
		const longer = apply(on, { type: 'extend-phase', board, byMs: MINUTE }, FAY, NOW + 9 * MINUTE);
		expect(stepIn(longer, 'define').clock).toMatchObject({ at: 'running', endsAt: NOW + 14 * MINUTE });
		const tomorrow = after(begun, { type: 'set-deadline', board, at: NOW + 86_400_000 });
		expect(stepIn(tomorrow, 'define').clock).toMatchObject({ endsAt: NOW + 86_400_000 });
		expect(refusal(begun, { type: 'set-deadline', board, at: NOW })).toBe('invalid');
	});

	test('that asks changes nothing by itself', () => {
		expect(dueAt(begun)).toBeNull();
		expect(settle(begun, NOW + 1e9).session).toBe(begun);
	});

	test('that extends does so once', () => {
		const writing = at(begun, 'ideas');
		expect(dueAt(writing)).toBe(NOW + 6 * MINUTE);
		const more = settle(writing, NOW + 6 * MINUTE).session;
		expect(stepIn(more, 'ideas').clock).toMatchObject({ endsAt: NOW + 8 * MINUTE });
		expect(settle(more, NOW + 9 * MINUTE).session).toBe(more);
	});

	test('that advances goes on when people have finished their word', () => {
		const session = begunWith((rules) => ({ ...rules, onEnd: 'advance' }));
		expect(dueAt(session)).toBe(NOW + 5 * MINUTE + GRACE_MS);
		expect(settle(session, NOW + 5 * MINUTE).session).toBe(session);
		expect(runIn(settle(session, NOW + 5 * MINUTE + GRACE_MS).session).current).toBe('causes');
		const last = at(session, 'write-up');
		expect(runIn(settle(last, NOW + 1e9).session).current).toBeNull();
	});
});

test('cards are taken up one by one, each with its own time', () => {
	const session = begunWith((rules) =>
		rules.id === 'define' ? { ...rules, topics: { seconds: 300, extendSeconds: [120, 60] } } : rules
	);
	expect(stepIn(session, 'define').clock.at).toBe('off');
	const card = createId<CardId>();
	const taken = after(session, { type: 'take-topic', board, card });
	expect(stepIn(taken, 'define')).toMatchObject({ topic: card, clock: { endsAt: NOW + 300_000 } });
	expect(refusal(begun, { type: 'take-topic', board, card })).toBe('not-now');
});

test('a run that the server put back is in the session, and others stay as they are', () => {
	expect(withRun(begun, runIn(begun))).toBe(begun);
	const other: Run = { ...runIn(begun), current: null };
	expect(withRun(begun, other).runs).toEqual([other]);
});

describe('the page of what a run leaves', () => {
	const page = createId<BoardId>();
	const writing = { type: 'write-up', board, instead: null, page, title: 'Late again' } as const;

	test('is made once by two who press at once, and anew by whoever has seen the first', () => {
		const made = apply(begun, writing, FAY, NOW);
		expect(runIn(made).page).toBe(page);
		expect(made.boards.at(-1)).toMatchObject({ id: page, kind: 'page' });
		const second = { ...writing, page: createId<BoardId>() };
		expect(refusal(made, second)).toBe('not-now');
		expect(runIn(apply(made, { ...second, instead: page }, FAY, NOW)).page).toBe(second.page);
	});

	test('is asked for by facilitators at any time, and by members in the phase that writes up', () => {
		expect(refusal(begun, writing, MIA)).toBe('forbidden');
		const last = at(begun, 'write-up');
		expect(runIn(apply(last, writing, MIA, NOW)).page).toBe(page);
		expect(refusal({ ...last, ended: { at: NOW, by: FAY.id } }, writing, MIA)).toBe('forbidden');
		expect(runIn(apply(at(begun, null), writing, FAY, NOW)).page).toBe(page);
	});
});
