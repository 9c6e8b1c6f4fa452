import { unreachable } from '../unreachable.ts';

/** The session's timer, in server time. That it has run out is to be seen from `endsAt`; nothing is cut off. */
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
