import type { FindShape } from '#model/whiteboard/arrow-end.ts';
import { goesAround, holdersOf, letGo } from '#model/whiteboard/connect.ts';
import { moved } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { Editor } from '../editor.svelte.ts';
import { draggedBy } from '../presence.ts';
import type { SceneItem } from './scene-item.ts';

/**
 * The arrows that follow a gesture in progress, mine or somebody else's, as they lie at this moment. They are on the live
 * layer, and are painted in place of what the gesture itself shows of them.
 */
export function followingArrows(
	editor: Editor,
	stretching: ReadonlySet<ShapeId>
): ReadonlyMap<ShapeId, SceneItem> {
	const following = new Map<ShapeId, SceneItem>();
	if (stretching.size === 0) return following;
	const { scene } = editor;
	const { find, isHeld } = displaced(editor);
	for (const id of stretching) {
		const shape = find(id);
		if (shape !== undefined) following.set(id, scene.ghost(shape, find, isHeld));
	}
	return following;
}

/** Whether an arrow keeps its form when these shapes, and only these, are moved: nothing else holds it or leads it. */
export function goesAlong(arrow: Shape | undefined, ids: ReadonlySet<ShapeId>): boolean {
	if (arrow?.type !== 'arrow' || goesAround(arrow)) return false;
	const isHeld = [...holdersOf(arrow)].every((id) => ids.has(id));
	const isLed = arrow.bends.length > arrow.lean.length;
	return isHeld && (ids.has(arrow.id) || (arrow.start !== null && arrow.end !== null && !isLed));
}

interface Displaced {
	/** Shapes as they are shown, as far as arrows are concerned: elsewhere than the document has them, perhaps. */
	readonly find: FindShape;
	/** What is in somebody's hand is in nobody's way until it is put down. */
	readonly isHeld: (id: ShapeId) => boolean;
}

function displaced({ preview, presence, peerShapes, scene }: Editor): Displaced {
	const reshaped = new Map<ShapeId, Shape>();
	for (const { shape } of peerShapes?.items() ?? []) reshaped.set(shape.id, shape);
	if (preview.at === 'reshaping') for (const { shape } of preview.items) reshaped.set(shape.id, shape);
	const held = preview.at === 'moving' ? preview.ids : null;
	const draggers = [...presence.peers].filter(({ drag }) => drag !== null);
	return {
		isHeld: (id) =>
			reshaped.has(id) || held?.has(id) === true || draggers.some(({ drag }) => drag!.ids.has(id)),
		find(id) {
			const known = reshaped.get(id);
			const shape = known ?? scene.shapeOf(id);
			if (shape === undefined || known !== undefined) return shape;
			if (preview.at === 'moving' && preview.ids.has(id)) {
				const there = moved(shape, preview.dx, preview.dy);
				return there.type === 'arrow' ? letGo(there, preview.ids) : there;
			}
			for (const peer of draggers) {
				const by = draggedBy(peer, id, shape);
				if (by !== null) return moved(shape, by.x, by.y);
			}
			return shape;
		}
	};
}
