import { whenIdle } from '$lib/ui/when-idle.ts';
import { MEMBER_COLORS, type MemberColor } from '#model/session/session.ts';
import { grown } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Editor } from '../editor.svelte.ts';
import { type BoardTheme, readTheme } from './board-theme.ts';
import { missingIn, paintedBoxes } from './away.ts';
import type * as LaterParts from './later-parts.ts';
import type { Dragged } from './dragged.ts';
import type { Lifted } from './lifting.ts';
import { LiveCanvas } from './live-canvas.ts';
import { paintLive } from './live-layer.ts';
import { paintItem } from './paint-item.ts';
import type { Outdated } from './scene.ts';
import type { PeopleColors } from './screen.ts';
import type { Subject } from './tile.ts';
import { TileLayer } from './tile-layer.ts';
import { viewOf } from './view.ts';

/** Where a board is drawn, one over the other. */
export interface Canvases {
	/** Around the others; the tokens are read here. */
	readonly surface: HTMLElement;
	/** What lies still. */
	readonly still: HTMLElement;
	/** What is being dragged. */
	readonly lifted: HTMLElement;
	readonly live: HTMLCanvasElement;
	/** How large a pixel of the layout is on the screen, where the page scales all of it. */
	readonly scale?: number;
}

/** What the theme and the density of pixels depend on, beside the page's own choice. */
const SCREEN_QUERIES = [
	'(prefers-color-scheme: dark)',
	'(forced-colors: active)',
	'(prefers-contrast: more)'
];
const MOST_PIXEL_RATIO = 3;

const NONE: ReadonlySet<ShapeId> = new Set();
const NOTHING_LIFTED: Lifted = { lifts: [], away: NONE, stretching: NONE };

/** What draws gestures is fetched so soon after the first look at the latest. */
const LATER_WITHIN_MS = 300;

/** Draws one editor's board. It draws when something changed, once a frame, and otherwise sleeps. */
export class Renderer {
	readonly #editor: Editor;
	readonly #canvases: Canvases;
	readonly #still: TileLayer;
	#dragged: Dragged | null = null;
	readonly #live: LiveCanvas;
	readonly #stop = new AbortController();
	#later: typeof LaterParts | null = null;
	#theme: BoardTheme;
	#people: PeopleColors;
	#away: ReadonlySet<ShapeId> = new Set();
	#editing: ShapeId | null = null;
	#request: number | null = null;
	#wake: ReturnType<typeof setTimeout> | null = null;
	#lastFrame = 0;
	#pixelRatio = 0;
	#place: { readonly left: number; readonly top: number } = { left: 0, top: 0 };

