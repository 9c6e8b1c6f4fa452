import { type Box, boxOf, type Point } from '#model/whiteboard/geometry.ts';
import { kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { make, newBase, newShapeAt } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { SceneItem } from '../render/scene.ts';
import type { Press, Tool } from './tool.ts';

type State =
	{ readonly at: 'idle' } | { readonly at: 'drawing'; readonly from: Point; readonly shape: Shape };

/** Shorter drags than this many CSS pixels are a click, which makes a shape of the usual size. */
const CLICK_PX = 6;

/** Draws a rectangle or an ellipse from corner to corner; Shift keeps it square. */
export function createBoxTool(editor: Editor, type: 'rectangle' | 'ellipse'): Tool {
	let state: State = { at: 'idle' };

	const stop = (): void => {
		state = { at: 'idle' };
		editor.show({ at: 'none' });
	};

	return {
		cursor: 'crosshair',
		press({ point }) {
			const base = { ...newBase(editor, type), x: point.x, y: point.y, w: 0, h: 0 } as unknown as Shape;
			state = { at: 'drawing', from: point, shape: base };
		},
		drag(press) {
			if (state.at !== 'drawing') return;
			const shape = kindOf(type).fitted(state.shape as never, boxFrom(state.from, press));
			state = { ...state, shape };
			editor.show({ at: 'reshaping', items: [new SceneItem(shape, '', () => 0)] });
		},
		release(press) {
			if (state.at !== 'drawing') return;
			const box = boxFrom(state.from, press);
			const drawn = Math.max(box.w, box.h) * editor.camera.zoom > CLICK_PX;
			const shape: Shape = drawn ? { ...state.shape, ...box } : newShapeAt(editor, type, press.point);
			make(editor, shape);
			stop();
			editor.use('select');
			editor.select([shape.id]);
		},
		place(centre) {
			const shape = newShapeAt(editor, type, centre);
			make(editor, shape);
			editor.use('select');
			editor.edit(shape.id);
		},
		cancel: stop
	};
}

function boxFrom(from: Point, { point, shift }: Press): Box {
	if (!shift) return boxOf(from, point);
	const side = Math.max(Math.abs(point.x - from.x), Math.abs(point.y - from.y));
	return boxOf(from, {
		x: from.x + Math.sign(point.x - from.x || 1) * side,
		y: from.y + Math.sign(point.y - from.y || 1) * side
	});
}
