import { distance, type Point } from '#model/whiteboard/geometry.ts';
import { type Camera, toBoard, zoomedTo } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Press } from '../tools/tool.ts';

type State =
	| { readonly at: 'idle' }
	/** One pointer works with the tool. */
	| { readonly at: 'tool'; readonly pointer: number }
	/** Middle button, space, or a finger while a pen is in use. */
	| { readonly at: 'panning'; readonly pointer: number; readonly last: Point }
	/** Two fingers hold the paper. */
	| { readonly at: 'pinching'; readonly camera: Camera; readonly middle: Point; readonly spread: number };

const DOUBLE_CLICK_MS = 400;
const DOUBLE_CLICK_PX = 12;
/** A wheel's step of zoom; a trackpad's pinch comes as many small ones. */
const ZOOM_PER_PIXEL = 0.01;
const MOST_ZOOM_PER_EVENT = 0.25;
const LINE_PX = 20;

/** Turns the surface's pointer and wheel events into gestures: the tool's, or the camera's. */
export class Pointers {
	readonly #editor: Editor;
	readonly #surface: HTMLElement;
	readonly #down = new Map<number, Point>();
	readonly #stop = new AbortController();
	#state: State = { at: 'idle' };
	#lastClick = { at: -Infinity, point: { x: 0, y: 0 }, count: 0 };
	/** A pen has been used here: from now on the pen draws, and fingers move the paper. */
	#hasPen = false;
	/** Space is held: dragging moves the paper. */
	holdsSpace = false;

