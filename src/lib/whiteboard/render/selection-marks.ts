import { type Box, centreOf, type Point, union } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { toScreen } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';
import { bendHandlesOf } from '../tools/bend-handles.ts';
import { frameOf, handlesOf, turnHandleOf } from '../tools/handles.ts';
import { onScreen, type Screen, shifted, strokeBox } from './screen.ts';

const HANDLE_PX = 9;
const TURN_PX = 6;
const BEND_PX = 5;
const FRAME_MARGIN_PX = 3;

/** The box around what is selected, and its handles. */
export function paintSelection(screen: Screen): void {
	const { editor, theme } = screen;
	if (editor.selection.size === 0) return;
	const { preview } = editor;
	const by = preview.at === 'moving' ? { x: preview.dx, y: preview.dy } : { x: 0, y: 0 };
	const { shapes, box } =
		preview.at === 'reshaping'
			? {
					shapes: preview.items.map((item) => item.shape),
					box: union(preview.items.map((item) => item.bounds))
				}
			: selectedIn(editor);
	if (box === null || shapes.length === 0) return;
	const { context } = screen;
	context.strokeStyle = theme.selection;
	context.lineWidth = 1.5;
	const isLoneArrow = shapes.length === 1 && shapes[0]!.type === 'arrow';
	// What is locked shows it: nothing here can be pulled.
	if (shapes.every(({ locked }) => locked)) context.setLineDash([5, 4]);
	if (!isLoneArrow) strokeFrame(screen, shapes, box, by);
	context.setLineDash([]);
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
	for (const { point, isNew } of bendHandlesOf(shapes, editor.camera.zoom))
		paintBendHandle(screen, toScreen(editor.camera, point), isNew);
	const turn = editor.dragging ? null : turnHandleOf(shapes, box, editor.camera);
	if (turn !== null) paintTurnHandle(context, turn);
}

interface Selected {
	readonly revision: number;
	readonly shapes: readonly Shape[];
	readonly box: Box | null;
}

const known = new WeakMap<ReadonlySet<ShapeId>, Selected>();

/** What is selected, worked out when that or the document has changed: it may be thousands, and is drawn in each frame. */
function selectedIn(editor: Editor): Selected {
	const { selection, scene, revision } = editor;
	let selected = known.get(selection);
	if (selected?.revision !== revision) {
		selected = { revision, shapes: editor.selectedShapes, box: scene.boundsOf(selection) };
		known.set(selection, selected);
	}
	return selected;
}

/** A single shape has its own frame, turned as it is; several have the upright one around them. */
function strokeFrame({ context, editor }: Screen, shapes: readonly Shape[], around: Box, by: Point): void {
	const { box, rotation } = frameOf(shapes, around);
	const placed = onScreen(editor, { ...box, ...shifted(box, by) });
	if (rotation === 0) {
		strokeBox(context, placed, FRAME_MARGIN_PX);
		return;
	}
	const { x, y } = centreOf(placed);
	context.save();
	context.translate(x, y);
	context.rotate(rotation);
	context.translate(-x, -y);
	strokeBox(context, placed, FRAME_MARGIN_PX);
	context.restore();
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

/** Round, so that it is told from an end; fainter where pulling it makes a new bend. */
function paintBendHandle({ context }: Screen, { x, y }: Point, isNew: boolean): void {
	context.beginPath();
	context.arc(x, y, isNew ? BEND_PX - 1 : BEND_PX, 0, 2 * Math.PI);
	context.fill();
	context.globalAlpha = isNew ? 0.6 : 1;
	context.stroke();
	context.globalAlpha = 1;
}

/** A round arrow, as it turns. */
function paintTurnHandle(context: CanvasRenderingContext2D, { x, y }: Point): void {
	context.beginPath();
	context.arc(x, y, TURN_PX, -0.15 * Math.PI, 1.25 * Math.PI);
	context.stroke();
	context.beginPath();
	const tip = { x: x + TURN_PX * Math.cos(-0.15 * Math.PI), y: y + TURN_PX * Math.sin(-0.15 * Math.PI) };
	context.moveTo(tip.x - 4, tip.y - 0.5);
	context.lineTo(tip.x + 0.5, tip.y + 0.5);
	context.lineTo(tip.x + 2.5, tip.y - 4);
	context.stroke();
}
