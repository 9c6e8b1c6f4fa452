import type { Point } from '#model/whiteboard/geometry.ts';
import { panelOf, type PanelName } from './panels.ts';
import type { TypedAhead } from './typed-ahead.ts';

/** Which panels are open over one tab's board; what there is, and how to add one, is in panels.ts. */
export class OpenPanels {
	readonly #typedAhead: TypedAhead;
	#open = $state.raw<readonly PanelName[]>([]);
	/** Which little panel of a bar is open. */
	popover = $state.raw<'look' | 'more' | 'arrange' | null>(null);
	/** Where the menu opens, in CSS pixels from the surface's top left. */
	menuAt = $state.raw<Point>({ x: 0, y: 0 });

	constructor(typedAhead: TypedAhead) {
		this.#typedAhead = typedAhead;
	}

	get names(): readonly PanelName[] {
		return this.#open;
	}

	/** Whether one that wants the keys to itself is open. */
	get anyAlone(): boolean {
		return this.#open.some((name) => panelOf(name).stays === 'alone');
	}

	isOpen(name: PanelName): boolean {
		return this.#open.includes(name);
	}

	open(name: PanelName): void {
		if (this.isOpen(name)) return;
		const { stays, takesText } = panelOf(name);
		const alone = stays === 'alone';
		if (takesText === true) this.#typedAhead.begin(name);
		else if (alone) for (const other of this.#open) this.#typedAhead.cancel(other);
		this.#open = [...(alone ? this.#beside() : this.#open), name];
	}

	close(name: PanelName): void {
		this.#typedAhead.cancel(name);
		this.#open = this.#open.filter((open) => open !== name);
	}

	toggle(name: PanelName): void {
		if (this.isOpen(name)) this.close(name);
		else this.open(name);
	}

	#beside(): PanelName[] {
		return this.#open.filter((name) => panelOf(name).stays === 'beside');
	}
}
