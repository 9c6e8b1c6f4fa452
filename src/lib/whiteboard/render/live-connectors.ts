import { letGo } from '#model/whiteboard/connect.ts';
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
export function followingArrows(editor: Editor): ReadonlyMap<ShapeId, SceneItem> {
	const { scene } = editor;
	const displaced = displacedShapes(editor);
	const following = new Map<ShapeId, SceneItem>();
	if (displaced.size === 0) return following;
	const arrows = scene.connectorsOf(displaced.keys());
	for (const [id, shape] of displaced) if (shape.type === 'arrow') arrows.add(id);
	const find = (id: ShapeId): Shape | undefined => displaced.get(id) ?? scene.shapeOf(id);
	// What is in somebody's hand is in nobody's way until it is put down.
	const away = (id: ShapeId): boolean => displaced.has(id) || isHeld(editor, id);
	for (const id of arrows) {
		const shape = find(id);
		if (shape !== undefined) following.set(id, scene.ghost(shape, find, away));
	}
	return following;
}

function isHeld({ preview, presence }: Editor, id: ShapeId): boolean {
	if (preview.at === 'moving' && preview.ids.has(id)) return true;
	for (const { drag } of presence.peers) if (drag?.ids.has(id) === true) return true;
	return false;
}

/** Shapes that are shown elsewhere than the document has them, as far as arrows are concerned. */
function displacedShapes({ preview, presence, peerShapes, scene }: Editor): Map<ShapeId, Shape> {
	const displaced = new Map<ShapeId, Shape>();
	for (const peer of presence.peers)
		for (const shape of concerned(scene, peer.drag?.ids ?? [])) {
			const by = draggedBy(peer, shape.id, shape);
			if (by !== null) displaced.set(shape.id, moved(shape, by.x, by.y));
		}
	for (const { shape } of peerShapes?.items() ?? []) displaced.set(shape.id, shape);
	if (preview.at === 'moving')
		for (const shape of concerned(scene, preview.ids)) {
			const there = moved(shape, preview.dx, preview.dy);
			displaced.set(shape.id, there.type === 'arrow' ? letGo(there, preview.ids) : there);
		}
	if (preview.at === 'reshaping') for (const { shape } of preview.items) displaced.set(shape.id, shape);
	return displaced;
}

/** Of five hundred shapes in a drag, those that hold an arrow or are one. */
function* concerned(scene: Editor['scene'], ids: Iterable<ShapeId>): Generator<Shape> {
	for (const id of ids) {
		const shape = scene.shapeOf(id);
		if (shape !== undefined && (shape.type === 'arrow' || scene.holds(id))) yield shape;
	}
}
