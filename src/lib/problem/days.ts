import { locale } from '$lib/messages/locale.ts';
import type { Day } from '#model/problem/card-details.ts';

/** Today where this person is. */
export function today(now: Date = new Date()): Day {
	const pad = (part: number): string => String(part).padStart(2, '0');
	return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}` as Day;
}

export function isOverdue(day: Day, now: Date = new Date()): boolean {
	return day < today(now);
}

/** “12 May”, with the year where it is another one. */
export function spokenDay(day: Day, now: Date = new Date()): string {
	const isThisYear = day.startsWith(`${now.getFullYear()}-`);
	const format = new Intl.DateTimeFormat(locale(), {
		day: 'numeric',
		month: 'short',
		...(isThisYear ? {} : { year: 'numeric' }),
		timeZone: 'UTC'
	});
	return format.format(new Date(`${day}T00:00:00Z`));
}