	constructor(editor: Editor, canvases: Canvases) {
		this.#editor = editor;
		this.#canvases = canvases;
		this.#theme = readTheme(canvases.surface);
		this.#people = readPeople(canvases.surface);
		const { scene } = editor;
		this.#still = new TileLayer(canvases.still, this.#stillSubject(), this.#theme, {
			className: 'still',
			rest: {
				wake: (afterMs) => this.#wakeAfter(afterMs),
				isBusy: () => this.#away.size > 0 || editor.dragging,
				bounds: () => scene.bounds(),
				tidy: (visible) => scene.forgetBeyond(grown(visible, Math.max(visible.w, visible.h)))
			}
		});
		this.#live = new LiveCanvas(canvases.live);
		whenIdle(() => void this.#fetchLater(), LATER_WITHIN_MS);
		const { signal } = this.#stop;
		for (const query of SCREEN_QUERIES)
			matchMedia(query).addEventListener('change', () => this.reset(), { signal });
	}

	async #fetchLater(): Promise<void> {
		try {
			this.#later = await import('./later-parts.ts');
			if (this.#stop.signal.aborted) return;
			const parts = { still: this.#still, host: this.#canvases.lifted, theme: this.#theme };
			this.#dragged = new this.#later.Dragged(this.#editor, parts);
			this.repaint(this.#editor.scene.goAround(new this.#later.Elbows()));
		} catch {
			// Without a line, as soon as there is one.
			addEventListener('online', () => void this.#fetchLater(), { once: true, signal: this.#stop.signal });
		}
	}

	/** Whether nothing is left to draw. */
	get isSharp(): boolean {
		return this.#request === null;
	}

	/** Draw in the next frame. */
	invalidate(): void {
		this.#request ??= requestAnimationFrame(this.#frame);
	}

	/** Shapes changed: these parts of the picture are out of date. */
	repaint({ boxes, added }: Outdated): void {
		this.#still.invalidate(boxes, added);
		this.#dragged?.invalidate(boxes, added);
		this.invalidate();
	}

	/** Everything is out of date: another theme, another size, another face. */
	reset(): void {
		this.#theme = readTheme(this.#canvases.surface);
		this.#people = readPeople(this.#canvases.surface);
		this.#still.reset(this.#theme);
		this.#dragged?.reset(this.#theme);
		this.invalidate();
	}

	destroy(): void {
		if (this.#request !== null) cancelAnimationFrame(this.#request);
		// Never again, whoever asks.
		this.#request = 0;
		this.#stop.abort();
		if (this.#wake !== null) clearTimeout(this.#wake);
		this.#still.destroy();
		this.#dragged?.destroy();
	}

	#wakeAfter(ms: number): void {
		this.#wake ??= setTimeout(() => {
			this.#wake = null;
			this.invalidate();
		}, ms);
	}

	readonly #frame = (now: number): void => {
		this.#request = null;
		const editor = this.#editor;
		this.#followScreen();
		editor.tools[editor.tool].frame?.();
		const elapsed = Math.min(100, now - this.#lastFrame);
		const gliding = [editor.presence.step(elapsed), editor.peerShapes?.step(elapsed)].includes(true);
		this.#lastFrame = now;
		for (const overlay of editor.overlays) overlay(now);
		const view = viewOf(editor.camera, editor.viewport, this.#pixelRatio, this.#place);
		const dragged = this.#dragged;
		const lifted = dragged?.now() ?? NOTHING_LIFTED;
		const leaving = this.#leaveOut(lifted.away, editor.editing);
		const isPainting = dragged?.frame(lifted, leaving, view, now) ?? this.#still.frame(view, now);
		this.#live.begin(view);
		const stretching = dragged?.isSeen === true ? lifted.stretching : NONE;
		const parts = { view, now, stretching, later: this.#later };
		paintLive(this.#live.easel(this.#theme, view), editor, this.#people, parts);
		if (gliding || isPainting) this.invalidate();
	};

	/** What is shown elsewhere leaves the still picture, and what is put down comes back. Returns how many leave. */
	#leaveOut(away: ReadonlySet<ShapeId>, editing: ShapeId | null): number {
		const [leaving, back] = [missingIn(this.#away, away), missingIn(away, this.#away)];
		const changed = [...leaving, ...back];
		if (editing !== this.#editing)
			for (const id of [editing, this.#editing]) if (id !== null) changed.push(id);
		this.#away = away;
		this.#editing = editing;
		if (changed.length > 0) this.#still.invalidate(paintedBoxes(this.#editor, changed));
		return leaving.length;
	}

	#stillSubject(): Subject {
		const { scene } = this.#editor;
		return {
			opaque: true,
			within: (box) => scene.within(box),
			paint: (easel, item) => {
				const { id } = item.shape;
				if (this.#away.has(id)) return;
				paintItem(easel, item, { withoutText: id === this.#editing, clip: scene.clipOf(item.shape) });
			}
		};
	}

	/** Follows the viewport and the screen's pixel density, which changes when a window moves to another screen. */
	#followScreen(): void {
		const { viewport } = this.#editor;
		const ratio = Math.min(MOST_PIXEL_RATIO, (devicePixelRatio || 1) * (this.#canvases.scale ?? 1));
		if (ratio !== this.#pixelRatio) {
			this.#pixelRatio = ratio;
			this.#still.reset(this.#theme);
			matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
				'change',
				() => this.invalidate(),
				{ once: true, signal: this.#stop.signal }
			);
		}
		if (this.#live.fit(viewport, ratio)) this.#place = this.#canvases.surface.getBoundingClientRect();
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
