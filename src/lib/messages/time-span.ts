import { locale } from './locale.ts';

const MINUTE_MS = 60_000;

/** A planned time as its reader would say it, with their time zone: `Sunday, May 12, 2030, 4:30 – 6:00 PM GMT+2`. */
export function timeSpan(startsAt: number, minutes: number): string {
	const format = new Intl.DateTimeFormat(locale(), {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		hour: 'numeric',
		minute: '2-digit',
		timeZoneName: 'short'
	});
	return format.formatRange(startsAt, startsAt + minutes * MINUTE_MS);
}
