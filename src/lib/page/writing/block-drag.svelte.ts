import { TextSelection } from '@tiptap/pm/state';
import { type BlockRow, moveRow, placeOf, selectedRow, withChildren } from '../editing/block-moves.ts';
import type { PageEditing } from '../page-editing.svelte.ts';

/** A press that goes no further is a click; in CSS pixels. */
const SLACK = 4;
/** So near to the edge of what scrolls, a drag scrolls it; in CSS pixels, and per frame. */
const EDGE = 48;
const SCROLL_STEP = 10;
const GRIP_WIDTH = 26;

interface Spot {
	readonly x: number;
	readonly y: number;
}

interface Place {
	readonly left: number;
	readonly top: number;
}

/** The grip beside a block: at which it stands, and where the block would go. */
export class BlockDrag {
	readonly #editing: PageEditing;
	readonly #scroller: HTMLElement;
	readonly #isFine = matchMedia('(hover: hover) and (pointer: fine)').matches;
	/** The index of the block at the grip. */
	#index = $state<number | null>(null);
	#dragging = $state(false);
	#target = $state<number | null>(null);
	/** Counts what moves blocks on the screen without a change of the text. */
	#layout = $state(0);
	#wasDragged = false;
	/** It stays where it is, since a menu is open at it. */
	#pinned = false;
	#row: BlockRow | null = null;

	constructor(editing: PageEditing) {
		this.#editing = editing;
		this.#scroller = editing.view.dom.closest<HTMLElement>('.scroller')!;
	}

	get dragging(): boolean {
		return this.#dragging;
	}

	/** Whether the last press was a drag. */
	get wasDragged(): boolean {
		return this.#wasDragged;
	}

	/** What the grip holds: the selected blocks where it stands at one of them, with what is indented under them. */
	get row(): BlockRow | null {
		const index = this.#index;
		const { state } = this.#editing;
		if (index === null || index >= state.doc.childCount) return null;
		const selected = selectedRow(state);
		const isWithin = !state.selection.empty && index >= selected.first && index < selected.end;
		return isWithin ? selected : withChildren(state.doc, { first: index, end: index + 1 });
	}

