import { leftMs, type Timer } from '#model/session/timer.ts';

const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_S = 3600;
/** From here on the end is near enough to say so. */
const LAST_MS = 60_000;

export type Urgency = 'calm' | 'last' | 'over';

/** `4:05`, `1:02:09`: whole seconds, a started one counts, so that 0:00 is shown only when it is over. */
export function clockTime(ms: number): string {
	const all = Math.ceil(Math.abs(ms) / SECOND_MS);
	const [hours, minutes, seconds] = [
		Math.floor(all / HOUR_S),
		Math.floor((all % HOUR_S) / MINUTE_S),
		all % MINUTE_S
	];
	const two = (part: number): string => String(part).padStart(2, '0');
	return hours > 0
		? `${String(hours)}:${two(minutes)}:${two(seconds)}`
		: `${String(minutes)}:${two(seconds)}`;
}

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
