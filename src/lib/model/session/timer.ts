import { unreachable } from '../unreachable.ts';

/** The session's timer, or a phase's clock, in server time. That it has run out is to be seen from `endsAt`; nothing is cut off. */
export type Timer =
	| { readonly at: 'off' }
	| {
			readonly at: 'running';
			readonly startedAt: number;
			readonly endsAt: number;
			/** What it was set to, with all that it was extended by. */
			readonly lengthMs: number;
	  }
	| { readonly at: 'paused'; readonly leftMs: number; readonly lengthMs: number };

export const OFF: Timer = { at: 'off' };

/** Milliseconds; negative when it ran out so long ago, `null` when there is no timer. */
export function leftMs(timer: Timer, now: number): number | null {
	switch (timer.at) {
		case 'off':
			return null;
		case 'running':
			return timer.endsAt - now;
		case 'paused':
			return timer.leftMs;
		default:
			return unreachable(timer);
	}
}

export function started(lengthMs: number, now: number): Timer {
	return { at: 'running', startedAt: now, endsAt: now + lengthMs, lengthMs };
}

/** `null`: it does not run. */
export function paused(timer: Timer, now: number): Timer | null {
	if (timer.at !== 'running') return null;
	return { at: 'paused', leftMs: Math.max(0, timer.endsAt - now), lengthMs: timer.lengthMs };
}

/** `null`: it is not paused. */
export function resumed(timer: Timer, now: number): Timer | null {
	if (timer.at !== 'paused') return null;
	const { leftMs: left, lengthMs } = timer;
	return { at: 'running', startedAt: now, endsAt: now + left, lengthMs };
}

/**
 * Later by so much; earlier when it is negative; `null`: there is no timer. One that has run out is extended from now:
 * whoever asks for two more minutes means two minutes.
 */
export function extended(timer: Timer, byMs: number, now: number): Timer | null {
	switch (timer.at) {
		case 'off':
			return null;
		case 'running': {
			const endsAt = Math.max(now, Math.max(timer.endsAt, now) + byMs);
			return { ...timer, endsAt, lengthMs: Math.max(0, timer.lengthMs + byMs) };
		}
		case 'paused': {
			const left = Math.max(0, timer.leftMs + byMs);
			return { ...timer, leftMs: left, lengthMs: Math.max(0, timer.lengthMs + byMs) };
		}
		default:
			return unreachable(timer);
	}
}
