import { type Box, boxOf, type Point } from '#model/whiteboard/geometry.ts';
import { fitted, kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { CELL_SIZE, createTracks } from '#model/whiteboard/shapes/table.ts';
import { make, newBase } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Press, Tool } from './tool.ts';

export type BoxToolName = 'rectangle' | 'ellipse' | 'diamond' | 'triangle' | 'frame' | 'table';

type State =
	{ readonly at: 'idle' } | { readonly at: 'drawing'; readonly from: Point; readonly shape: Shape };

/** Shorter drags than this many CSS pixels are a click, which makes a shape of the usual size. */
const CLICK_PX = 6;
/** A table drawn by hand is no larger. */
const MOST_DRAWN_TRACKS = 12;

/** Draws a shape from corner to corner; Shift keeps it square. A click makes one of the usual size. */
export function createBoxTool(editor: Editor, type: BoxToolName): Tool {
	let state: State = { at: 'idle' };

	const stop = (): void => {
		state = { at: 'idle' };
		editor.show({ at: 'none' });
	};

	function finish(shape: Shape, write: boolean): void {
		make(editor, shape);
		stop();
		editor.use('select');
		editor.select([shape.id]);
		if (write) editor.edit(shape.id);
	}

	return {
		cursor: 'crosshair',
		press({ point }) {
			state = { at: 'drawing', from: point, shape: shapeIn(editor, type, { ...point, w: 0, h: 0 }) };
		},
		drag(press) {
			if (state.at !== 'drawing') return;
			const shape = fitted(state.shape, boxFrom(state.from, press));
			state = { ...state, shape };
			editor.show({ at: 'reshaping', items: [editor.scene.ghost(shape)] });
		},
		release(press) {
			if (state.at !== 'drawing') return;
			const box = boxFrom(state.from, press);
			const drawn = Math.max(box.w, box.h) * editor.camera.zoom > CLICK_PX;
			finish(
				{ ...shapeIn(editor, type, drawn ? box : usualBox(type, press.point)), id: state.shape.id },
				false
			);
		},
		place: (centre) => finish(shapeIn(editor, type, usualBox(type, centre)), true),
		cancel: stop
	};
}

function usualBox(type: BoxToolName, centre: Point): Box {
	const { w, h } = kindOf(type).defaults;
	return { x: centre.x - w / 2, y: centre.y - h / 2, w, h };
}

/** A new shape of a type in a box; a table gets as many rows and columns as fit it. */
function shapeIn(editor: Editor, type: BoxToolName, box: Box): Shape {
	const shape = { ...newBase(editor, type), ...box };
	if (type !== 'table') return shape as Shape;
	const count = (size: number, cell: number): number =>
		Math.min(MOST_DRAWN_TRACKS, Math.max(1, Math.round(size / cell)));
	return {
		...shape,
		type,
		rows: createTracks(count(box.h, CELL_SIZE.h), CELL_SIZE.h),
		columns: createTracks(count(box.w, CELL_SIZE.w), CELL_SIZE.w)
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
