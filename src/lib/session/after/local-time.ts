/** What a field for day and time holds: `2030-05-12T16:30`, on this device's clock. */
export function toLocalField(at: number): string {
	const date = new Date(at);
	const pad = (part: number, digits = 2): string => String(part).padStart(digits, '0');
	const day = `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
	return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** The moment that is meant; `null` for what is no day and time. A time that the clocks pass over is the one after it. */
export function fromLocalField(typed: string): number | null {
	const [, year, month, day, hour, minute] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/.exec(typed) ?? [];
	if (minute === undefined) return null;
	const date = new Date(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
	const isThere = date.getMonth() === Number(month) - 1 && date.getDate() === Number(day);
	return isThere ? date.getTime() : null;
}

/** The next full hour that leaves some time to invite people. */
export function usualStart(now: number): number {
	const date = new Date(now);
	date.setHours(date.getHours() + 2, 0, 0, 0);
	return date.getTime();
}

/** `Europe/Paris`. */
export function ownTimeZone(): string {
	return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
