import type { EditorRequests } from '../editing/keys.ts';

/** A link that is being set, and where on the page. */
interface OpenLink {
	readonly href: string;
	/** In CSS pixels from the upper left of what scrolls. */
	readonly left: number;
	readonly top: number;
}

/** What is open beside the text of one page. */
export class PagePanels {
	link = $state.raw<OpenLink | null>(null);
	keys = $state(false);
	finding = $state(false);
	/** `null`: nobody said, and it is there where it has room. */
	#outline = $state<boolean | null>(null);
	/** Whether the block that the address names was shown. */
	hasArrived = false;
	/** Whether the outline has room beside the text. */
	isRoomy = $state(false);
	/** The menu of the block with the caret, asked for by a key. */
	blockMenu = $state(false);
	/** Counts how often somebody asked for the tools of the selection: each time they get the focus. */
	toTools = $state(0);
	/** The same for the search. */
	toFind = $state(0);

	get isOutlineOpen(): boolean {
		return this.#outline ?? this.isRoomy;
	}

	toggleOutline(): void {
		this.#outline = !this.isOutlineOpen;
	}

	/** Opens the search, or goes back to it. */
	find(): void {
		this.finding = true;
		this.toFind++;
	}

	/** What keys in the text ask for. */
	requests(editLink: () => void): EditorRequests {
		return {
			editLink,
			showKeys: () => (this.keys = true),
			find: () => this.find(),
			toTools: () => this.toTools++,
			blockMenu: () => (this.blockMenu = true)
		};
	}
}
