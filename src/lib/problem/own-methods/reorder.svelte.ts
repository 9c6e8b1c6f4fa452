/** What is held, and where it would go. */
interface Held {
	readonly from: number;
	readonly to: number;
	/** How far the pointer has moved, in pixels. */
	readonly by: number;
}

/**
 * Puts the rows of a list into another order: by dragging a row's handle with a pointer or a finger, or with the arrow keys on
 * it. The rows stay where they are until the row is let go of, so that nothing moves away under a finger.
 */
export class Reorder {
	readonly #rows: () => readonly HTMLElement[];
	readonly #move: (from: number, to: number) => void;
	#held = $state.raw<Held | null>(null);

	constructor(rows: () => readonly HTMLElement[], move: (from: number, to: number) => void) {
		this.#rows = rows;
		this.#move = move;
	}

	get held(): Held | null {
		return this.#held;
	}

	/** Where the line stands that shows the new place: before or behind this row. */
	markAt(index: number): 'before' | 'behind' | null {
		if (this.#held === null || this.#held.from === this.#held.to || this.#held.to !== index) return null;
		return this.#held.to < this.#held.from ? 'before' : 'behind';
	}

	/** On a handle. */
	press(event: PointerEvent & { currentTarget: HTMLElement }, from: number): void {
		if (event.button !== 0 || this.#held !== null) return;
		const { currentTarget: handle, clientY: start, pointerId } = event;
		const rows = this.#rows().map((row) => row.getBoundingClientRect());
		const scrolledFrom = scrollY;
		handle.setPointerCapture(pointerId);
		const stopping = new AbortController();
		const { signal } = stopping;
		const end = (goes: boolean): void => {
			const held = this.#held;
			stopping.abort();
			this.#held = null;
			if (goes && held !== null && held.to !== held.from) this.#move(from, held.to);
		};
		handle.addEventListener(
			'pointermove',
			({ clientY }: PointerEvent) => {
				const by = clientY - start + (scrollY - scrolledFrom);
				if (this.#held === null && Math.abs(by) < 4) return;
				const y = start + by;
				const to = rows.reduce((place, { top, height }, index) => {
					if (index < from && y < top + height / 2) return Math.min(place, index);
					return index > from && y > top + height / 2 ? index : place;
				}, from);
				this.#held = { from, to, by };
			},
			{ signal }
		);
		handle.addEventListener('pointerup', () => end(true), { signal });
		handle.addEventListener('pointercancel', () => end(false), { signal });
		addEventListener('keydown', ({ key }) => key === 'Escape' && end(false), { signal });
	}

	/** On a handle. Whether the row moved. */
	key(event: KeyboardEvent, from: number): boolean {
		const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
		const to = from + step;
		if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return false;
		event.preventDefault();
		if (to < 0 || to >= this.#rows().length) return false;
		this.#move(from, to);
		return true;
	}
}
