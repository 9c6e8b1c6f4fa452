import { isId, type AgendaItemId, type BoardId } from '../../ids.ts';
import type { AgendaItem } from '../agenda.ts';
import type { Outcome, Refusal } from '../commands.ts';
import type { AgendaCommand } from '../commands/agenda-and-timer.ts';
import { LIMITS, type Session } from '../session.ts';
import { accept, cleanTitle, moveBefore, refuse, type Family } from './outcome.ts';

export const agenda: Family<AgendaCommand> = {
	'add-agenda-item': (session, { item: id, before, ...typed }) => {
		const { items } = session.agenda;
		if (!isId(id)) return refuse('invalid');
		if (items.some((item) => item.id === id)) return refuse('duplicate');
		if (items.length >= LIMITS.agendaItems) return refuse('too-many');
		const given = check(session, typed);
		if (!given.ok) return given;
		const added: AgendaItem = { id, ...given.item, doneAt: null };
		const after = moveBefore([...items, added], added, before);
		return after === null ? refuse('unknown-item') : withItems(session, after);
	},
	'change-agenda-item': (session, { item: id, ...typed }) => {
		const given = check(session, typed);
		return given.ok ? changeItem(session, id, (item) => ({ ...item, ...given.item })) : given;
	},
	'move-agenda-item': (session, { item: id, before }) => {
		const moved = session.agenda.items.find((item) => item.id === id);
		const after = moved === undefined ? null : moveBefore(session.agenda.items, moved, before);
		return after === null ? refuse('unknown-item') : withItems(session, after);
	},
	'remove-agenda-item': (session, { item: id }) => {
		const { items, current } = session.agenda;
		if (!items.some((item) => item.id === id)) return refuse('unknown-item');
		const left = items.filter((item) => item.id !== id);
		return accept({
			...session,
			agenda: { items: left, current: current?.item === id ? null : current }
		});
	},
	'go-to-agenda-item': (session, { item: id }, _, now) => {
		const { items, current } = session.agenda;
		if (id !== null && !items.some((item) => item.id === id)) return refuse('unknown-item');
		const left = items.map((item) => {
			if (item.id === id) return { ...item, doneAt: null };
			return item.id === current?.item ? { ...item, doneAt: now } : item;
		});
		return accept({
			...session,
			agenda: { items: left, current: id === null ? null : { item: id, since: now } }
		});
	}
};

type Given = Pick<AgendaItem, 'title' | 'minutes' | 'board'>;

function check(
	session: Session,
	typed: { readonly title: string; readonly minutes: number; readonly board: BoardId | null }
): { readonly ok: true; readonly item: Given } | { readonly ok: false; readonly refusal: Refusal } {
	const { minutes, board } = typed;
	const title = cleanTitle(typed.title);
	if (title === null || !(minutes >= 0 && minutes <= LIMITS.minutes)) return refuse('invalid');
	if (board !== null && !session.boards.some(({ id }) => id === board)) return refuse('unknown-board');
	return { ok: true, item: { title, minutes, board } };
}

function changeItem(session: Session, id: AgendaItemId, change: (item: AgendaItem) => AgendaItem): Outcome {
	const { items } = session.agenda;
	if (!items.some((item) => item.id === id)) return refuse('unknown-item');
	return withItems(
		session,
		items.map((item) => (item.id === id ? change(item) : item))
	);
}

function withItems(session: Session, items: readonly AgendaItem[]): Outcome {
	return accept({ ...session, agenda: { ...session.agenda, items } });
}
