import { type Detour, goesAround, holdersOf } from '#model/whiteboard/connect.ts';
import { detoured } from '#model/whiteboard/detour.ts';
import { type Box, grown, overlaps, union } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape, ShapeType } from '#model/whiteboard/shapes/registry.ts';
import type { SceneItem } from './scene-item.ts';
import type { SpatialIndex } from './spatial-index.ts';

/** What people draw over and across: no line goes around it. */
const NO_OBSTACLES: readonly ShapeType[] = ['arrow', 'line', 'pen', 'highlighter', 'frame', 'stamp'];
/** What stands farther from an elbow and its shapes than this does not concern it. */
const CONCERN = 60;

function isObstacle({ type }: Shape): boolean {
	return !NO_OBSTACLES.includes(type);
}

/**
 * Sends elbows around things, and knows where: what is put, moved or taken away there may send them another way. Fetched
 * after the first look, which has the plain ways.
 */
export class Elbows {
	readonly #areas = new Map<ShapeId, Box>();

	clear(): void {
		this.#areas.clear();
	}

	/** The way around all that is in an index, but for what is `away` in somebody's hand. */
	detourIn(index: SpatialIndex<SceneItem>, away: (id: ShapeId) => boolean): Detour {
		return (plain, starts, ends, own) =>
			detoured(plain, starts, ends, (area) =>
				index
					.search(area)
					.filter(({ shape }) => isObstacle(shape) && !own.includes(shape.id) && !away(shape.id))
					.map(({ bounds }) => bounds)
			);
	}

	/** Remembers where an arrow lies now; `boundsOf` tells of the shapes that hold it. */
	keep(id: ShapeId, shape: Shape | undefined, boundsOf: (id: ShapeId) => Box | undefined): void {
		if (shape?.type !== 'arrow' || !goesAround(shape)) {
			this.#areas.delete(id);
			return;
		}
		const boxes = [shape, ...[...holdersOf(shape)].flatMap((holder) => boundsOf(holder) ?? [])];
		this.#areas.set(id, grown(union(boxes)!, CONCERN));
	}

	/** Those that anything in these boxes may concern. */
	*near(boxes: readonly Box[]): Generator<ShapeId> {
		const all = this.#areas.size === 0 ? null : union(boxes);
		if (all === null) return;
		for (const [id, area] of this.#areas)
			if (overlaps(area, all) && boxes.some((box) => overlaps(area, box))) yield id;
	}
}
