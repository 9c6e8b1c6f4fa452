import { LAST_MS } from '$lib/ui/clock-time.ts';
import { leftMs, type Timer } from '#model/session/timer.ts';

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
