import { MEMBER_COLORS, type MemberColor } from '#model/session/session.ts';
import type { Box } from '#model/whiteboard/geometry.ts';
import type { Editor } from '../editor.svelte.ts';
import { type BoardTheme, readTheme } from './board-theme.ts';
import { liftedShapes, paintLive, type PeopleColors } from './live-layer.ts';
import { StillLayer } from './still-layer.ts';

export interface Canvases {
	/** Where the tokens are read. */
	readonly surface: HTMLElement;
	readonly still: readonly [HTMLCanvasElement, HTMLCanvasElement];
	readonly live: HTMLCanvasElement;
}

/** Draws one editor's board. It draws when something changed, once a frame, and otherwise sleeps. */
export class Renderer {
	readonly #editor: Editor;
	readonly #canvases: Canvases;
	readonly #still: StillLayer;
	readonly #context: CanvasRenderingContext2D;
	#theme: BoardTheme;
	#people: PeopleColors;
	#request: number | null = null;
	#lastFrame = 0;
	#pixelRatio = 1;

	constructor(editor: Editor, canvases: Canvases) {
		this.#editor = editor;
		this.#canvases = canvases;
		this.#theme = readTheme(canvases.surface);
		this.#people = readPeople(canvases.surface);
		this.#still = new StillLayer(canvases.still, editor.scene, this.#theme);
		this.#context = canvases.live.getContext('2d')!;
	}

	/** Whether nothing is left to draw. */
	get isSharp(): boolean {
		return this.#request === null;
	}

	/** Draw in the next frame. */
	invalidate(): void {
		this.#request ??= requestAnimationFrame(this.#frame);
	}

	/** Shapes changed: these parts of the still picture are out of date. */
	repaint(boxes: readonly Box[]): void {
		this.#still.invalidate(boxes);
		this.invalidate();
	}

	/** Everything is out of date: another theme, another size, another face. */
	reset(): void {
		this.#theme = readTheme(this.#canvases.surface);
		this.#people = readPeople(this.#canvases.surface);
		this.#still.reset(this.#theme);
		this.invalidate();
	}

	destroy(): void {
		if (this.#request !== null) cancelAnimationFrame(this.#request);
		// Never again, whoever asks.
		this.#request = 0;
	}

	readonly #frame = (now: number): void => {
		this.#request = null;
		const editor = this.#editor;
		this.#fitCanvas();
		editor.tools[editor.tool].frame?.();
		const gliding = editor.presence.step(Math.min(100, now - this.#lastFrame));
		this.#lastFrame = now;
		for (const overlay of editor.overlays) overlay(now);
		this.#still.leaveOut(liftedShapes(editor), editor.editing);
		const painting = this.#still.frame(editor.camera, editor.viewport, this.#pixelRatio, now);
		const scale = editor.camera.zoom * this.#pixelRatio;
		paintLive({ context: this.#context, theme: this.#theme, scale }, editor, this.#people, {
			pixelRatio: this.#pixelRatio,
			now
		});
		if (gliding || painting) this.invalidate();
	};

	/** Follows the viewport and the screen's pixel density, which changes when a window moves to another screen. */
	#fitCanvas(): void {
		const { w, h } = this.#editor.viewport;
		const { live } = this.#canvases;
		const ratio = Math.min(3, devicePixelRatio || 1);
		if (ratio !== this.#pixelRatio) {
			this.#pixelRatio = ratio;
			this.#still.reset(this.#theme);
		}
		const [width, height] = [Math.round(w * ratio), Math.round(h * ratio)];
		if (live.width === width && live.height === height) return;
		live.width = width;
		live.height = height;
		live.style.width = `${w}px`;
		live.style.height = `${h}px`;
	}
}

function readPeople(element: Element): PeopleColors {
	const computed = getComputedStyle(element);
	const shades = (suffix: string): Record<MemberColor, string> =>
		Object.fromEntries(
			MEMBER_COLORS.map((color) => [color, computed.getPropertyValue(`--member-${color}${suffix}`).trim()])
		) as Record<MemberColor, string>;
	return { fill: shades(''), on: shades('-ink') };
}
