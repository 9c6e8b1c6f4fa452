import type { Box } from '#model/whiteboard/geometry.ts';
import type { Editor } from '../editor.svelte.ts';
import type { BoardTheme } from './board-theme.ts';
import { LiftedLayers } from './lifted-layers.ts';
import { type Lifted, Lifting } from './lifting.ts';
import type { SceneItem } from './scene-item.ts';
import { TakingUp } from './taking-up.ts';
import type { TileLayer } from './tile-layer.ts';
import type { View } from './view.ts';

/** The board with what people drag on it: the still picture, and over it what is in somebody's hand. */
export class Dragged {
	readonly #editor: Editor;
	readonly #still: TileLayer;
	readonly #lifting = new Lifting();
	readonly #layers: LiftedLayers;
	readonly #takingUp: TakingUp;

	/** `host` is where the layers of what is dragged lie. */
	constructor(
		editor: Editor,
		{
			still,
			host,
			theme
		}: { readonly still: TileLayer; readonly host: HTMLElement; readonly theme: BoardTheme }
	) {
		this.#editor = editor;
		this.#still = still;
		this.#layers = new LiftedLayers(host, editor.scene, theme);
		this.#takingUp = new TakingUp(still, editor.scene);
	}

	/** What is dragged in this frame. */
	now(): Lifted {
		const lifted = this.#lifting.now(this.#editor);
		this.#takingUp.step(lifted.lifts);
		return lifted;
	}

	/** Whether what is dragged is to be seen in the hand. */
	get isSeen(): boolean {
		return !this.#takingUp.isHidden;
	}

	/** One frame of the board; `leaving` shapes leave the still picture in it. Returns whether there is more to do in the next. */
	frame({ lifts, away }: Lifted, leaving: number, view: View, now: number): boolean {
		this.#takingUp.begin(leaving, lifts, away, view);
		const isStillPainting = this.#still.frame(view, now, this.#takingUp.placeOf(view, lifts));
		this.#layers.hide(this.#takingUp.isHidden);
		const isPainting = this.#layers.frame(lifts, view, now, !isStillPainting) || isStillPainting;
		return this.#takingUp.finish(!isPainting) || isPainting;
	}

	invalidate(boxes: readonly Box[], added: readonly SceneItem[]): void {
		this.#layers.invalidate(boxes, added);
	}

	reset(theme: BoardTheme): void {
		this.#layers.reset(theme);
	}

	destroy(): void {
		this.#layers.destroy();
	}
}
