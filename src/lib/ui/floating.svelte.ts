import { whenIdle } from './when-idle.ts';
import { t } from '$lib/messages/ui.ts';
import type * as parts from './floating/parts.ts';
import { toast } from './toast.svelte.ts';

type Parts = typeof parts;

/** What opens over the page is a quarter of a whiteboard's program, and no board needs it to be drawn. */
class Floating {
	#parts = $state.raw<Parts | null>(null);
	#loading: Promise<void> | null = null;

	/** `null` until they have come. */
	get parts(): Parts | null {
		return this.#parts;
	}

	/** Fetches them, unless they are here or on the way. Whether they are here then. */
	async load(): Promise<boolean> {
		this.#loading ??= this.#fetch();
		try {
			await this.#loading;
		} catch {
			// The next approach tries again.
			this.#loading = null;
		}
		return this.#parts !== null;
	}

	/** For somebody who is waiting to see something open: says so when it cannot. */
	async need(): Promise<boolean> {
		const isHere = await this.load();
		if (!isHere) toast.show({ text: t.notLoaded, kind: 'problem' });
		return isHere;
	}

	/** Once the board is there and nothing else is to be done, so that nobody ever waits for a menu. */
	loadWhenIdle(): void {
		whenIdle(() => void this.load(), IDLE_WITHIN_MS);
	}

	async #fetch(): Promise<void> {
		this.#parts = await import('./floating/parts.ts');
	}
}

const IDLE_WITHIN_MS = 4_000;

export const floating = new Floating();
