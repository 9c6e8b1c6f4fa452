import { unreachable } from '../../unreachable.ts';
import type { TimerCommand } from '../commands.ts';
import { LIMITS } from '../session.ts';
import { OFF, type Timer } from '../timer.ts';
import { accept, refuse, type Family } from './outcome.ts';

const LEAST_MS = 1000;

export const timer: Family<TimerCommand> = {
	'start-timer': (session, { lengthMs }, _, now) =>
		isLength(lengthMs)
			? accept({
					...session,
					timer: { at: 'running', startedAt: now, endsAt: now + lengthMs, lengthMs }
				})
			: refuse('invalid'),
	'pause-timer': (session, _command, _, now) => {
		if (session.timer.at !== 'running') return refuse('not-now');
		const { endsAt, lengthMs } = session.timer;
		return accept({ ...session, timer: { at: 'paused', leftMs: Math.max(0, endsAt - now), lengthMs } });
	},
	'resume-timer': (session, _command, _, now) => {
		if (session.timer.at !== 'paused') return refuse('not-now');
		const { leftMs, lengthMs } = session.timer;
		return accept({
			...session,
			timer: { at: 'running', startedAt: now, endsAt: now + leftMs, lengthMs }
		});
	},
	'extend-timer': (session, { byMs }, _, now) => {
		if (!Number.isFinite(byMs) || Math.abs(byMs) > LIMITS.timerMs) return refuse('invalid');
		const after = extended(session.timer, byMs, now);
		return after === null ? refuse('not-now') : accept({ ...session, timer: after });
	},
	'stop-timer': (session) => accept({ ...session, timer: OFF })
};

/** One that has run out is extended from now: whoever asks for two more minutes means two minutes. */
function extended(timer: Timer, byMs: number, now: number): Timer | null {
	switch (timer.at) {
		case 'off':
			return null;
		case 'running': {
			const endsAt = Math.max(now, Math.max(timer.endsAt, now) + byMs);
			return { ...timer, endsAt, lengthMs: Math.max(0, timer.lengthMs + byMs) };
		}
		case 'paused': {
			const leftMs = Math.max(0, timer.leftMs + byMs);
			return { ...timer, leftMs, lengthMs: Math.max(0, timer.lengthMs + byMs) };
		}
		default:
			return unreachable(timer);
	}
}

function isLength(ms: number): boolean {
	return ms >= LEAST_MS && ms <= LIMITS.timerMs;
}
