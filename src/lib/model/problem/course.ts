import type { BoardId, IdentityId, RoundId } from '../ids.ts';
import { extended, OFF, started, type Timer } from '../session/timer.ts';
import type { CardId } from './card.ts';
import { writesAlone } from './engine.ts';
import type { MethodRef, PhaseId, PhaseRules } from './method.ts';
import {
	currentPhase,
	phaseAfter,
	rulesOf,
	stepOf,
	type Ballot,
	type PhaseEnd,
	type Run,
	type Step
} from './run.ts';

/*
 * The course of a run, as pure changes: each takes a run and gives the next, or `null` where things do not stand so. Order
 * is soft: any phase may be gone to at any time, and nothing that was made is lost.
 */

/** A run in its first phase. */
export function begun(
	board: BoardId,
	method: MethodRef,
	phases: readonly PhaseRules[],
	by: IdentityId,
	now: number
): Run {
	const bare: Run = {
		board,
		method,
		phases,
		startedAt: now,
		startedBy: by,
		current: null,
		steps: [],
		ballots: [],
		page: null
	};
	return entered(bare, phases[0]!, now);
}

/**
 * Goes on, skips, repeats or reopens: all are going to a phase. What is left is closed as its method says (a hidden phase
 * with `reveal: 'end'` begins to be revealed, an open vote to be counted), and what came after a phase that is reopened is
 * marked stale. `null` goes to the end. Gives `null` for a phase that there is not, or that is being revealed.
 */
export function wentTo(run: Run, phase: PhaseId | null, now: number): Run | null {
	if (phase === null) return { ...left(run, now), current: null };
	const rules = rulesOf(run, phase);
	// Its cards are being moved this very moment: a new attempt waits until they stand.
	if (stepOf(run, phase)?.hiding.at === 'revealing') return null;
	return rules && entered(left(run, now), rules, now);
}

/** The phase's next, or the end. What a clock with `onEnd: 'advance'` does. */
export function advanced(run: Run, now: number): Run {
	const next = run.current === null ? null : phaseAfter(run, run.current);
	return wentTo(run, next?.id ?? null, now) ?? run;
}

/**
 * Begins to show what a phase hid, or, when that was shown, what somebody's device brought later; the server does the rest, and
 * says so by `withRevealDone`.
 */
export function revealing(run: Run, phase: PhaseId, now: number): Run | null {
	const [rules, step] = [rulesOf(run, phase), stepOf(run, phase)];
	if (step === null || rules?.reveal === 'never') return null;
	if (isStuck(step)) return withStep(run, { ...step, hiding: unstuck(step.hiding) });
	if (step.hiding.at !== 'hidden' && step.hiding.at !== 'revealed') return null;
	return withStep(run, { ...step, hiding: { at: 'revealing', since: now } });
}

/**
 * The cards of this attempt stand on the shared board, but for those of so many sheets that could not be read. The same run when that
 * was known, or is about another attempt.
 */
export function withRevealDone(run: Run, phase: PhaseId, attempt: number, now: number, unread = 0): Run {
	const step = stepOf(run, phase);
	if (step?.attempt !== attempt || step.hiding.at !== 'revealing') return run;
	const { tries = 0 } = step.hiding;
	const left = unread === 0 ? {} : { unread: { sheets: unread, tries } };
	const shown = withStep(run, { ...step, hiding: { at: 'revealed', revealedAt: now, ...left } });
	return step.closedAt === null ? shown : withEnding(shown, step, now);
}

/** Whether what a phase hid waits for a facilitator, since the board could not be opened. */
export function isStuck({ hiding }: Pick<Step, 'hiding'>): boolean {
	return hiding.at === 'revealing' && hiding.stuckAt !== undefined;
}

/** The same reveal as before, by its time: what was planned for it is carried out, and nothing comes twice. */
function unstuck(hiding: Step['hiding']): Step['hiding'] {
	if (hiding.at !== 'revealing') return hiding;
	const { at, since, tries } = hiding;
	return { at, since, ...(tries !== undefined && { tries }) };
}

/** The board could not be opened, however often. The same run when this is about another reveal. */
export function withRevealStuck(run: Run, phase: PhaseId, since: number, now: number): Run {
	const step = stepOf(run, phase);
	if (step?.hiding.at !== 'revealing' || step.hiding.since !== since || isStuck(step)) return run;
	return withStep(run, { ...step, hiding: { ...step.hiding, stuckAt: now } });
}

