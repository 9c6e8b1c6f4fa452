import { getContext, setContext, type Component } from 'svelte';
import type { BoardId } from '#model/ids.ts';
import type { Board, Session } from '#model/session/session.ts';
import type { MenuEntry } from '$lib/ui/menu.ts';
import type { BoardMenuParts } from './board-menu.ts';
import type { BoardWindow } from './board-window.ts';
import type { ReadAnnouncements } from './facilitator/read-announcements.svelte.ts';
import type { StagePrograms } from './stage/stage-programs.ts';

/** What a session shows beside its boards. */
interface Parts {
	readonly Attention: Component<{ ongo: (board: BoardId) => void; at: string; isLoaded: boolean }>;
	readonly Notices: Component<{ session: Session }>;
	readonly NowBar: Component;
	readonly When: Component<{ session: Session }>;
	readonly Around: Component<{ session: Session }>;
	readonly GoOn: Component<{ session: Session }>;
	readonly boardMenu: (parts: BoardMenuParts) => readonly MenuEntry[];
	readonly DiffersNote: Component<{ session: Session; board: Board }>;
	readonly ReadonlyNote: Component<{ session: Session; board: Board }>;
}

/** What one tab makes of its session: what it shows beside the boards, and whether it goes where the stage goes. */
export class SessionTab {
	readonly #load: () => Promise<Parts>;
	/** What draws boards as the big screen does: nobody's first look needs it. */
	readonly programs: () => Promise<StagePrograms>;
	#parts = $state.raw<Parts | null>(null);
	#fetching = false;
	/** Whether it shows what is on the stage. */
	follows = $state(false);
	/** Whether what is on it lies over everything else. */
	covered = $state(false);
	/** Of the board on screen; `null` where there is none, or where it is as large as the screen. */
	window = $state.raw<BoardWindow | null>(null);
	/** What of the announcements was read here; `null` until the first is looked for. */
	read = $state.raw<ReadAnnouncements | null>(null);

	/** The parts use the tab themselves: who provides it knows where they are. */
	constructor(load: () => Promise<Parts>, programs: () => Promise<StagePrograms>) {
		this.#load = load;
		this.programs = programs;
	}

	/** `null` until they have come. */
	get parts(): Parts | null {
		return this.#parts;
	}

	/** Fetches them: the first look at a board does without. */
	readonly fetch = async (): Promise<void> => {
		if (this.#parts !== null || this.#fetching) return;
		this.#fetching = true;
		try {
			this.#parts = await this.#load();
		} catch {
			// Without a line; asked again when there is one.
		} finally {
			this.#fetching = false;
		}
	};
}

const KEY = Symbol('session tab');

export function provideSessionTab(
	load: () => Promise<Parts>,
	programs: () => Promise<StagePrograms>
): SessionTab {
	return setContext(KEY, new SessionTab(load, programs));
}

export function useSessionTab(): SessionTab {
	return getContext<SessionTab>(KEY);
}
