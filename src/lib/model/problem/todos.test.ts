import { expect, it } from 'vitest';
import type { Day } from './card-details.ts';
import { calendarOf, type Todo } from './todos.ts';

const BOARD = { title: 'Late deliveries; again', url: 'https://example.org/s/a/b' };
const NOW = Date.UTC(2026, 4, 1, 10, 30);

function todo(change: Partial<Todo>): Todo {
	return {
		id: 'x',
		text: 'Call',
		owner: null,
		due: null,
		closed: false,
		createdAt: null,
		tags: [],
		...change
	};
}

it('an action becomes a task with its owner and its day', () => {
	const text = 'Call the supplier, today; or write\nNumber: 5\\6';
	const file = calendarOf(
		[todo({ text, owner: 'Amina', due: '2026-05-12' as Day, createdAt: NOW, tags: ['a,b', 'c'] })],
		BOARD,
		NOW
	);
	const lines = file.replaceAll('\r\n ', '').split('\r\n');
	expect(lines).toEqual([
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Commonplace//Problem board//EN',
		'NAME:Late deliveries\\; again',
		'X-WR-CALNAME:Late deliveries\\; again',
		'BEGIN:VTODO',
		'UID:x@commonplace',
		'DTSTAMP:20260501T103000Z',
		'SUMMARY:Call the supplier\\, today\\; or write',
		'DESCRIPTION:Number: 5\\\\6\\nAmina\\nLate deliveries\\; again\\nhttps://example.org/s/a/b',
		'URL:https://example.org/s/a/b',
		'CREATED:20260501T103000Z',
		'DUE;VALUE=DATE:20260512',
		'CONTACT:Amina',
		'CATEGORIES:a\\,b,c',
		'STATUS:NEEDS-ACTION',
		'END:VTODO',
		'END:VCALENDAR',
		''
	]);
});

it('no line is longer than 75 bytes, and none is cut within a character', () => {
	const text = 'Überprüfen 😀 '.repeat(20);
	const file = calendarOf([todo({ text, closed: true })], BOARD, NOW);
	const encoder = new TextEncoder();
	for (const line of file.split('\r\n')) expect(encoder.encode(line).length).toBeLessThanOrEqual(75);
	expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:${text.trim()}`);
	expect(file).toContain('STATUS:COMPLETED');
});

it('nothing that is written on a card becomes a line of its own', () => {
	const file = calendarOf([todo({ text: 'a\r\nEND:VTODO\rBEGIN:VALARM\u0007' })], BOARD, NOW);
	expect(file.match(/^END:VTODO/gm)).toHaveLength(1);
	expect(file).not.toMatch(/^BEGIN:VALARM/m);
	expect(file).not.toContain('\u0007');
});
