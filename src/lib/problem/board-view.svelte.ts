import { tick } from 'svelte';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import type { CardId } from '#model/problem/card.ts';
import type { CardImages } from './attachments/card-images.svelte.ts';
import { Neighbourhood, type BoardSession } from './board-session.ts';
import type { BoardState } from './board-state.svelte.ts';
import { CardKeyboard } from './card-keyboard.svelte.ts';
import { Drag } from './drag.svelte.ts';
import type { DropTarget } from './drop-target.ts';
import { Nearness } from './nearness.ts';
import type { CaretMemory } from './write-area.ts';

interface ViewParts {
	readonly opened: OpenDocument;
	readonly board: BoardState;
	readonly root: HTMLElement;
	/** The element that says how a card is handled by the keyboard. */
	readonly helpId: string;
	readonly session: BoardSession;
	readonly showDetails: (card: CardId) => void;
}

/** How one tab handles its board: dragging, keyboard, the menu, and where the focus goes. */
export class BoardView implements CaretMemory {
	readonly board: BoardState;
	readonly keyboard: CardKeyboard;
	readonly drag: Drag;
	/** The element that says how a card is handled by the keyboard. */
	readonly helpId: string;
	readonly nearness: Nearness;
	readonly session: Neighbourhood;
	readonly #root: HTMLElement;
	readonly #showDetails: (card: CardId) => void;
	/** The card that the focus goes to. */
	#needed = $state.raw<CardId | null>(null);
	#menu = $state.raw<{ readonly card: CardId; readonly anchor: HTMLElement } | null>(null);
	/** What happens once the menu is away: until then it keeps the focus to itself. */
	#afterMenu: (() => void) | null = null;
	#announcement = $state.raw('');
	caret: CaretMemory['caret'] = null;
	readonly #bringImages: () => Promise<CardImages>;
	#images: Promise<CardImages> | null = null;

	constructor({ opened, board, root, helpId, session, showDetails }: ViewParts) {
		this.#bringImages = async () => {
			const { CardImages } = await import('./attachments/card-images.svelte.ts');
			return new CardImages({ opened, board, root, announce: (words) => this.announce(words) });
		};
		this.board = board;
		this.#root = root;
		this.helpId = helpId;
		this.session = new Neighbourhood(session);
		this.#showDetails = showDetails;
		this.nearness = new Nearness(root);
		this.keyboard = new CardKeyboard(
			board,
			root,
			(words) => this.announce(words),
			(card) => (this.#needed = card)
		);
		this.drag = new Drag(root, (card, target) =>
			this.moved(card, board.moves.drop(card, target.lane, target))
		);
	}

	/** Whether a card has to be drawn, however far from what is in sight it is. */
	needs(card: CardId): boolean {
		return (
			card === this.#needed ||
			card === this.drag.held ||
			card === this.keyboard.grabbed ||
			this.board.isEditing(card)
		);
	}

	/** What brings and shows the images of cards: fetched in an idle moment, or when the first is asked for. Rejects without a line. */
	images(): Promise<CardImages> {
		return (this.#images ??= this.#bringImages().catch((error: unknown) => {
			this.#images = null;
			throw error;
		}));
	}

	/** Everything about a card, in a sheet beside the board. */
	openDetails(card: CardId): void {
		this.board.finish();
		this.#showDetails(card);
	}

	/** Brings a card into sight and the focus onto it; false where the board has no such card. */
	show(card: CardId): boolean {
		const isThere = this.board.board.card(card) !== undefined;
		if (isThere) void this.keyboard.focus(card);
		return isThere;
	}

	get announcement(): string {
		return this.#announcement;
	}

	get dropTarget(): DropTarget | null {
		return this.drag.target;
	}

	get menu(): { readonly card: CardId; readonly anchor: HTMLElement } | null {
		return this.#menu;
	}

	/** Tells a screen reader; the same words twice are heard twice. */
	announce(words: string): void {
		this.#announcement = words === this.#announcement ? `${words}\u00a0` : words;
	}

	/** A card went somewhere by pointer or menu. */
	moved(card: CardId, moved: boolean): void {
		if (moved) this.keyboard.tellPlace(card);
		void this.keyboard.focus(card);
	}

	click(event: MouseEvent, card: CardId): void {
		if (this.drag.tookClick()) return;
		const inside = event.target instanceof Element && event.target.closest('button, textarea, a, input');
		if (inside) return;
		this.caret = null;
		this.board.edit(card);
	}

	openMenu(card: CardId, anchor: HTMLElement): void {
		this.board.finish();
		if (this.board.board.card(card) === undefined) return;
		this.board.stepOn(card);
		this.#afterMenu = () => void this.keyboard.focus(card);
		this.#menu = { card, anchor };
	}

	/** Chosen in the menu. */
	writeAfterMenu(card: CardId): void {
		this.caret = null;
		this.#afterMenu = () => this.board.edit(card);
	}

	/** Chosen in the menu. */
	detailsAfterMenu(card: CardId): void {
		this.#afterMenu = () => this.openDetails(card);
	}

	closeMenu(): void {
		this.#menu = null;
	}

	closedMenu(): void {
		this.#afterMenu?.();
		this.#afterMenu = null;
	}

	/** Done with a card: on to a new one behind it, or stay on it. */
	finishWriting(card: CardId, then: 'next' | 'stay'): void {
		const { editing } = this.board;
		const written = this.board.board.card(card);
		const goesOn = then === 'next' && editing.at === 'card' && editing.isNew && written?.text.trim() !== '';
		const lane = written?.lane ?? null;
		this.caret = null;
		this.board.finish();
		if (goesOn && lane !== null) this.board.add(lane, { at: 'behind', card });
		else if (this.board.board.card(card) !== undefined) void this.keyboard.focus(card);
		else void this.keyboard.focusAdd(lane);
	}

	/** The field lost the focus: to something else, or because somebody moved its card and a new field takes over. */
	async leftWriting(card: CardId): Promise<void> {
		await tick();
		const focus = document.activeElement;
		const elsewhere = !(focus instanceof HTMLTextAreaElement && focus.closest(`[data-card="${card}"]`));
		// While another window has the focus, the writing goes on.
		if (!elsewhere || !document.hasFocus() || !this.board.isEditing(card)) return;
		this.caret = null;
		this.board.finish();
	}

	/** Where the keyboard stands, for a new card there. */
	laneInFocus(): string | null {
		const focus = document.activeElement;
		return this.#root.contains(focus)
			? (focus?.closest<HTMLElement>('[data-lane]')?.dataset.lane ?? null)
			: null;
	}

	destroy(): void {
		this.drag.cancel();
		this.nearness.destroy();
		void this.#images?.then((images) => images.destroy());
	}
}
