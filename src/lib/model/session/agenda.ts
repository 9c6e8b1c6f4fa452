import type { AgendaItemId, BoardId } from '../ids.ts';

export interface AgendaItem {
	readonly id: AgendaItemId;
	readonly title: string;
	readonly minutes: number;
	/** What people work on then. */
	readonly board: BoardId | null;
	/** When it was last left; `null`: not yet done, or taken up again. */
	readonly doneAt: number | null;
}

export interface Agenda {
	readonly items: readonly AgendaItem[];
	/** The item of now; everybody sees it. */
	readonly current: { readonly item: AgendaItemId; readonly since: number } | null;
}
