import type { PlannedTime } from './course.ts';

/** What a calendar is told of a session: no more than whoever has the code may know. */
export interface CalendarEntry extends PlannedTime {
	/** The same for the same session, whatever it is called by then and whenever it is. */
	readonly uid: string;
	/** Grows with every change: a calendar keeps the highest. */
	readonly sequence: number;
	/** When this was written; milliseconds since the epoch. */
	readonly writtenAt: number;
	readonly title: string;
	readonly text: string;
	/** Where people join. */
	readonly url: string;
}

/** https://www.rfc-editor.org/rfc/rfc5545#section-3.1: no line is longer, without its end. */
const MAX_LINE_BYTES = 75;
const MINUTE_MS = 60_000;

/** A session as an iCalendar file (RFC 5545) with one event; its times are in UTC, so that no time zone has to be told. */
export function calendarFile(entry: CalendarEntry): string {
	const { startsAt, minutes } = entry;
	return [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Commonplace//Session//EN',
		'CALSCALE:GREGORIAN',
		'BEGIN:VEVENT',
		`UID:${escaped(entry.uid)}`,
		`DTSTAMP:${utc(entry.writtenAt)}`,
		`DTSTART:${utc(startsAt)}`,
		`DTEND:${utc(startsAt + minutes * MINUTE_MS)}`,
		`SEQUENCE:${entry.sequence}`,
		`SUMMARY:${escaped(entry.title)}`,
		`DESCRIPTION:${escaped([entry.text, entry.url].filter((part) => part !== '').join('\n\n'))}`,
		// Many calendars show a place, and not the address.
		`LOCATION:${escaped(entry.url)}`,
		`URL:${entry.url}`,
		'END:VEVENT',
		'END:VCALENDAR'
	]
		.map((line) => `${folded(line)}\r\n`)
		.join('');
}

/** `20300102T030405Z`. */
function utc(at: number): string {
	return `${new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
}

/** A value of the type TEXT (section 3.3.11): what means something is escaped, and what no line may hold is left out. */
function escaped(text: string): string {
	return (
		text
			.replace(/\p{Surrogate}/gu, '\uFFFD')
			.replace(/[\\;,]/g, (character) => `\\${character}`)
			.replace(/\r\n|\r|\n/g, '\\n')
			// eslint-disable-next-line no-control-regex -- these characters are what is looked for
			.replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
	);
}

/** Breaks a long line between characters, never within one: each goes on behind a space. */
function folded(line: string): string {
	let [result, bytes] = ['', 0];
	for (const character of line) {
		const size = bytesOf(character.codePointAt(0)!);
		if (bytes + size > MAX_LINE_BYTES) {
			result += '\r\n ';
			bytes = 1;
		}
		result += character;
		bytes += size;
	}
	return result;
}

/** In UTF-8. */
function bytesOf(codePoint: number): number {
	if (codePoint < 0x80) return 1;
	if (codePoint < 0x800) return 2;
	return codePoint < 0x10000 ? 3 : 4;
}
