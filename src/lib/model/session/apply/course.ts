import { changedStep } from '../../problem/course.ts';
import type { Run } from '../../problem/run.ts';
import type { Command } from '../commands.ts';
import type { CourseCommand } from '../commands/course.ts';
import { currentRound } from '../rounds.ts';
import { LIMITS, type Session } from '../session.ts';
import { OFF, paused } from '../timer.ts';
import { addBoards } from './boards.ts';
import { accept, refuse, type Family } from './outcome.ts';
import { closed } from './running.ts';

/** Beyond the year 9999 calendars have no way to write it down. */
const LATEST_START = Date.UTC(9999, 0, 1);

export const course: Family<CourseCommand> = {
	'set-planned-time': (session, { time }) => {
		if (time === null) return accept({ ...session, plannedTime: null });
		const { startsAt, minutes } = time;
		if (!Number.isSafeInteger(startsAt) || startsAt < 0 || startsAt > LATEST_START) return refuse('invalid');
		if (!Number.isSafeInteger(minutes) || minutes < 1 || minutes > LIMITS.minutes) return refuse('invalid');
		return accept({ ...session, plannedTime: { startsAt, minutes } });
	},
	'end-session': (session, _, actor, now) =>
		session.ended === null
			? accept({ ...atRest(session, now), ended: { at: now, by: actor.id } })
			: refuse('not-now'),
	'reopen-session': (session) =>
		session.ended === null ? refuse('not-now') : accept({ ...session, ended: null }),
	// What the page says, the server has written before this shows it.
	summarise: (session, { board, title }, actor, now) =>
		addBoards(session, [{ id: board, kind: 'page', title }], actor.id, now)
};

/**
 * What may still be given when a session has ended: all that tidies up, and who may read. What is not named here runs a
 * gathering, and waits until it is open again.
 */
const AFTER_THE_END: ReadonlySet<Command['type']> = new Set<Command['type']>([
	'rename-session',
	'set-terms',
	'set-label',
	'set-settings',
	'set-meeting',
	'lock-session',
	'add-board',
	'rename-board',
	'move-board',
	'lock-board',
	'archive-board',
	'restore-board',
	'add-link',
	'revoke-link',
	'pair-screen',
	'discard-round',
	'harvest',
	'take-back-harvest',
	'show',
	'retract-announcement',
	'set-planned-time',
	'end-session',
	'reopen-session',
	'summarise',
	'write-up'
]);

/** Whether a command makes sense in this session: one that has ended is not run any more. */
export function fitsCourse({ ended }: Pick<Session, 'ended'>, type: Command['type']): boolean {
	return ended === null || AFTER_THE_END.has(type);
}

/** A phase does not go on by itself while nobody is there; what it hides stays hidden. */
function withPausedClock(run: Run, now: number): Run {
	return (
		changedStep(run, (step) => {
			const clock = paused(step.clock, now);
			return clock && { ...step, clock };
		}) ?? run
	);
}

/** Nothing runs any more and nobody is asked anything; what was said, decided and made stays. */
function atRest(session: Session, now: number): Session {
	const round = currentRound(session);
	const { items, current } = session.agenda;
	return {
		...session,
		rounds: round === null ? session.rounds : [...session.rounds.slice(0, -1), closed(round, now)],
		agenda: {
			items: items.map((item) => (item.id === current?.item ? { ...item, doneAt: now } : item)),
			current: null
		},
		runs: session.runs.map((run) => withPausedClock(run, now)),
		stage: { shown: { show: 'nothing' }, part: 0, since: now },
		spotlight: null,
		timer: OFF,
		readyCheck: null,
		claim: null
	};
}
