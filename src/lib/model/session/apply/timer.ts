import type { TimerCommand } from '../commands/agenda-and-timer.ts';
import { LIMITS } from '../session.ts';
import { extended, OFF, paused, resumed, started } from '../timer.ts';
import { accept, refuse, type Family } from './outcome.ts';

const LEAST_MS = 1000;

export const timer: Family<TimerCommand> = {
	'start-timer': (session, { lengthMs }, _, now) =>
		isLength(lengthMs) ? accept({ ...session, timer: started(lengthMs, now) }) : refuse('invalid'),
	'pause-timer': (session, _command, _, now) => {
		const after = paused(session.timer, now);
		return after === null ? refuse('not-now') : accept({ ...session, timer: after });
	},
	'resume-timer': (session, _command, _, now) => {
		const after = resumed(session.timer, now);
		return after === null ? refuse('not-now') : accept({ ...session, timer: after });
	},
	'extend-timer': (session, { byMs }, _, now) => {
		if (!isChange(byMs)) return refuse('invalid');
		const after = extended(session.timer, byMs, now);
		return after === null ? refuse('not-now') : accept({ ...session, timer: after });
	},
	'stop-timer': (session) => accept({ ...session, timer: OFF })
};

/** Whether a timer can be extended, or shortened, by so much. */
export function isChange(byMs: number): boolean {
	return Number.isFinite(byMs) && Math.abs(byMs) <= LIMITS.timerMs;
}

function isLength(ms: number): boolean {
	return ms >= LEAST_MS && ms <= LIMITS.timerMs;
}