/** The board is kept as it was at this end. */
export function withEndKept(run: Run, kept: PhaseEnd): Run {
	if (run.ending === undefined) return run;
	const { ending, ...others } = run;
	const left = ending.filter(({ phase, attempt }) => phase !== kept.phase || attempt !== kept.attempt);
	return left.length === 0 ? others : { ...others, ending: left };
}

/** This board has all that was written on those which it came from. */
export function withJoined(run: Run, into: BoardId): Run {
	if (run.joining?.some((join) => join.into === into) !== true) return run;
	const { joining, ...others } = run;
	const left = joining.filter((join) => join.into !== into);
	return left.length === 0 ? others : { ...others, joining: left };
}

/** This attempt is over, and what it hid is on the board: the server keeps the board as it is now. */
function withEnding(run: Run, { phase, attempt }: Step, now: number): Run {
	const { ending = [] } = run;
	if (ending.some((end) => end.phase === phase && end.attempt === attempt)) return run;
	return { ...run, ending: [...ending, { phase, attempt, since: now }] };
}

/** What a vote came to. The same run when that was known. */
export function withCount(
	run: Run,
	id: Ballot['id'],
	{ voters, tallies }: Pick<Extract<Ballot['state'], { at: 'closed' }>, 'voters' | 'tallies'>
): Run {
	return withBallot(run, id, (ballot) => {
		if (ballot.state.at !== 'counting') return ballot;
		const { openedAt, closedAt } = ballot.state;
		return { ...ballot, state: { at: 'closed', openedAt, closedAt, voters, tallies } };
	});
}

export function withStep(run: Run, step: Step): Run {
	return { ...run, steps: run.steps.map((found) => (found.phase === step.phase ? step : found)) };
}

/** Takes up a card, or none; the one before has been talked about. */
export function withTopic(step: Step, topic: CardId | null): Step {
	const { topic: before, talked = [] } = step;
	if (before === null || before === topic) return { ...step, topic };
	return { ...step, topic, talked: [...talked.filter((card) => card !== before), before] };
}

/** Changes the step of now; `null` when the method is done, or `change` says that things do not stand so. */
export function changedStep(run: Run, change: (step: Step, rules: PhaseRules) => Step | null): Run | null {
	const now = currentPhase(run);
	const step = now && change(now.step, now.rules);
	return step && withStep(run, step);
}

/** The same run when `change` gives the same ballot. */
export function withBallot(run: Run, id: Ballot['id'], change: (ballot: Ballot) => Ballot): Run {
	const before = run.ballots.find((ballot) => ballot.id === id);
	const after = before && change(before);
	if (after === before || after === undefined) return run;
	return { ...run, ballots: run.ballots.map((ballot) => (ballot.id === id ? after : ballot)) };
}

/** Whether nothing has come of it yet, so that another method may be taken. */
export function isFresh({ steps, ballots }: Run): boolean {
	return (
		steps.length <= 1 &&
		ballots.length === 0 &&
		steps.every(({ hiding, attempt }) => {
			return attempt === 1 && (hiding.at === 'nothing' || hiding.at === 'hidden');
		})
	);
}

/** After the end people finish their word; then a phase with `onEnd: 'advance'` goes on. */
export const GRACE_MS = 10_000;
/** What a clock with `onEnd: 'extend'` gives by itself, once: a fifth of the phase, and a minute at least. */
export function extensionMs({ minutes }: Pick<PhaseRules, 'minutes'>): number {
	return Math.max(1, Math.ceil(minutes / 5)) * 60_000;
}

/** Sheets that could not be read are tried again after so long, so many times; then whenever a facilitator says so. */
export const UNREAD_AGAIN_MS = 30_000;
const UNREAD_TRIES = 4;

/** When the time will next change this run by itself; `null`: never, as things stand. */
export function runDueAt(run: Run): number | null {
	const times = [phaseDueAt(run), ...run.steps.map(unreadDueAt)].filter((time) => time !== null);
	return times.length === 0 ? null : Math.min(...times);
}

function unreadDueAt({ hiding }: Step): number | null {
	if (hiding.at !== 'revealed' || hiding.unread === undefined || hiding.unread.tries >= UNREAD_TRIES)
		return null;
	return hiding.revealedAt + UNREAD_AGAIN_MS * 2 ** hiding.unread.tries;
}

