import type { Day } from './card-details.ts';

/** An action as others' calendars get it. */
export interface Todo {
	readonly id: string;
	readonly text: string;
	readonly owner: string | null;
	readonly due: Day | null;
	readonly closed: boolean;
	/** Milliseconds since the epoch. */
	readonly createdAt: number | null;
	readonly tags: readonly string[];
}

const MAX_LINE_BYTES = 75;

/**
 * Actions as an iCalendar object of VTODOs (RFC 5545). The owner stands in CONTACT and in the description: ATTENDEE
 * would need an address.
 * @param board its title, and where it is found
 * @param now milliseconds since the epoch
 */
export function calendarOf(
	todos: readonly Todo[],
	board: { readonly title: string; readonly url: string },
	now: number
): string {
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Commonplace//Problem board//EN',
		property('NAME', board.title),
		property('X-WR-CALNAME', board.title),
		...todos.flatMap((todo) => linesOf(todo, board, now)),
		'END:VCALENDAR'
	];
	return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function linesOf(
	{ id, text, owner, due, closed, createdAt, tags }: Todo,
	board: { title: string; url: string },
	now: number
): string[] {
	const [summary = '', ...rest] = text.trim().split('\n');
	const description = [rest.join('\n').trim(), owner ?? '', board.title, board.url].filter(
		(part) => part !== ''
	);
	return [
		'BEGIN:VTODO',
		`UID:${id}@commonplace`,
		`DTSTAMP:${utc(now)}`,
		property('SUMMARY', summary),
		property('DESCRIPTION', description.join('\n')),
		// A URI is not escaped.
		`URL:${board.url.replace(/\s/g, '%20')}`,
		...(createdAt === null ? [] : [`CREATED:${utc(createdAt)}`]),
		...(due === null ? [] : [`DUE;VALUE=DATE:${due.replaceAll('-', '')}`]),
		...(owner === null ? [] : [property('CONTACT', owner)]),
		...(tags.length === 0 ? [] : [`CATEGORIES:${tags.map(escaped).join(',')}`]),
		...(closed ? ['STATUS:COMPLETED', 'PERCENT-COMPLETE:100'] : ['STATUS:NEEDS-ACTION']),
		'END:VTODO'
	];
}

function property(name: string, text: string): string {
	return `${name}:${escaped(text)}`;
}

/** TEXT, RFC 5545 §3.3.11; other control characters are not allowed in it. */
function escaped(text: string): string {
	return (
		text
			.replaceAll('\\', '\\\\')
			.replaceAll(';', '\\;')
			.replaceAll(',', '\\,')
			.replace(/\r\n|\r|\n/g, '\\n')
			// eslint-disable-next-line no-control-regex -- these are the ones to take out
			.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
	);
}

function utc(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** Lines of at most 75 bytes, cut between characters (RFC 5545 §3.1). */
function folded(line: string): string {
	let result = '';
	let bytes = 0;
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
