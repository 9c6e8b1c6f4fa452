import { describe, expect, test } from 'vitest';
import { calendarFile, type CalendarEntry } from './calendar.ts';

const ENTRY: CalendarEntry = {
	uid: 'a1b2c3',
	sequence: 7,
	writtenAt: Date.UTC(2030, 0, 2, 3, 4, 5, 678),
	startsAt: Date.UTC(2030, 2, 31, 0, 30),
	minutes: 90,
	title: 'Retrospective',
	text: 'Be kind.',
	url: 'https://commonplace.example.org/join/K7QF2M9D'
};

interface Property {
	readonly name: string;
	readonly value: string;
}

/** Reads a file as RFC 5545 says: section 3.1 for its lines, 3.3.11 for its texts. Throws at what no reader has to take. */
function parse(file: string): Property[] {
	if (!file.endsWith('\r\n')) throw new Error('the last line has no end');
	if (/(?<!\r)\n|\r(?!\n)/.test(file)) throw new Error('a line ends with less than CRLF');
	const physical = file.slice(0, -2).split('\r\n');
	for (const line of physical)
		if (new TextEncoder().encode(line).length > 75) throw new Error(`too long: ${line}`);
	const lines = physical.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
	const properties = lines.map((line) => {
		const [, name, value] = /^([A-Z-]+):(.*)$/u.exec(line) ?? [];
		if (name === undefined || value === undefined) throw new Error(`no content line: ${line}`);
		return { name, value };
	});
	const open: string[] = [];
	for (const { name, value } of properties) {
		if (name === 'BEGIN') open.push(value);
		if (name === 'END' && open.pop() !== value) throw new Error(`END:${value} closes nothing`);
	}
	if (open.length > 0) throw new Error(`${open.join()} is not closed`);
	return properties;
}

function text(value: string): string {
	if (/(?<!\\)(?:\\\\)*[;,]/.test(value)) throw new Error(`not escaped: ${value}`);
	return value.replace(/\\([\\;,nN])/g, (_, escaped: string) =>
		escaped.toLowerCase() === 'n' ? '\n' : escaped
	);
}

function valueOf(file: string, name: string): string {
	const found = parse(file).filter((property) => property.name === name);
	if (found.length !== 1) throw new Error(`${name} is there ${found.length} times`);
	return found[0]!.value;
}

describe('a session in a calendar', () => {
	test('has what every reader needs, once, and in its place', () => {
		expect(parse(calendarFile(ENTRY))).toEqual([
			{ name: 'BEGIN', value: 'VCALENDAR' },
			{ name: 'VERSION', value: '2.0' },
			{ name: 'PRODID', value: '-//Commonplace//Session//EN' },
			{ name: 'CALSCALE', value: 'GREGORIAN' },
			{ name: 'BEGIN', value: 'VEVENT' },
			{ name: 'UID', value: 'a1b2c3' },
			{ name: 'DTSTAMP', value: '20300102T030405Z' },
			{ name: 'DTSTART', value: '20300331T003000Z' },
			{ name: 'DTEND', value: '20300331T020000Z' },
			{ name: 'SEQUENCE', value: '7' },
			{ name: 'SUMMARY', value: 'Retrospective' },
			{ name: 'DESCRIPTION', value: 'Be kind.\\n\\nhttps://commonplace.example.org/join/K7QF2M9D' },
			{ name: 'LOCATION', value: ENTRY.url },
			{ name: 'URL', value: ENTRY.url },
			{ name: 'END', value: 'VEVENT' },
			{ name: 'END', value: 'VCALENDAR' }
		]);
	});

	test('says what it is called and what is agreed to in any characters, on lines of any length', () => {
		const title = 'Über\\flüssig; a, b: “日本語” 👩‍👩‍👧‍👦 '.repeat(20).trim();
		const terms = 'One,\r\ntwo;\nthree\\n\tfour '.repeat(50).trim();
		const file = calendarFile({ ...ENTRY, title, text: terms });
		expect(text(valueOf(file, 'SUMMARY'))).toBe(title);
		expect(text(valueOf(file, 'DESCRIPTION'))).toBe(`${terms.replaceAll('\r\n', '\n')}\n\n${ENTRY.url}`);
	});

	test('never becomes another line, or another event, by what somebody typed', () => {
		const hostile = 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\u0000\u0007\nURL:javascript:alert(1)';
		const file = calendarFile({ ...ENTRY, title: hostile, text: hostile });
		expect(valueOf(file, 'URL')).toBe(ENTRY.url);
		expect(text(valueOf(file, 'SUMMARY'))).toContain('END:VEVENT');
	});

	test('without terms, says where to join and nothing else', () => {
		expect(valueOf(calendarFile({ ...ENTRY, text: '' }), 'DESCRIPTION')).toBe(ENTRY.url);
	});
});
