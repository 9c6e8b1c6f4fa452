import { leftMs, type Timer } from '#model/session/timer.ts';

/** From here on the end is near enough to say so. */
const LAST_MS = 60_000;

export type Urgency = 'calm' | 'last' | 'over';

export function urgency(left: number): Urgency {
	if (left <= 0) return 'over';
	return left <= LAST_MS ? 'last' : 'calm';
}

export type TimerWord = 'started' | 'minute' | 'end';

/**
 * What a screen reader is told between two looks at the timer, `before` being the earlier one: that it began, that a minute is
 * left, that it is over; nothing of what was past already when somebody came.
 */
export function timerWord(
	before: { readonly timer: Timer; readonly now: number } | null,
	timer: Timer,
	now: number
): TimerWord | null {
	if (before === null || timer.at !== 'running') return null;
	if (before.timer.at === 'off') return 'started';
	const [was, is] = [leftMs(before.timer, before.now) ?? 0, timer.endsAt - now];
	if (was > 0 && is <= 0) return 'end';
	return was > LAST_MS && is <= LAST_MS && is > 0 ? 'minute' : null;
}
