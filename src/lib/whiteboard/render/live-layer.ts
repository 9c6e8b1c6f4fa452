import { type Box, overlaps, type Point, union } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { MemberColor } from '#model/session/session.ts';
import { toScreen } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';
import { draggedBy, type Peer } from '../presence.ts';
import { handlesOf } from '../tools/handles.ts';
import type { BoardTheme } from './board-theme.ts';
import { followingArrows } from './live-connectors.ts';
import { paintItem } from './paint-item.ts';
import type { Easel } from './painters/painter.ts';
import { strokePath } from './painters/pen.ts';
import type { SceneItem } from './scene.ts';

/** Colours of people, as the live layer draws them. */
export interface PeopleColors {
	readonly fill: Readonly<Record<MemberColor, string>>;
	readonly on: Readonly<Record<MemberColor, string>>;
}

/** With more people than this, only those who moved lately keep their names, and the idle disappear. */
const CROWD = 24;
const NAME_STAYS_MS = 2_500;
const IDLE_MS = 20_000;
const HANDLE_PX = 9;

/** What each frame draws over the still picture: gestures in progress, selections, other people's pointers. */
export function paintLive(
	easel: Easel,
	editor: Editor,
	people: PeopleColors,
	frame: { readonly pixelRatio: number; readonly now: number }
): void {
	const { context } = easel;
	const { camera } = editor;
	context.setTransform(1, 0, 0, 1, 0, 0);
	context.clearRect(0, 0, context.canvas.width, context.canvas.height);
	const { scale } = easel;
	context.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
	context.lineCap = 'round';
	context.lineJoin = 'round';
	const arrows = followingArrows(editor);
	paintPreview(easel, editor, arrows);
	paintPeerDrags(easel, editor, arrows);
	for (const arrow of arrows.values()) if (overlaps(arrow.painted, editor.visible)) paintItem(easel, arrow);
	paintLiveInk(easel, editor);
	editor.tools[editor.tool].paint?.(easel);
	context.setTransform(frame.pixelRatio, 0, 0, frame.pixelRatio, 0, 0);
	for (const peer of editor.presence.peers) paintPeerSelection(context, editor, peer, people);
	paintSelection(context, editor, easel.theme);
	paintCursors(context, editor, people, easel.theme, frame.now);
}

/** The shapes that are on the live layer now, and so must not be in the still picture. */
export function liftedShapes(editor: Editor): Set<ShapeId> {
	const lifted = new Set<ShapeId>();
	const { preview } = editor;
	if (preview.at === 'moving') for (const id of preview.ids) lifted.add(id);
	if (preview.at === 'reshaping') for (const item of preview.items) lifted.add(item.shape.id);
	for (const peer of editor.presence.peers) for (const id of peer.drag?.ids ?? []) lifted.add(id);
	for (const id of editor.scene.connectorsOf(lifted)) lifted.add(id);
	return lifted;
}

type Following = ReadonlyMap<ShapeId, SceneItem>;

function paintPreview(easel: Easel, editor: Editor, arrows: Following): void {
	const { preview } = editor;
	if (preview.at === 'reshaping')
		for (const item of preview.items) if (!arrows.has(item.shape.id)) paintItem(easel, item);
	if (preview.at === 'moving') {
		const by = { x: preview.dx, y: preview.dy };
		paintMoved(easel, editor, apart(preview.ids, arrows), () => by);
	}
}

function paintPeerDrags(easel: Easel, editor: Editor, arrows: Following): void {
	for (const peer of editor.presence.peers)
		if (peer.drag !== null)
			paintMoved(easel, editor, apart(peer.drag.ids, arrows), ({ shape }) =>
				draggedBy(peer, shape.id, shape)
			);
}

/** Without the arrows that are painted as they follow. */
function* apart(ids: Iterable<ShapeId>, arrows: Following): Generator<ShapeId> {
	for (const id of ids) if (!arrows.has(id)) yield id;
}

function paintMoved(
	easel: Easel,
	editor: Editor,
	ids: Iterable<ShapeId>,
	movedBy: (item: SceneItem) => Point
): void {
	const { visible } = editor;
	const items = [...ids].flatMap((id) => editor.scene.item(id) ?? []).sort((a, b) => a.rank - b.rank);
	for (const item of items) {
		const by = movedBy(item);
		const there = { ...item.painted, ...shifted({ x: item.minX, y: item.minY }, by) };
		if (overlaps(there, visible)) paintItem(easel, item, { dx: by.x, dy: by.y });
	}
}

