import { type Box, type Point, union } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { toScreen } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';
import { handlesOf } from '../tools/handles.ts';
import { onScreen, type Screen, shifted, strokeBox } from './screen.ts';

const HANDLE_PX = 9;

/** The box around what is selected, and its handles. */
export function paintSelection(screen: Screen): void {
	const { editor, theme } = screen;
	if (editor.selection.size === 0) return;
	const { preview } = editor;
	const by = preview.at === 'moving' ? { x: preview.dx, y: preview.dy } : { x: 0, y: 0 };
	const shapes = preview.at === 'reshaping' ? preview.items.map((item) => item.shape) : editor.selectedShapes;
	const box =
		preview.at === 'reshaping'
			? union(preview.items.map((item) => item.bounds))
			: editor.scene.boundsOf(editor.selection);
	if (box === null || shapes.length === 0) return;
	const { context } = screen;
	context.strokeStyle = theme.selection;
	context.lineWidth = 1.5;
	const isLoneArrow = shapes.length === 1 && shapes[0]!.type === 'arrow';
	if (!isLoneArrow) strokeBox(context, onScreen(editor, { ...box, ...shifted(box, by) }), 3);
	if (shapes.length > 1 && shapes.length <= 60) {
		context.lineWidth = 1;
		context.globalAlpha = 0.6;
		for (const shape of shapes)
			strokeBox(
				context,
				onScreen(editor, { ...boxAround(editor, shape.id, shape), ...shifted(shape, by) }),
				0
			);
		context.globalAlpha = 1;
	}
	if (preview.at === 'moving' || editor.readonly || editor.editing !== null) return;
	context.lineWidth = 1.5;
	context.fillStyle = theme.paper;
	for (const { point } of handlesOf(shapes, box)) paintHandle(context, toScreen(editor.camera, point));
}

function boxAround(editor: Editor, id: ShapeId, otherwise: Box): Box {
	const { w, h } = editor.scene.item(id)?.bounds ?? otherwise;
	return { x: otherwise.x, y: otherwise.y, w, h };
}

function paintHandle(context: CanvasRenderingContext2D, { x, y }: Point): void {
	const half = HANDLE_PX / 2;
	context.beginPath();
	context.roundRect(Math.round(x) - half + 0.5, Math.round(y) - half + 0.5, HANDLE_PX, HANDLE_PX, 2.5);
	context.fill();
	context.stroke();
}
