import { type Box, moved, type Point } from '#model/whiteboard/geometry.ts';
import { createShapeId, type ShapeId } from '#model/whiteboard/ids.ts';
import { t } from '$lib/messages/whiteboard.ts';
import { copiesOf, placeCopies } from '../copies.ts';
import { moveBy } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { withContents } from '../frames.ts';
import type { SceneItem } from '../render/scene-item.ts';
import { GRID, type Guide, onGrid, snappedMove } from '../snapping.ts';
import { paintGuides } from './guides.ts';
import { neighboursOf, reachOf } from './neighbours.ts';
import type { Drag } from './part.ts';
import type { Press } from './tool.ts';

/**
 * Moves what is selected. Shift keeps it upright or level, Alt moves a copy, Ctrl lets it lie where the pointer has it;
 * otherwise it comes to rest in line with what is around it.
 */
export function startMove(editor: Editor, from: Press): Drag {
	const ids = movable(editor);
	const box = editor.scene.boundsOf(ids);
	const others = neighboursOf(editor, ids);
	let by: Point = { x: 0, y: 0 };
	let guides: readonly Guide[] = [];

	function stop(): void {
		editor.show({ at: 'none' });
	}

	return {
		drag(press) {
			({ by, guides } = rest(editor, movedBy(from, press), press, box, others));
			editor.show(
				press.alt
					? { at: 'reshaping', items: [...ids].flatMap((id) => ghostOf(editor, id, by)) }
					: { at: 'moving', ids, dx: by.x, dy: by.y }
			);
		},
		release(press) {
			// First the document, then the end of the preview: nothing jumps back in between.
			if (!press.alt) moveBy(editor, ids, by.x, by.y);
			else if (by.x !== 0 || by.y !== 0) {
				placeCopies(editor, copiesOf(editor, ids), by);
				editor.announce(t.copied(ids.size));
			}
			stop();
		},
		cancel: stop,
		paint: (easel) => paintGuides(easel, guides)
	};
}

/** A copy on its way: under another id, so that the shape itself is seen to stay. */
function ghostOf(editor: Editor, id: ShapeId, by: Point): SceneItem[] {
	const item = editor.scene.item(id);
	if (item === undefined) return [];
	const ghost = editor.scene.ghost(moved(item.shape, by.x, by.y));
	ghost.shape = { ...ghost.shape, id: createShapeId() };
	return [ghost];
}

function movable(editor: Editor): Set<ShapeId> {
	const ids = withContents(
		editor.board.shapes,
		editor.unlockedShapes.map(({ id }) => id)
	);
	return new Set([...ids].filter((id) => editor.scene.item(id)?.shape.locked === false));
}

/** Shift keeps a move upright or level. */
function movedBy({ point: from }: Press, { point, shift }: Press): Point {
	const by = { x: point.x - from.x, y: point.y - from.y };
	if (!shift) return by;
	return Math.abs(by.x) > Math.abs(by.y) ? { x: by.x, y: 0 } : { x: 0, y: by.y };
}

/** Where a move comes to rest, and why. */
function rest(
	editor: Editor,
	by: Point,
	{ ctrl, shift }: Press,
	box: Box | null,
	others: readonly Box[]
): { by: Point; guides: readonly Guide[] } {
	if (box === null || ctrl) return { by, guides: [] };
	const there = moved(box, by.x, by.y);
	if (editor.snapping.toGrid) {
		const onDots = { x: onGrid(there.x, GRID) - box.x, y: onGrid(there.y, GRID) - box.y };
		return { by: shift ? { x: by.x && onDots.x, y: by.y && onDots.y } : onDots, guides: [] };
	}
	const { dx, dy, guides } = snappedMove(there, others, reachOf(editor));
	// What Shift holds level stays level.
	const snapped = { x: shift && by.x === 0 ? 0 : by.x + dx, y: shift && by.y === 0 ? 0 : by.y + dy };
	return { by: snapped, guides };
}
