import type { Agenda, AgendaItem } from '#model/session/agenda.ts';
import type { Timer } from '#model/session/timer.ts';

const MINUTE_MS = 60_000;

/** The item of now, and how long it still has; negative when it takes longer than was planned. */
export interface CurrentItem {
	readonly item: AgendaItem;
	readonly leftMs: number;
	readonly next: AgendaItem | null;
}

/** @param now server time. */
export function currentItem({ items, current }: Agenda, now: number): CurrentItem | null {
	const index = items.findIndex(({ id }) => id === current?.item);
	const item = items[index];
	if (item === undefined || current === null) return null;
	return { item, leftMs: current.since + item.minutes * MINUTE_MS - now, next: items[index + 1] ?? null };
}

/** Whoever goes on in the agenda gives two commands, which the server takes one after the other. */
const TOGETHER_WITHIN_MS = 3_000;

/** Whether the timer was started with the item of now: then one clock says it all. */
export function isOnTimer(agenda: Agenda, timer: Timer): boolean {
	const now = currentItem(agenda, 0);
	if (now === null || timer.at !== 'running') return false;
	return Math.abs(timer.endsAt - now.leftMs) <= TOGETHER_WITHIN_MS;
}

/** What stands to be done first when nothing is current: the first that is not done. */
export function firstToDo({ items }: Agenda): AgendaItem | null {
	return items.find(({ doneAt }) => doneAt === null) ?? null;
}

export function totalMinutes({ items }: Agenda): number {
	return items.reduce((sum, { minutes }) => sum + minutes, 0);
}
