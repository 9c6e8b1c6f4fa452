import type { Box } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { BoardTheme } from './board-theme.ts';
import { movedSince, type Origin, originOf } from './lift-origin.ts';
import type { Lift } from './lifting.ts';
import { paintItem } from './paint-item.ts';
import type { SceneItem } from './scene-item.ts';
import type { Scene } from './scene.ts';
import type { Subject } from './tile.ts';
import { TileLayer } from './tile-layer.ts';
import { shifted, type View } from './view.ts';

/** What is taken up is painted at once: until it is, it would be seen twice or not at all. */
const BUDGET_MS = 40;
/** Unless that is not seen, since the picture stands still meanwhile. */
const HIDDEN_BUDGET_MS = 12;
/** What was put down is seen where it was held until the still picture has it, but no longer than this. */
const LONGEST_LINGER_MS = 3_000;

interface Layer {
	readonly ids: ReadonlySet<ShapeId>;
	readonly tiles: TileLayer;
	readonly from: Origin;
	/** Since when it is not held any more. */
	letGoAt: number | null;
}

/** The layers of what is being dragged, one for each who drags. */
export class LiftedLayers {
	readonly #host: HTMLElement;
	readonly #scene: Scene;
	readonly #layers = new Map<string, Layer>();
	#theme: BoardTheme;
	#isHidden = false;

	constructor(host: HTMLElement, scene: Scene, theme: BoardTheme) {
		this.#host = host;
		this.#scene = scene;
		this.#theme = theme;
	}

	invalidate(boxes: readonly Box[], added: readonly SceneItem[]): void {
		for (const { tiles } of this.#layers.values()) tiles.invalidate(boxes, added);
	}

	reset(theme: BoardTheme): void {
		this.#theme = theme;
		for (const { tiles } of this.#layers.values()) tiles.reset(theme);
	}

	/** Paint, but show nothing of it yet. */
	hide(isHidden: boolean): void {
		if (isHidden === this.#isHidden) return;
		this.#isHidden = isHidden;
		this.#host.style.display = isHidden ? 'none' : '';
	}

	/** One frame. `isStillDone`: the picture without them is. Returns whether there is more to do in the next. */
	frame(lifts: readonly Lift[], view: View, now: number, isStillDone: boolean): boolean {
		let isMore = false;
		for (const lift of lifts)
			if (this.#layerOf(lift).tiles.frame(shifted(view, lift.dx, lift.dy), now)) isMore = true;
		for (const [key, layer] of this.#layers) {
			if (lifts.some((lift) => lift.key === key)) continue;
			layer.letGoAt ??= now;
			if (isStillDone || this.#isHidden || now - layer.letGoAt > LONGEST_LINGER_MS) {
				layer.tiles.destroy();
				this.#layers.delete(key);
				continue;
			}
			const by = movedSince(this.#scene, layer.from);
			layer.tiles.linger(shifted(view, by.x, by.y));
		}
		return isMore;
	}

	destroy(): void {
		for (const { tiles } of this.#layers.values()) tiles.destroy();
	}

	#layerOf(lift: Lift): Layer {
		const known = this.#layers.get(lift.key);
		if (known?.ids === lift.ids && known.letGoAt === null) return known;
		known?.tiles.destroy();
		const tiles = new TileLayer(this.#host, this.#subjectOf(lift), this.#theme, {
			className: 'lifted',
			budgetMs: () => (this.#isHidden ? HIDDEN_BUDGET_MS : BUDGET_MS)
		});
		const layer = { ids: lift.ids, tiles, from: originOf(this.#scene, lift.ids), letGoAt: null };
		this.#layers.set(lift.key, layer);
		return layer;
	}

	/** Arrows that stretch are left to the live layer. */
	#subjectOf({ ids, arrows }: Lift): Subject {
		const scene = this.#scene;
		return {
			opaque: false,
			within: (box) =>
				scene
					.within(box)
					.filter(({ shape }) => (shape.type === 'arrow' ? arrows.has(shape.id) : ids.has(shape.id))),
			// What is taken out of its frame is seen whole.
			paint: (easel, item) => {
				const { frame } = item.shape;
				const goesWithIt = frame !== null && ids.has(frame);
				paintItem(easel, item, { clip: goesWithIt ? scene.clipOf(item.shape) : null });
			}
		};
	}
}
