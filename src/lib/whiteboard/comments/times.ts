import { locale } from '$lib/messages/locale.ts';

const STEPS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
	['day', 86_400],
	['hour', 3_600],
	['minute', 60]
];
/** Older than this, a date says more than a count of days. */
const DATE_AFTER_S = 7 * 86_400;

/** "5 minutes ago", or the date where that is long past; times in milliseconds. */
export function ago(at: number, now: number): string {
	const seconds = Math.min(0, (at - now) / 1000);
	if (-seconds > DATE_AFTER_S) return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(at);
	const [unit, length] = STEPS.find(([, step]) => -seconds >= step) ?? ['minute', 60];
	const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
	return -seconds < 60 ? format.format(0, 'second') : format.format(Math.trunc(seconds / length), unit);
}

export function inFull(at: number): string {
	return new Intl.DateTimeFormat(locale(), { dateStyle: 'full', timeStyle: 'short' }).format(at);
}
