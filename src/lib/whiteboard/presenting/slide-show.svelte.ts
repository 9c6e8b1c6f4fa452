import { untrack } from 'svelte';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { FrameShape } from '#model/whiteboard/shapes/frame.ts';
import { slidesOf } from '#model/whiteboard/slides.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Showing } from '../finding/finding.svelte.ts';
import { following } from '../finding/following.svelte.ts';
import { type Lead, leadAfter } from './slide-view.ts';

/** So long those who watch wait for somebody whose tab loads anew, or whose line broke. */
const WAIT_MS = 8_000;

/** Which of a board's slides one tab shows: where I lead, or where somebody else is. Make it while a component is made. */
export class SlideShow {
	readonly #editor: Editor;
	readonly #document: OpenDocument;
	readonly #showing: Showing;
	readonly #slides: { readonly now: readonly FrameShape[] };
	/** Where I am, or was last. */
	#mine = $state.raw<ShapeId | null>(null);
	#lead = $state.raw<Lead>({ at: 'waiting', client: null });
	/** Where we were, for when that slide was taken away, or has not come yet. */
	#lastAt = 0;
	readonly #at = $derived.by(() => this.#find());

	constructor(editor: Editor, document: OpenDocument, showing: Showing) {
		this.#editor = editor;
		this.#document = document;
		this.#showing = showing;
		this.#slides = following(editor, () => slidesOf(editor.board.shapes.values()));
		if (showing.at === 'watching') this.#watch(showing.who);
		else {
			this.#mine = showing.from;
			this.#present();
		}
	}

	get watches(): boolean {
		return this.#showing.at === 'watching';
	}

	get lead(): Lead {
		return this.#lead;
	}

	get count(): number {
		return this.#slides.now.length;
	}

	/** Counted from 0. */
	get at(): number {
		return this.#at;
	}

	get slide(): FrameShape | undefined {
		return this.#slides.now[this.#at];
	}

	/** Its words, empty when it has none. */
	get title(): string {
		const { slide } = this;
		return slide === undefined ? '' : this.#editor.board.textOf(slide.id).trim();
	}

	/** Nothing to show, and nothing to wait for. */
	get isOver(): boolean {
		if (this.watches && this.#lead.at === 'over') return true;
		// A board that is still on its way here is no empty board.
		return this.count === 0 && this.#document.saved.state.at !== 'connecting';
	}

	/** For whoever comes back to it after a reload. */
	get asItIs(): Showing {
		return this.#showing.at === 'watching' ? this.#showing : { at: 'leading', from: this.#mine };
	}

	step(by: 1 | -1): void {
		this.goTo(this.#at + by);
	}

	/** To a slide by its place; nowhere when there is none, or somebody else leads. */
	goTo(at: number): void {
		const next = this.#slides.now[at];
		if (!this.watches && next !== undefined) this.#mine = next.id;
	}

	#find(): number {
		const wanted = this.watches ? (this.#lead.at === 'led' ? this.#lead.by.slide : null) : this.#mine;
		const found = this.#slides.now.findIndex(({ id }) => id === wanted);
		return (this.#lastAt = found !== -1 ? found : Math.max(0, Math.min(this.#lastAt, this.count - 1)));
	}

	#present(): void {
		const { presence } = this.#editor;
		$effect(() => {
			const { slide } = this;
			if (slide === undefined) return;
			presence.tell({ slide: slide.id });
			// So that it stays this one when others put the slides in another order.
			untrack(() => (this.#mine = slide.id));
		});
		$effect(() => () => presence.tell({ slide: null }));
	}

	#watch(who: string): void {
		const { awareness } = this.#document;
		const read = (): void => {
			this.#lead = leadAfter(this.#lead, who, awareness.getStates(), awareness.clientID);
		};
		read();
		$effect(() => {
			awareness.on('change', read);
			return () => awareness.off('change', read);
		});
		$effect(() => {
			if (this.#lead.at !== 'waiting') return;
			const timer = setTimeout(() => (this.#lead = { at: 'over' }), WAIT_MS);
			return () => clearTimeout(timer);
		});
	}
}
