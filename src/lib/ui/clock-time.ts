const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_S = 3600;

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

/** From here on the end is near enough to say so. */
export const LAST_MS = 60_000;

export type Urgency = 'calm' | 'last' | 'over';

/** How a clock that runs towards its end is shown. */
export function urgency(leftMs: number): Urgency {
	if (leftMs <= 0) return 'over';
	return leftMs <= LAST_MS ? 'last' : 'calm';
}
