import type { CardId } from '#model/problem/card.ts';
import { findTarget, sameTarget, type DropTarget, type Point } from './drop-target.ts';

type DragState =
	| { readonly at: 'idle' }
	/** A finger or the mouse is down on a card; not yet a drag. */
	| {
			readonly at: 'pressed';
			readonly card: CardId;
			readonly element: HTMLElement;
			readonly touch: boolean;
			readonly pointer: number;
	  }
	| {
			readonly at: 'dragging';
			readonly card: CardId;
			readonly touch: boolean;
			readonly width: number;
			/** From the card's corner to the pointer. */
			readonly grip: Point;
	  };

const MOUSE_SLOP_PX = 5;
const TOUCH_SLOP_PX = 10;
const LONG_PRESS_MS = 320;
/** Within this distance of an edge the board scrolls. */
const EDGE_PX = 56;
const SCROLL_PX_PER_FRAME = 14;
const NOT_A_HANDLE = 'button, a, textarea, input, select, label, [role="menu"]';

/** Dragging cards by mouse, pen and (after a long press) finger. */
export class Drag {
	#state = $state.raw<DragState>({ at: 'idle' });
	/** Where the pointer was when the last frame was drawn; it may report more often than that. */
	#drawn = $state.raw<Point>({ x: 0, y: 0 });
	#pointer: Point = { x: 0, y: 0 };
	#target = $state.raw<DropTarget | null>(null);
	readonly #scroller: HTMLElement;
	readonly #drop: (card: CardId, target: DropTarget) => void;
	#start: Point = { x: 0, y: 0 };
	#timer: ReturnType<typeof setTimeout> | undefined;
	#frame = 0;
	#listeners: AbortController | null = null;
	/** The click that ends a drag opens nothing. */
	#swallowClick = false;

	constructor(scroller: HTMLElement, drop: (card: CardId, target: DropTarget) => void) {
		this.#scroller = scroller;
		this.#drop = drop;
	}

	/** The card in hand. Every card looks at this, so it changes twice a drag and not with every frame. */
	get held(): CardId | null {
		return this.#state.at === 'dragging' ? this.#state.card : null;
	}

	/** Where the card in hand is drawn. */
	get ghost(): { readonly width: number; readonly x: number; readonly y: number } | null {
		const state = this.#state;
		if (state.at !== 'dragging') return null;
		const { x, y } = this.#drawn;
		return { width: state.width, x: x - state.grip.x, y: y - state.grip.y };
	}

	get target(): DropTarget | null {
		return this.#target;
	}

	/** Whether the click now arriving only ended a drag. Asks once. */
	tookClick(): boolean {
		const took = this.#swallowClick;
		this.#swallowClick = false;
		return took;
	}

	press(event: PointerEvent): void {
		this.#swallowClick = false;
		const from = event.target instanceof Element ? event.target : null;
		const element = from?.closest<HTMLElement>('[data-card]');
		if (element === null || element === undefined || from?.closest(NOT_A_HANDLE) || event.button !== 0)
			return;
		if (this.#state.at !== 'idle' || !event.isPrimary) return;
		const touch = event.pointerType === 'touch';
		const card = element.dataset.card as CardId;
		this.#state = { at: 'pressed', card, element, touch, pointer: event.pointerId };
		this.#start = this.#pointer = { x: event.clientX, y: event.clientY };
		this.#listen();
		if (touch) this.#timer = setTimeout(() => this.#lift(), LONG_PRESS_MS);
	}

	cancel(): void {
		clearTimeout(this.#timer);
		cancelAnimationFrame(this.#frame);
		this.#listeners?.abort();
		this.#listeners = null;
		this.#state = { at: 'idle' };
		this.#target = null;
	}

	#listen(): void {
		this.#listeners = new AbortController();
		const { signal } = this.#listeners;
		const on = <K extends keyof WindowEventMap>(
			type: K,
			run: (event: WindowEventMap[K]) => void,
			options: AddEventListenerOptions = {}
		): void => window.addEventListener(type, run, { ...options, signal });
		on('pointermove', (event) => this.#move(event));
		on('pointerup', () => this.#release());
		on('pointercancel', () => this.cancel());
		on('blur', () => this.cancel());
		on('keydown', (event) => this.#key(event), { capture: true });
		// Once a card is in hand the finger moves it, and neither scrolls the board nor opens the context menu.
		on('touchmove', (event) => void (this.#state.at === 'dragging' && event.preventDefault()), {
			passive: false
		});
		on('contextmenu', (event) => void (this.#state.at !== 'idle' && event.preventDefault()), {
			capture: true
		});
	}

	#key(event: KeyboardEvent): void {
		if (event.key !== 'Escape' || this.#state.at !== 'dragging') return;
		event.preventDefault();
		event.stopPropagation();
		this.#swallowClick = true;
		this.cancel();
	}

	#move(event: PointerEvent): void {
		this.#pointer = { x: event.clientX, y: event.clientY };
		if (this.#state.at !== 'pressed') return;
		const distance = Math.hypot(event.clientX - this.#start.x, event.clientY - this.#start.y);
		if (this.#state.touch) {
			if (distance > TOUCH_SLOP_PX) this.cancel();
		} else if (distance > MOUSE_SLOP_PX) this.#lift();
	}

	#lift(): void {
		if (this.#state.at !== 'pressed') return;
		const { card, element, touch, pointer } = this.#state;
		const rect = element.getBoundingClientRect();
		const grip = { x: this.#start.x - rect.left, y: this.#start.y - rect.top };
		this.#drawn = this.#pointer;
		this.#state = { at: 'dragging', card, touch, width: rect.width, grip };
		if (touch) navigator.vibrate?.(12);
		// What the card is carried over need not look pointed at, one after the other.
		else this.#scroller.setPointerCapture(pointer);
		this.#frame = requestAnimationFrame(this.#follow);
	}

	/** Once a frame while a card is in hand: the board may scroll under a pointer that rests. */
	readonly #follow = (): void => {
		if (this.#state.at !== 'dragging') return;
		this.#drawn = this.#pointer;
		this.#frame = requestAnimationFrame(this.#follow);
		setTimeout(this.#look);
	};

	/**
	 * When the frame is drawn and everything has its place. Before it, asking where things are would lay out the board twice in each frame.
	 */
	readonly #look = (): void => {
		if (this.#state.at !== 'dragging') return;
		const target = findTarget(this.#pointer, this.#state.card);
		this.#scrollAtEdges();
		if (!sameTarget(target, this.#target)) this.#target = target;
	};

	#release(): void {
		const { at } = this.#state;
		if (this.#state.at === 'dragging') {
			const target = findTarget(this.#pointer, this.#state.card);
			this.#swallowClick = true;
			if (target !== null) this.#drop(this.#state.card, target);
		}
		if (at !== 'idle') this.cancel();
	}

	#scrollAtEdges(): void {
		const { x, y } = this.#pointer;
		const box = this.#scroller.getBoundingClientRect();
		const pull = (from: number, to: number, at: number): number => {
			if (at < from + EDGE_PX) return -Math.min(1, (from + EDGE_PX - at) / EDGE_PX);
			return at > to - EDGE_PX ? Math.min(1, (at - to + EDGE_PX) / EDGE_PX) : 0;
		};
		const left = Math.round(pull(box.left, box.right, x) * SCROLL_PX_PER_FRAME);
		const top = Math.round(pull(box.top, box.bottom, y) * SCROLL_PX_PER_FRAME);
		if (left !== 0 || top !== 0) this.#scroller.scrollBy({ left, top, behavior: 'instant' });
	}
}
