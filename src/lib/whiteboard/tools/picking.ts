import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { Editor } from '../editor.svelte.ts';
import { withCompanions } from '../grouping.ts';
import { frameTitleAt } from '../render/frame-titles.ts';
import type { SceneItem } from '../render/scene-item.ts';
import type { Press } from './tool.ts';

/** How far beside a shape a press still means it, in CSS pixels. */
const HIT_PX = { mouse: 5, pen: 8, touch: 14 } as const;

/** The topmost shape under a pointer. What is locked is paper to it, unless one asks for it. */
export function itemAt(editor: Editor, press: Press, locked: 'too' | 'not' = 'not'): SceneItem | null {
	const accept = (shape: Shape): boolean => locked === 'too' || !shape.locked;
	const titled = frameTitleAt(editor, press.screen);
	if (titled !== null && accept(titled.shape)) return titled;
	return editor.scene.hit(press.point, HIT_PX[press.pointer] / editor.camera.zoom, accept);
}

/** Shapes with those that are grouped with them, as far as they can be picked. */
export function withFellows(editor: Editor, shapes: readonly Shape[]): Set<ShapeId> {
	return withCompanions(editor.board.shapes.values(), shapes, editor.entered);
}
