import { distance, type Point } from '#model/whiteboard/geometry.ts';
import { t } from '$lib/messages/whiteboard.ts';
import { toBoard } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Press, ToolName } from '../tools/tool.ts';
import { Clicks } from './clicks.ts';
import { FingerTaps } from './finger-taps.ts';
import { keepTouches } from './keep-touches.ts';
import { beginPinch, type Fingers, type Pinch, pinched } from './pinch.ts';
import { pressOf, screenOf } from './press.ts';
import { onWheel } from './wheel.ts';

type State =
	| { readonly at: 'idle' }
	/** One pointer works with the tool. */
	| { readonly at: 'tool'; readonly pointer: number }
	/** Middle button, space, or a finger while a pen is in use. */
	| { readonly at: 'panning'; readonly pointer: number; readonly last: Point }
	/** Two fingers hold the paper. */
	| { readonly at: 'pinching'; readonly pinch: Pinch };

/** A finger that rests so long asks for the menu. */
const LONG_PRESS_MS = 500;
const LONG_PRESS_PX = 10;
/** For so long after the pen, whatever touches the glass is the hand that holds it. */
const PALM_MS = 700;
/** With these, fingers go on choosing beside a pen. */
const FINGER_TOOLS: readonly ToolName[] = ['select', 'lasso'];

/** Turns the surface's pointer and wheel events into gestures: the tool's, or the camera's. */
export class Pointers {
	readonly #editor: Editor;
	readonly #surface: HTMLElement;
	readonly #down = new Map<number, Point>();
	readonly #stop = new AbortController();
	#state: State = { at: 'idle' };
	/** A pen has been used here: from now on the pen draws, and fingers move the paper. */
	#hasPen = false;
	#penAt = -Infinity;
	readonly #clicks = new Clicks();
	readonly #taps = new FingerTaps();
	#longPress: ReturnType<typeof setTimeout> | null = null;
	/** Space is held: dragging moves the paper. */
	holdsSpace = false;

