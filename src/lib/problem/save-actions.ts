import type { Card } from '#model/problem/card.ts';
import { calendarOf } from '#model/problem/todos.ts';

/** Hands the actions of a lane to the device, as a file that calendars and task lists open. */
export function saveActions(cards: readonly Card[], title: string): void {
	const todos = cards
		.filter(({ text }) => text.trim() !== '')
		.map(({ id, text, createdAt, details: { owner, due, closed, tags } }) => ({
			id,
			text,
			createdAt,
			owner: owner?.name ?? null,
			due,
			closed,
			tags
		}));
	const url = location.origin + location.pathname;
	const file = new Blob([calendarOf(todos, { title, url }, Date.now())], { type: 'text/calendar' });
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = `${title.replace(/[^\p{L}\p{N} _-]+/gu, ' ').trim() || 'actions'}.ics`;
	link.click();
	// The browser has begun to read it by the next turn.
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