function phaseDueAt(run: Run): number | null {
	const now = currentPhase(run);
	if (now?.step.clock.at !== 'running') return null;
	const { endsAt } = now.step.clock;
	switch (now.rules.onEnd) {
		case 'ask':
			return null;
		case 'extend':
			return now.step.extended ? null : endsAt;
		case 'advance':
			return endsAt + GRACE_MS;
	}
}

/** What has become of a run by `now` without anybody's doing. The same run when nothing has. */
export function settledRun(run: Run, now: number): Run {
	return settledPhase(
		run.steps.reduce((after, step) => triedAgain(after, step, now), run),
		now
	);
}

function triedAgain(run: Run, step: Step, now: number): Run {
	const due = unreadDueAt(step);
	const before = step.hiding.at === 'revealed' ? step.hiding.unread : undefined;
	if (due === null || due > now || before === undefined) return run;
	return withStep(run, { ...step, hiding: { at: 'revealing', since: now, tries: before.tries + 1 } });
}

function settledPhase(run: Run, now: number): Run {
	const due = phaseDueAt(run);
	const current = currentPhase(run);
	if (due === null || due > now || current === null) return run;
	if (current.rules.onEnd === 'advance') return advanced(run, now);
	const clock = extended(current.step.clock, extensionMs(current.rules), now);
	return clock === null ? run : withStep(run, { ...current.step, clock, extended: true });
}

/** Closes the phase of now, if there is one. */
function left(run: Run, now: number): Run {
	const current = currentPhase(run);
	if (current === null) return run;
	const { rules, step } = current;
	const shows = rules.reveal === 'end' && step.hiding.at === 'hidden';
	const closed: Step = {
		...withTopic(step, null),
		closedAt: now,
		clock: OFF,
		hiding: shows ? { at: 'revealing', since: now } : step.hiding
	};
	const counted = run.ballots.map((ballot) =>
		ballot.phase === step.phase ? closedBallot(ballot, now) : ballot
	);
	const after = { ...withStep(run, closed), ballots: counted };
	return closed.hiding.at === 'revealing' ? after : withEnding(after, closed, now);
}

/** Closed to voters, to be counted. The same when it was. */
export function closedBallot(ballot: Ballot, now: number): Ballot {
	if (ballot.state.at !== 'open') return ballot;
	return { ...ballot, state: { at: 'counting', openedAt: ballot.state.openedAt, closedAt: now } };
}

function entered(run: Run, rules: PhaseRules, now: number): Run {
	const before = stepOf(run, rules.id);
	const staysInGroups = rules.groups?.rotate === 'stay' || rules.groups?.rotate === 'nextHolder';
	const step: Step = {
		phase: rules.id,
		attempt: (before?.attempt ?? 0) + 1,
		openedAt: now,
		closedAt: null,
		stale: false,
		clock: clockOf(rules, now),
		extended: false,
		hiding: writesAlone(rules) ? { at: 'hidden' } : { at: 'nothing' },
		turns: null,
		topic: null,
		// Whose case it is stays so, until somebody else is named.
		holder: before?.holder ?? stepOf(run, run.current)?.holder ?? null,
		round: staysInGroups ? roundBefore(run, rules.id) : null
	};
	const steps = before === null ? [...run.steps, step] : withStep(run, step).steps;
	return { ...run, current: rules.id, steps: markedStale(run, steps, rules.id) };
}

/** The latest groups of a phase that comes before this one; one that was skipped had none. */
export function roundBefore(run: Run, phase: PhaseId): RoundId | null {
	const earlier = run.phases.slice(
		0,
		run.phases.findIndex(({ id }) => id === phase)
	);
	const rounds = earlier.map(({ id, groups }) => (groups === undefined ? null : stepOf(run, id)?.round));
	return rounds.findLast((round) => round != null) ?? null;
}

/** Phases that come later in the method and were held already stand on what is being changed now. */
function markedStale({ phases }: Run, steps: readonly Step[], reopened: PhaseId): Step[] {
	const order = phases.map(({ id }) => id);
	const from = order.indexOf(reopened);
	return steps.map((step) => (order.indexOf(step.phase) > from ? { ...step, stale: true } : step));
}

function clockOf({ minutes, topics }: PhaseRules, now: number): Timer {
	// Where cards are taken up one by one, each has its own time.
	return topics === undefined ? started(minutes * 60_000, now) : OFF;
}