function paintLiveInk({ context, theme }: Easel, editor: Editor): void {
	for (const stroke of editor.board.ink.strokes) {
		if (stroke.client === editor.board.doc.clientID || stroke.points.length === 0) continue;
		context.fillStyle = theme.stroke[stroke.style.color];
		context.fill(strokePath(stroke.points, stroke.style.width, false));
	}
}

/** In screen pixels, from here on: outlines stay crisp at every zoom. */
function onScreen(editor: Editor, box: Box): Box {
	const { x, y } = toScreen(editor.camera, box);
	const { zoom } = editor.camera;
	return {
		x: Math.round(x) + 0.5,
		y: Math.round(y) + 0.5,
		w: Math.round(box.w * zoom),
		h: Math.round(box.h * zoom)
	};
}

function paintSelection(context: CanvasRenderingContext2D, editor: Editor, theme: BoardTheme): void {
	if (editor.selection.size === 0) return;
	const { preview } = editor;
	const by = preview.at === 'moving' ? { x: preview.dx, y: preview.dy } : { x: 0, y: 0 };
	const shapes = preview.at === 'reshaping' ? preview.items.map((item) => item.shape) : editor.selectedShapes;
	const box =
		preview.at === 'reshaping'
			? union(preview.items.map((item) => item.bounds))
			: editor.scene.boundsOf(editor.selection);
	if (box === null || shapes.length === 0) return;
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

function shifted(point: Point, by: Point): Point {
	return { x: point.x + by.x, y: point.y + by.y };
}

function strokeBox(context: CanvasRenderingContext2D, box: Box, margin: number): void {
	context.strokeRect(box.x - margin, box.y - margin, box.w + 2 * margin, box.h + 2 * margin);
}

function paintHandle(context: CanvasRenderingContext2D, { x, y }: Point): void {
	const half = HANDLE_PX / 2;
	context.beginPath();
	context.roundRect(Math.round(x) - half + 0.5, Math.round(y) - half + 0.5, HANDLE_PX, HANDLE_PX, 2.5);
	context.fill();
	context.stroke();
}

function paintPeerSelection(
	context: CanvasRenderingContext2D,
	editor: Editor,
	peer: Peer,
	people: PeopleColors
): void {
	if (peer.selection.length === 0) return;
	const box = editor.scene.boundsOf(peer.selection);
	if (box === null) return;
	context.strokeStyle = people.fill[peer.color];
	context.lineWidth = 1.5;
	const first = editor.scene.item(peer.selection[0]!)?.shape;
	const by = first === undefined ? { x: 0, y: 0 } : draggedBy(peer, first.id, first);
	strokeBox(context, onScreen(editor, { ...box, ...shifted(box, by) }), 4);
}

function paintCursors(
	context: CanvasRenderingContext2D,
	editor: Editor,
	people: PeopleColors,
	theme: BoardTheme,
	now: number
): void {
	const crowd = editor.presence.count > CROWD;
	for (const peer of editor.presence.peers) {
		if (peer.cursor === null) continue;
		const idle = now - peer.movedAt;
		if (crowd && idle > IDLE_MS) continue;
		const at = toScreen(editor.camera, peer.cursor);
		if (at.x < -120 || at.y < -40 || at.x > editor.viewport.w || at.y > editor.viewport.h) continue;
		context.globalAlpha = idle > IDLE_MS ? 0.45 : 1;
		paintCursor(context, at, people.fill[peer.color], theme.paper);
		if (!crowd || idle < NAME_STAYS_MS)
			paintName(context, at, peer.name, people.fill[peer.color], people.on[peer.color], theme.font);
		context.globalAlpha = 1;
	}
}

function paintCursor(context: CanvasRenderingContext2D, { x, y }: Point, fill: string, rim: string): void {
	context.beginPath();
	context.moveTo(x, y);
	context.lineTo(x + 4.5, y + 15.5);
	context.lineTo(x + 8, y + 9.5);
	context.lineTo(x + 14.5, y + 7.5);
	context.closePath();
	context.fillStyle = fill;
	context.strokeStyle = rim;
	context.lineWidth = 3;
	context.stroke();
	context.fill();
}

function paintName(
	context: CanvasRenderingContext2D,
	{ x, y }: Point,
	name: string,
	fill: string,
	ink: string,
	font: string
): void {
	context.font = `600 12.5px ${font}`;
	context.textAlign = 'start';
	context.textBaseline = 'middle';
	const shown = name.length > 24 ? `${name.slice(0, 23)}…` : name;
	const width = context.measureText(shown).width + 14;
	context.fillStyle = fill;
	context.beginPath();
	context.roundRect(x + 12, y + 15, width, 21, 7);
	context.fill();
	context.fillStyle = ink;
	context.fillText(shown, x + 19, y + 26);
}