	constructor(editor: Editor, surface: HTMLElement) {
		this.#editor = editor;
		this.#surface = surface;
		const { signal } = this.#stop;
		surface.addEventListener('pointerdown', (event) => this.#onDown(event), { signal });
		surface.addEventListener('pointermove', (event) => this.#onMove(event), { signal });
		surface.addEventListener('pointerup', (event) => this.#onUp(event), { signal });
		surface.addEventListener('pointercancel', (event) => this.#onCancel(event), { signal });
		surface.addEventListener('pointerleave', () => editor.presence.showCursor(null), { signal });
		surface.addEventListener('wheel', (event) => this.#onWheel(event), { signal, passive: false });
		surface.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
	}

	/** Whether a gesture is on. */
	get busy(): boolean {
		return this.#state.at !== 'idle';
	}

	/** Breaks off the gesture in progress, leaving no trace. */
	cancel(): void {
		if (this.#state.at === 'tool') this.#tool.cancel();
		this.#state = { at: 'idle' };
		this.#showCursor();
	}

	destroy(): void {
		this.cancel();
		this.#stop.abort();
	}

	get #tool() {
		return this.#editor.tools[this.#editor.tool];
	}

	#onDown(event: PointerEvent): void {
		this.#surface.focus({ preventScroll: true });
		const screen = this.#screenOf(event);
		this.#down.set(event.pointerId, screen);
		this.#surface.setPointerCapture(event.pointerId);
		if (event.pointerType === 'pen') this.#hasPen = true;
		// What was being written is done, as anywhere else when one clicks beside it.
		this.#editor.edit(null);
		if (event.pointerType === 'touch' && this.#down.size === 2) {
			this.#startPinch();
			return;
		}
		if (this.#state.at !== 'idle') return;
		// A press beside an open panel closes it, and does nothing else.
		if (this.#editor.popover !== null) {
			this.#editor.popover = null;
			return;
		}
		const palm = event.pointerType === 'touch' && this.#hasPen && this.#editor.tool === 'pen';
		if (event.button === 1 || this.holdsSpace || palm) {
			event.preventDefault();
			this.#state = { at: 'panning', pointer: event.pointerId, last: screen };
		} else if (event.button === 0) {
			this.#countClick(screen, event.timeStamp);
			this.#state = { at: 'tool', pointer: event.pointerId };
			this.#tool.press(this.#pressOf(event));
		}
		this.#showCursor();
	}

	#onMove(event: PointerEvent): void {
		const screen = this.#screenOf(event);
		const state = this.#state;
		if (this.#down.has(event.pointerId)) this.#down.set(event.pointerId, screen);
		if (event.pointerType !== 'touch' || state.at === 'tool')
			this.#editor.presence.showCursor(toBoard(this.#editor.camera, screen));
		switch (state.at) {
			case 'idle':
				if (event.pointerType !== 'touch') this.#showCursor(this.#tool.hover?.(this.#pressOf(event)));
				return;
			case 'tool':
				if (event.pointerId === state.pointer) this.#tool.drag(this.#pressOf(event));
				return;
			case 'panning':
				if (event.pointerId !== state.pointer) return;
				this.#editor.pan(screen.x - state.last.x, screen.y - state.last.y);
				this.#state = { ...state, last: screen };
				return;
			case 'pinching':
				this.#pinch(state);
		}
	}

	#onUp(event: PointerEvent): void {
		const state = this.#state;
		const press = this.#pressOf(event);
		this.#down.delete(event.pointerId);
		if (state.at === 'tool' && event.pointerId === state.pointer) {
			this.#state = { at: 'idle' };
			this.#tool.release(press);
		} else if (state.at === 'panning' && event.pointerId === state.pointer) this.#state = { at: 'idle' };
		// The last of two fingers ends the pinch: a finger that stays must not draw.
		else if (state.at === 'pinching' && this.#down.size === 0) this.#state = { at: 'idle' };
		if (event.pointerType === 'touch') this.#editor.presence.showCursor(null);
		this.#showCursor();
	}

	#onCancel(event: PointerEvent): void {
		this.#down.delete(event.pointerId);
		if (this.#state.at !== 'pinching' || this.#down.size === 0) this.cancel();
	}

	#startPinch(): void {
		if (this.#state.at === 'tool') this.#tool.cancel();
		const [a, b] = this.#fingers();
		this.#state = {
			at: 'pinching',
			camera: this.#editor.camera,
			middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
			spread: Math.max(1, distance(a, b))
		};
	}

	#pinch({ camera, middle, spread }: Extract<State, { at: 'pinching' }>): void {
		if (this.#down.size < 2) return;
		const [a, b] = this.#fingers();
		const now = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
		const zoomed = zoomedTo(camera, middle, camera.zoom * (distance(a, b) / spread));
		this.#editor.look({
			...zoomed,
			x: zoomed.x - (now.x - middle.x) / zoomed.zoom,
			y: zoomed.y - (now.y - middle.y) / zoomed.zoom
		});
	}

	#fingers(): [Point, Point] {
		const [a, b] = [...this.#down.values()];
		return [a!, b!];
	}

	#onWheel(event: WheelEvent): void {
		event.preventDefault();
		const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
		let [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
		if (event.ctrlKey || event.metaKey) {
			const by = Math.max(-MOST_ZOOM_PER_EVENT, Math.min(MOST_ZOOM_PER_EVENT, -dy * ZOOM_PER_PIXEL));
			this.#editor.zoomTo(this.#editor.camera.zoom * Math.exp(by), this.#screenOf(event));
			return;
		}
		if (event.shiftKey && dx === 0) [dx, dy] = [dy, 0];
		this.#editor.pan(-dx, -dy);
	}

	#countClick(point: Point, at: number): void {
		const last = this.#lastClick;
		const again = at - last.at < DOUBLE_CLICK_MS && distance(point, last.point) < DOUBLE_CLICK_PX;
		this.#lastClick = { at, point, count: again ? last.count + 1 : 1 };
	}

	#screenOf(event: MouseEvent): Point {
		const { left, top } = this.#surface.getBoundingClientRect();
		return { x: event.clientX - left, y: event.clientY - top };
	}

	#pressOf(event: PointerEvent): Press {
		const { camera } = this.#editor;
		const pointer = event.pointerType === 'pen' ? 'pen' : event.pointerType === 'touch' ? 'touch' : 'mouse';
		const events =
			event.type === 'pointermove' && 'getCoalescedEvents' in event ? event.getCoalescedEvents() : [];
		const samples = (events.length > 0 ? events : [event]).map((sample) => ({
			...toBoard(camera, this.#screenOf(sample)),
			// A finger reports no pressure worth the name.
			pressure: pointer === 'pen' && sample.pressure > 0 ? sample.pressure : null
		}));
		const screen = this.#screenOf(event);
		return {
			point: toBoard(camera, screen),
			screen,
			shift: event.shiftKey,
			alt: event.altKey,
			ctrl: event.ctrlKey || event.metaKey,
			pointer,
			samples,
			clicks: this.#lastClick.count
		};
	}

	#showCursor(wanted: string | undefined = this.#tool.cursor): void {
		const { at } = this.#state;
		const cursor = at === 'panning' || (at === 'tool' && this.#editor.tool === 'hand') ? 'grabbing' : wanted;
		this.#surface.style.cursor = at === 'idle' && this.holdsSpace ? 'grab' : cursor;
	}
}
