/** A short word about something that happened; it goes by itself unless it asks for something. */
export interface Toast {
	readonly id: number;
	readonly text: string;
	readonly kind: 'note' | 'good' | 'problem';
	readonly action?: { readonly label: string; readonly run: () => void };
	/** What it is for: a newer one for the same takes its place, as only the last thing done is taken back by one button. */
	readonly purpose?: string;
	/** Whether there is still something in what it offers; once there is not, it goes. */
	readonly stands?: () => boolean;
	/** It stays until it is dismissed or stands no longer: what somebody is asked must not go while they read it. */
	readonly stays?: boolean;
}

/** Long enough to read twice; a toast with something to do stays longer. */
const STAYS_MS = 6_000;
const STAYS_WITH_ACTION_MS = 12_000;
const AT_MOST = 4;

class Toasts {
	#list = $state.raw<readonly Toast[]>([]);
	#places = $state.raw<readonly symbol[]>([]);
	#next = 0;
	readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

	get list(): readonly Toast[] {
		return this.#list;
	}

	/** Shows it; the same words shown twice stand once. Returns its id, for `dismiss`. */
	show({
		text,
		kind = 'note',
		action,
		purpose,
		stands,
		stays
	}: {
		text: string;
		kind?: Toast['kind'];
		action?: Toast['action'];
		purpose?: Toast['purpose'];
		stands?: Toast['stands'];
		stays?: Toast['stays'];
	}): number {
		const id = this.#next++;
		const toast: Toast = {
			id,
			text,
			kind,
			...(action && { action }),
			...(purpose && { purpose }),
			...(stands && { stands }),
			...(stays && { stays })
		};
		const isOld = (old: Toast): boolean =>
			old.text === text || (purpose !== undefined && old.purpose === purpose);
		for (const old of this.#list) if (isOld(old)) this.dismiss(old.id);
		this.#list = [...this.#list, toast].slice(-AT_MOST);
		this.resume(toast);
		return id;
	}

	/** What it was for is over. */
	dismissAll(purpose: string): void {
		for (const old of this.#list) if (old.purpose === purpose) this.dismiss(old.id);
	}

	/** Lets those go that have become pointless. */
	clear(): void {
		for (const { id, stands } of this.#list) if (stands?.() === false) this.dismiss(id);
	}

	/**
	 * A place on the page where they can be shown. The last one has them: while a dialog is open, nothing outside of it can be reached with keys or
	 * is told by a screen reader. Returns what to call when it is gone.
	 */
	place(place: symbol): () => void {
		this.#places = [...this.#places, place];
		return () => (this.#places = this.#places.filter((other) => other !== place));
	}

	/** How many things lie over the page, each over the one before. */
	get depth(): number {
		return Math.max(0, this.#places.length - 1);
	}

	/** Whether something lies over the page, so that what stands there is out of reach. */
	get isCovered(): boolean {
		return this.depth > 0;
	}

	isAt(place: symbol): boolean {
		return this.#places.at(-1) === place;
	}

	dismiss(id: number): void {
		this.pause(id);
		this.#list = this.#list.filter((toast) => toast.id !== id);
	}

	/** While somebody points at or reads it, it stays. */
	pause(id: number): void {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
	}

	resume(toast: Toast): void {
		this.pause(toast.id);
		if (toast.stays === true) return;
		const stays = toast.action === undefined ? STAYS_MS : STAYS_WITH_ACTION_MS;
		this.#timers.set(
			toast.id,
			setTimeout(() => this.dismiss(toast.id), stays)
		);
	}
}

export const toast = new Toasts();