	/** Where the grip stands, in CSS pixels within what scrolls. */
	get place(): Place | null {
		void [this.#editing.state, this.#layout];
		const box = this.#index === null ? null : this.#boxOf(this.#index);
		if (box === null) return null;
		const area = this.#scroller.getBoundingClientRect();
		const words = this.#editing.view.dom.getBoundingClientRect();
		const beside = words.left - area.left >= GRIP_WIDTH + 2;
		return {
			left: beside
				? words.left - area.left - GRIP_WIDTH - 2
				: Math.min(words.right - area.left - 4, this.#scroller.clientWidth - GRIP_WIDTH),
			top: box.top - area.top + this.#scroller.scrollTop + (beside ? 1 : 0)
		};
	}

	/** Where what is dragged would go. */
	get line(): (Place & { readonly width: number }) | null {
		const target = this.#target;
		const { doc } = this.#editing.state;
		if (target === null || !this.#dragging) return null;
		const before = target > 0 ? this.#boxOf(target - 1) : null;
		const after = target < doc.childCount ? this.#boxOf(target) : null;
		const y = before === null ? after?.top : after === null ? before.bottom : (before.bottom + after.top) / 2;
		if (y === undefined) return null;
		const area = this.#scroller.getBoundingClientRect();
		const words = this.#editing.view.dom.getBoundingClientRect();
		return {
			left: words.left - area.left,
			width: words.width,
			top: y - area.top + this.#scroller.scrollTop
		};
	}

	/** Stands at the block under the mouse, or for a finger at the one with the caret. To be run as an effect. */
	follow(): () => void {
		if (!this.#isFine) {
			const { selection } = this.#editing.state;
			const isKept = this.#pinned || this.#dragging;
			if (!isKept) this.#index = this.#editing.view.hasFocus() ? selection.$from.index(0) : null;
		}
		const moved = (event: PointerEvent): void => {
			if (event.pointerType === 'mouse' && !this.#dragging && !this.#pinned) this.#hover(event.clientY);
		};
		const left = (): void => {
			if (!this.#dragging && this.#isFine && !this.#pinned) this.#index = null;
		};
		const resized = new ResizeObserver(() => this.#layout++);
		resized.observe(this.#editing.view.dom);
		this.#scroller.addEventListener('pointermove', moved);
		this.#scroller.addEventListener('pointerleave', left);
		return () => {
			resized.disconnect();
			this.#scroller.removeEventListener('pointermove', moved);
			this.#scroller.removeEventListener('pointerleave', left);
		};
	}

	/** While a menu is open at the grip, it stays where it is. */
	pin(pinned: boolean): void {
		this.#pinned = pinned;
	}

	toCaret(): void {
		this.#index = this.#editing.view.state.selection.$from.index(0);
	}

	/** Puts the selection on what the grip holds. */
	select(): void {
		const { row } = this;
		const { view } = this.#editing;
		if (row === null) return;
		const { doc, tr } = view.state;
		const from = doc.resolve(placeOf(doc, row.first) + 1);
		const to = doc.resolve(Math.max(from.pos, placeOf(doc, row.end) - 1));
		view.dispatch(tr.setSelection(TextSelection.between(from, to)));
	}

	take(event: PointerEvent): void {
		if (event.button !== 0) return;
		const start: Spot = { x: event.clientX, y: event.clientY };
		let at = start;
		let frame = 0;
		this.#wasDragged = false;
		this.#row = this.row;
		const scroll = (): void => {
			const area = this.#scroller.getBoundingClientRect();
			const over = at.y < area.top + EDGE ? -SCROLL_STEP : at.y > area.bottom - EDGE ? SCROLL_STEP : 0;
			if (over !== 0) this.#scroller.scrollTop += over;
			this.#aim(at);
			frame = requestAnimationFrame(scroll);
		};
		const moved = (move: PointerEvent): void => {
			at = { x: move.clientX, y: move.clientY };
			if (this.#dragging || Math.hypot(at.x - start.x, at.y - start.y) < SLACK) return;
			this.#dragging = true;
			this.#wasDragged = true;
			frame = requestAnimationFrame(scroll);
		};
		const end = (ended: Event): void => {
			cancelAnimationFrame(frame);
			window.removeEventListener('pointermove', moved);
			window.removeEventListener('pointerup', end);
			window.removeEventListener('pointercancel', end);
			window.removeEventListener('keydown', escaped, true);
			if (this.#dragging && ended.type === 'pointerup') this.#drop(at);
			this.#dragging = false;
			this.#target = null;
		};
		const escaped = (key: KeyboardEvent): void => {
			if (key.key !== 'Escape') return;
			key.preventDefault();
			key.stopPropagation();
			end(key);
		};
		window.addEventListener('pointermove', moved);
		window.addEventListener('pointerup', end);
		window.addEventListener('pointercancel', end);
		window.addEventListener('keydown', escaped, true);
	}

	#aim({ y }: Spot): void {
		const found = this.#blockAt(y);
		if (found === null) return;
		this.#target = y < (found.box.top + found.box.bottom) / 2 ? found.index : found.index + 1;
	}

	#drop(at: Spot): void {
		this.#aim(at);
		const [row, target] = [this.#row, this.#target];
		if (row !== null && target !== null) this.#editing.run(moveRow(row, target));
		this.#index = null;
	}

	#hover(y: number): void {
		const found = this.#blockAt(y);
		if (found !== null) this.#index = found.index;
	}

	/** The block at this height, or the nearest one above or below. */
	#blockAt(y: number): { readonly index: number; readonly box: DOMRect } | null {
		const { doc } = this.#editing.view.state;
		let low = 0;
		let high = doc.childCount - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			const box = this.#boxOf(middle);
			if (box === null) return null;
			if (box.bottom < y) low = middle + 1;
			else high = middle;
		}
		const box = this.#boxOf(low);
		return box === null ? null : { index: low, box };
	}

	#boxOf(index: number): DOMRect | null {
		const { view } = this.#editing;
		const { doc } = view.state;
		if (index >= doc.childCount) return null;
		const element = view.nodeDOM(placeOf(doc, index));
		return element instanceof HTMLElement ? element.getBoundingClientRect() : null;
	}
}
