import type { SessionId } from '#model/ids.ts';

/** What of somebody's notes the server does not have yet: a closed panel, a reload or a lost line takes none of it. */
export class NotesDraft {
	readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
	readonly #key: string;

	constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, session: SessionId) {
		this.#storage = storage;
		this.#key = `commonplace:notes:${session}`;
	}

	/** `null`: the server has everything. */
	get text(): string | null {
		return this.#storage.getItem(this.#key);
	}

	/** @param kept what the server has */
	typed(text: string, kept: string): void {
		try {
			if (text === kept) this.#storage.removeItem(this.#key);
			else this.#storage.setItem(this.#key, text);
		} catch {
			// The device is full: it is in the field, and goes out from there.
		}
	}
}
