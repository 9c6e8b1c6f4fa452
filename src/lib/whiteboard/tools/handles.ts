import { type Box, clamp, distance, type Point } from '#model/whiteboard/geometry.ts';
import { endsOf } from '#model/whiteboard/shapes/arrow.ts';
import { fitted, kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { type Camera, toScreen } from '../camera.ts';

/** A side or corner by its direction: -1, 0 or 1 in each axis; or one end of an arrow. */
export type Handle =
	| { readonly on: 'box'; readonly dx: -1 | 0 | 1; readonly dy: -1 | 0 | 1 }
	| { readonly on: 'arrow'; readonly end: 'from' | 'to' };

export interface PlacedHandle {
	readonly handle: Handle;
	/** On the board. */
	readonly point: Point;
}

const CORNERS = [
	[-1, -1],
	[1, -1],
	[1, 1],
	[-1, 1]
] as const;

/** The smallest that a shape can be made. */
const SMALLEST = 8;
/** How near a pointer must come, in CSS pixels. */
const REACH_PX = { mouse: 9, pen: 12, touch: 24 } as const;

/** The handles to draw for a selection; none for what is turned, whose box is not its own. */
export function handlesOf(shapes: readonly Shape[], box: Box): PlacedHandle[] {
	const [only] = shapes;
	if (only === undefined || shapes.some((shape) => shape.rotation !== 0)) return [];
	if (shapes.length === 1 && only.type === 'arrow') {
		const [from, to] = endsOf(only);
		return [
			{ handle: { on: 'arrow', end: 'from' }, point: from },
			{ handle: { on: 'arrow', end: 'to' }, point: to }
		];
	}
	const place = (dx: -1 | 0 | 1, dy: -1 | 0 | 1): PlacedHandle => ({
		handle: { on: 'box', dx, dy },
		point: { x: box.x + ((dx + 1) / 2) * box.w, y: box.y + ((dy + 1) / 2) * box.h }
	});
	if (shapes.length === 1 && kindOf(only.type).resizing === 'width') return [place(-1, 0), place(1, 0)];
	return CORNERS.map(([dx, dy]) => place(dx, dy));
}

/** The handle at a place on screen. The edges of a box that stretches freely are handles too, though none is drawn. */
export function handleAt(
	shapes: readonly Shape[],
	box: Box,
	camera: Camera,
	screen: Point,
	pointer: keyof typeof REACH_PX
): Handle | null {
	const reach = REACH_PX[pointer];
	const drawn = handlesOf(shapes, box);
	const near = drawn.find(({ point }) => distance(toScreen(camera, point), screen) <= reach);
	if (near !== undefined) return near.handle;
	const [only] = shapes;
	if (shapes.length !== 1 || drawn.length !== 4 || kindOf(only!.type).resizing !== 'free') return null;
	const start = toScreen(camera, box);
	const end = toScreen(camera, { x: box.x + box.w, y: box.y + box.h });
	const edge = Math.min(reach, 7);
	const [inX, inY] = [screen.x > start.x && screen.x < end.x, screen.y > start.y && screen.y < end.y];
	if (inX && Math.abs(screen.y - start.y) <= edge) return { on: 'box', dx: 0, dy: -1 };
	if (inX && Math.abs(screen.y - end.y) <= edge) return { on: 'box', dx: 0, dy: 1 };
	if (inY && Math.abs(screen.x - start.x) <= edge) return { on: 'box', dx: -1, dy: 0 };
	if (inY && Math.abs(screen.x - end.x) <= edge) return { on: 'box', dx: 1, dy: 0 };
	return null;
}

/** The CSS cursor over a handle. */
export function cursorOf(handle: Handle): string {
	if (handle.on === 'arrow') return 'move';
	if (handle.dx === 0) return 'ns-resize';
	if (handle.dy === 0) return 'ew-resize';
	return handle.dx === handle.dy ? 'nwse-resize' : 'nesw-resize';
}

/** The box after its handle was pulled to a point; the opposite side stays. */
export function pulled(
	box: Box,
	handle: Extract<Handle, { on: 'box' }>,
	to: Point,
	proportional: boolean
): Box {
	const right = box.x + box.w;
	const bottom = box.y + box.h;
	let w = handle.dx === 0 ? box.w : Math.max(SMALLEST, handle.dx > 0 ? to.x - box.x : right - to.x);
	let h = handle.dy === 0 ? box.h : Math.max(SMALLEST, handle.dy > 0 ? to.y - box.y : bottom - to.y);
	if (proportional && handle.dx !== 0 && handle.dy !== 0) {
		const factor = Math.max(box.w > 0 ? w / box.w : 0, box.h > 0 ? h / box.h : 0);
		[w, h] = [box.w * factor, box.h * factor];
	}
	return { x: handle.dx < 0 ? right - w : box.x, y: handle.dy < 0 ? bottom - h : box.y, w, h };
}

/** Shapes carried along from one box into another, as when a selection is resized. */
export function carried(shapes: readonly Shape[], from: Box, to: Box): Shape[] {
	const [scaleX, scaleY] = [from.w > 0 ? to.w / from.w : 1, from.h > 0 ? to.h / from.h : 1];
	return shapes.map((shape) => {
		const box = {
			x: to.x + (shape.x - from.x) * scaleX,
			y: to.y + (shape.y - from.y) * scaleY,
			w: shape.w * scaleX,
			h: shape.h * scaleY
		};
		if (shape.type !== 'text' || shapes.length === 1) return fitted(shape, box);
		// Words in a selection grow with it.
		const fontSize = clamp(shape.style.fontSize * scaleY, 6, 400);
		return { ...shape, ...box, style: { ...shape.style, fontSize } };
	});
}
