import { getContext, setContext } from 'svelte';
import type { BoardWindow } from './board-window.ts';
import type * as parts from './facilitator/parts.ts';

type Parts = typeof parts;

/** What one tab makes of its session: what it shows beside the boards, and whether it goes where the stage goes. */
export class SessionTab {
	#parts = $state.raw<Parts | null>(null);
	#fetching = false;
	/** Whether it shows what is on the stage. */
	follows = $state(false);
	/** Of the board on screen; `null` where there is none, or where it is as large as the screen. */
	window = $state.raw<BoardWindow | null>(null);

	/** What a session shows beside its boards; `null` until it has come. */
	get parts(): Parts | null {
		return this.#parts;
	}

	/** Fetches it: the first look at a board does without. */
	readonly fetch = async (): Promise<void> => {
		if (this.#parts !== null || this.#fetching) return;
		this.#fetching = true;
		try {
			this.#parts = await import('./facilitator/parts.ts');
		} catch {
			// Without a line; asked again when there is one.
		} finally {
			this.#fetching = false;
		}
	};
}

const KEY = Symbol('session tab');

export function provideSessionTab(): SessionTab {
	return setContext(KEY, new SessionTab());
}

export function useSessionTab(): SessionTab {
	return getContext<SessionTab>(KEY);
}
