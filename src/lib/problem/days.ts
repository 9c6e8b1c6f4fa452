import { locale } from '$lib/messages/locale.ts';
import type { Day } from '#model/problem/card-details.ts';

/** Today where this person is. */
export function today(now: Date = new Date()): Day {
	const pad = (part: number): string => String(part).padStart(2, '0');
	return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}` as Day;
}

/** A moment as a field of day and time takes it, where this person is. Milliseconds since the epoch. */
export function asTyped(time: number): string {
	const at = new Date(time);
	const pad = (part: number): string => String(part).padStart(2, '0');
	return `${today(at)}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
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
