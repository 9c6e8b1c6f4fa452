import { anchorOf, canHold } from '#model/whiteboard/arrow-end.ts';
import {
	type Box,
	centreOf,
	contains,
	distance,
	grown,
	type Point,
	rotatedAbout
} from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { nearestOn, outlineOf } from '#model/whiteboard/outline.ts';
import type { Binding } from '#model/whiteboard/shapes/arrow.ts';
import { hits, type Shape } from '#model/whiteboard/shapes/registry.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Easel } from '../render/painters/painter.ts';
import type { Press } from './tool.ts';

/** Where an end of an arrow comes to lie: on a shape, or on the paper. */
export type Landing =
	| { readonly on: 'paper'; readonly point: Point }
	| { readonly on: 'shape'; readonly shape: Shape; readonly binding: Binding };

const CENTRE: Point = { x: 0.5, y: 0.5 };
const ANCHORS: readonly Point[] = [
	CENTRE,
	{ x: 0.5, y: 0 },
	{ x: 1, y: 0.5 },
	{ x: 0.5, y: 1 },
	{ x: 0, y: 0.5 }
];
/** How near to an edge or an anchor counts as on it, in CSS pixels. */
const NEAR_PX = { mouse: 10, pen: 12, touch: 18 } as const;

/**
 * Where an end of an arrow goes for a pointer. On an edge it is fixed to the place; within a shape it is bound to the
 * shape as a whole, and finds the best side by itself. Alt leaves it on the paper.
 */
export function landingAt(editor: Editor, press: Press, except: ShapeId | null = null): Landing {
	const near = NEAR_PX[press.pointer] / editor.camera.zoom;
	const shape = press.alt ? null : holderAt(editor, press.point, near, except);
	if (shape === null) return { on: 'paper', point: press.point };
	return { on: 'shape', shape, binding: { shape: shape.id, at: anchorAt(shape, press.point, near) } };
}

/** Nearer to where it began, in CSS pixels, an arrow back to its own shape is no loop yet. */
const LEAST_LOOP_PX = 24;

/**
 * The same for an arrow whose other end is there already. Back on that end's shape it makes a loop where it is put on an
 * edge; anywhere else within the shape is paper.
 */
export function landingFrom(editor: Editor, press: Press, other: ArrowEnd): Landing {
	const landing = landingAt(editor, press);
	if (landing.on === 'paper' || landing.shape.id !== other.shape) return landing;
	const { at } = landing.binding;
	const isOnEdge = at !== CENTRE;
	const isAway = distance(pointOf(landing), other.point) * editor.camera.zoom >= LEAST_LOOP_PX;
	return isOnEdge && isAway ? landing : landingAt(editor, press, other.shape);
}

/** Where an arrow is already, and on which shape. */
export interface ArrowEnd {
	readonly point: Point;
	readonly shape: ShapeId | null;
}

export function bindingOf(landing: Landing): Binding | null {
	return landing.on === 'shape' ? landing.binding : null;
}

export function pointOf(landing: Landing): Point {
	return landing.on === 'shape' ? anchorOf(landing.shape, landing.binding.at) : landing.point;
}

/** What a new arrow may be bound to there: what the pointer touches, or else the smallest shape around it. */
function holderAt(editor: Editor, point: Point, near: number, except: ShapeId | null): Shape | null {
	const around = grown({ ...point, w: 0, h: 0 }, near);
	const shapes = editor.scene
		.within(around)
		.map(({ shape }) => shape)
		.filter((shape) => canHold(shape) && shape.id !== except);
	const touched = shapes.findLast((shape) => hits(shape, point, near));
	if (touched !== undefined) return touched;
	// The inside of a frame is paper to draw on.
	const inside = shapes.filter(
		(shape) => shape.type !== 'frame' && contains(shape, uprightFor(shape, point))
	);
	return inside.reduce<Shape | null>(
		(smallest, shape) => (area(shape) < area(smallest) ? shape : smallest),
		null
	);
}

function area(box: Box | null): number {
	return box === null ? Infinity : box.w * box.h;
}

function anchorAt(shape: Shape, point: Point, near: number): Point {
	const known = ANCHORS.find((at) => distance(anchorOf(shape, at), point) <= near);
	if (known !== undefined) return known;
	const edge = nearestOn(outlineOf(shape), point);
	if (distance(edge, point) > near || shape.w === 0 || shape.h === 0) return CENTRE;
	const flat = uprightFor(shape, edge);
	return { x: (flat.x - shape.x) / shape.w, y: (flat.y - shape.y) / shape.h };
}

function uprightFor(shape: Shape, point: Point): Point {
	return rotatedAbout(point, centreOf(shape), -shape.rotation);
}

const DOT_PX = 4;

/** Shows what an end would be bound to: its outline, the places that it snaps to, and the one that it has. */
export function paintLanding({ context, theme }: Easel, { camera }: Editor, landing: Landing | null): void {
	if (landing?.on !== 'shape') return;
	const pixel = 1 / camera.zoom;
	const { shape, binding } = landing;
	context.strokeStyle = theme.selection;
	context.lineWidth = 2 * pixel;
	context.beginPath();
	for (const { x, y } of outlineOf(shape)) context.lineTo(x, y);
	context.closePath();
	context.stroke();
	for (const at of ANCHORS) paintDot(context, anchorOf(shape, at), DOT_PX * pixel, theme.paper);
	paintDot(context, anchorOf(shape, binding.at), 1.5 * DOT_PX * pixel, theme.selection);
}

function paintDot(context: CanvasRenderingContext2D, { x, y }: Point, radius: number, fill: string): void {
	context.fillStyle = fill;
	context.beginPath();
	context.arc(x, y, radius, 0, 2 * Math.PI);
	context.fill();
	context.stroke();
}