	constructor(editor: Editor, surface: HTMLElement) {
		this.#editor = editor;
		this.#surface = surface;
		const { signal } = this.#stop;
		signal.addEventListener('abort', keepTouches(surface));
		surface.addEventListener('pointerdown', (event) => this.#onDown(event), { signal });
		surface.addEventListener('pointermove', (event) => this.#onMove(event), { signal });
		surface.addEventListener('pointerup', (event) => this.#onUp(event), { signal });
		surface.addEventListener('pointercancel', (event) => this.#onCancel(event), { signal });
		surface.addEventListener('pointerleave', () => this.#onLeave(), { signal });
		const wheel = (event: WheelEvent): void => onWheel(event, editor, screenOf(event, surface));
		surface.addEventListener('wheel', wheel, { signal, passive: false });
		surface.addEventListener('contextmenu', (event) => this.#onContextMenu(event), { signal });
	}

	/** Whether a gesture is on. */
	get busy(): boolean {
		return this.#state.at !== 'idle';
	}

	/** Breaks off the gesture in progress, leaving no trace. */
	cancel(): void {
		if (this.#state.at === 'tool') this.#tool.cancel();
		this.#rest();
		this.#showCursor();
	}

	destroy(): void {
		this.cancel();
		this.#stop.abort();
	}

	get #tool() {
		return this.#editor.tools[this.#editor.tool];
	}

	#rest(): void {
		this.#state = { at: 'idle' };
		this.#editor.dragging = false;
		this.#stopLongPress();
	}

	#onDown(event: PointerEvent): void {
		if (this.#isPalm(event)) return;
		this.#surface.focus({ preventScroll: true });
		const screen = screenOf(event, this.#surface);
		this.#down.set(event.pointerId, screen);
		this.#surface.setPointerCapture(event.pointerId);
		if (event.pointerType === 'touch') this.#taps.down(event.pointerId, screen, event.timeStamp);
		if (event.pointerType === 'pen') this.#onPen(event);
		// What was being written is done, as anywhere else when one clicks beside it.
		this.#editor.edit(null);
		if (event.pointerType === 'touch' && this.#down.size === 2) {
			this.#startPinch();
			return;
		}
		if (this.#state.at !== 'idle') return;
		// A press beside an open panel closes it, and does nothing else.
		if (this.#editor.panels.popover !== null) {
			this.#editor.panels.popover = null;
			return;
		}
		if (event.button === 1 || this.holdsSpace || this.#isFingerBesidePen(event)) {
			event.preventDefault();
			this.#state = { at: 'panning', pointer: event.pointerId, last: screen };
		} else if (event.button === 0) this.#pressTool(event, screen);
		this.#showCursor();
	}

	#pressTool(event: PointerEvent, screen: Point): void {
		this.#clicks.add(screen, event.timeStamp);
		this.#state = { at: 'tool', pointer: event.pointerId };
		const press = this.#pressOf(event);
		this.#tool.press(press);
		if (event.pointerType === 'touch')
			this.#longPress = setTimeout(() => this.#onLongPress(press), LONG_PRESS_MS);
	}

	/** Whatever lay on the glass before the pen came was a palm. */
	#onPen(event: PointerEvent): void {
		this.#hasPen = true;
		this.#penAt = event.timeStamp;
		if (this.#down.size === 1) return;
		this.cancel();
		for (const pointer of this.#down.keys()) if (pointer !== event.pointerId) this.#down.delete(pointer);
	}

	#isPalm(event: PointerEvent): boolean {
		return event.pointerType === 'touch' && this.#hasPen && event.timeStamp - this.#penAt < PALM_MS;
	}

	#isFingerBesidePen({ pointerType }: PointerEvent): boolean {
		return pointerType === 'touch' && this.#hasPen && !FINGER_TOOLS.includes(this.#editor.tool);
	}

	#onMove(event: PointerEvent): void {
		const screen = screenOf(event, this.#surface);
		const state = this.#state;
		if (event.pointerType === 'pen') this.#penAt = event.timeStamp;
		if (this.#down.has(event.pointerId)) this.#down.set(event.pointerId, screen);
		if (event.pointerType === 'touch') this.#taps.move(event.pointerId, screen);
		else this.#editor.pointer = toBoard(this.#editor.camera, screen);
		if (event.pointerType !== 'touch' || state.at === 'tool')
			this.#editor.presence.showCursor(toBoard(this.#editor.camera, screen));
		switch (state.at) {
			case 'idle':
				if (event.pointerType !== 'touch') this.#showCursor(this.#tool.hover?.(this.#pressOf(event)));
				return;
			case 'tool':
				if (event.pointerId === state.pointer) this.#dragTool(event, screen);
				return;
			case 'panning':
				if (event.pointerId !== state.pointer) return;
				this.#editor.pan(screen.x - state.last.x, screen.y - state.last.y);
				this.#state = { ...state, last: screen };
				return;
			case 'pinching':
				if (this.#down.size >= 2) this.#editor.look(pinched(state.pinch, this.#fingers()));
		}
	}

	#dragTool(event: PointerEvent, screen: Point): void {
		if (distance(screen, this.#clicks.place) > LONG_PRESS_PX) {
			this.#stopLongPress();
			this.#editor.dragging = true;
		}
		this.#tool.drag(this.#pressOf(event));
	}

	#onUp(event: PointerEvent): void {
		if (!this.#down.delete(event.pointerId)) return;
		const state = this.#state;
		if (event.pointerType === 'pen') this.#penAt = event.timeStamp;
		if (state.at === 'tool' && event.pointerId === state.pointer) {
			this.#rest();
			this.#tool.release(this.#pressOf(event));
		} else if (state.at === 'panning' && event.pointerId === state.pointer) this.#rest();
		// The last of two fingers ends the pinch: a finger that stays must not draw.
		else if (state.at === 'pinching' && this.#down.size === 0) this.#rest();
		if (event.pointerType === 'touch') this.#onFingerUp(event);
		this.#showCursor();
	}

	#onFingerUp(event: PointerEvent): void {
		this.#editor.presence.showCursor(null);
		const fingers = this.#taps.up(event.pointerId, event.timeStamp);
		if (this.#editor.readonly) return;
		if (fingers === 2) this.#editor.undo();
		if (fingers === 3) this.#editor.redo();
	}

	#onCancel(event: PointerEvent): void {
		this.#down.delete(event.pointerId);
		this.#taps.cancel(event.pointerId);
		if (this.#state.at !== 'pinching' || this.#down.size === 0) this.cancel();
	}

	#onLeave(): void {
		this.#editor.pointer = null;
		this.#editor.presence.showCursor(null);
		// What is shown beside what was pointed at goes.
		this.#editor.invalidate();
	}

	#onLongPress(press: Press): void {
		this.cancel();
		this.#openMenu(press);
	}

	/** For what is under the pointer; beside what is selected where there is none. Its program comes when it is asked for. */
	#openMenu(press: Press | null): void {
		import('./menu-at.ts').then(
			({ openMenu, openMenuAt }) =>
				press === null ? openMenu(this.#editor, null) : openMenuAt(this.#editor, press),
			() => this.#editor.announce(t.moreToolsFailed)
		);
	}

	#stopLongPress(): void {
		if (this.#longPress !== null) clearTimeout(this.#longPress);
		this.#longPress = null;
	}

	/** By the right button, and by keys that the browser turns into it; a finger's long press is our own. */
	#onContextMenu(event: MouseEvent): void {
		event.preventDefault();
		if ('pointerType' in event && event.pointerType === 'touch') return;
		if (event.button !== 2) this.#openMenu(null);
		else if (this.#state.at === 'idle') this.#openMenu(this.#pressOf(event));
	}

	#startPinch(): void {
		if (this.#state.at === 'tool') this.#tool.cancel();
		this.#rest();
		this.#state = { at: 'pinching', pinch: beginPinch(this.#editor.camera, this.#fingers()) };
	}

	#fingers(): Fingers {
		const [a, b] = [...this.#down.values()];
		return [a!, b!];
	}

	#pressOf(event: MouseEvent): Press {
		return pressOf(event, this.#surface, this.#editor.camera, this.#clicks.count);
	}

	#showCursor(wanted: string | undefined = this.#tool.cursor): void {
		const { at } = this.#state;
		const cursor = at === 'panning' || (at === 'tool' && this.#editor.tool === 'hand') ? 'grabbing' : wanted;
		this.#surface.style.cursor = at === 'idle' && this.holdsSpace ? 'grab' : cursor;
	}
}
