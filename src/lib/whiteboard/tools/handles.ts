import { type Box, centreOf, clamp, distance, type Point, rotatedAbout } from '#model/whiteboard/geometry.ts';
import { endsOf } from '#model/whiteboard/shapes/arrow.ts';
import { fitted, kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { type Camera, toBoard, toScreen } from '../camera.ts';

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

/** The handles to draw for a selection; none for what is locked. */
export function handlesOf(shapes: readonly Shape[], box: Box): PlacedHandle[] {
	const [only] = shapes;
	if (only === undefined || shapes.every(({ locked }) => locked)) return [];
	if (shapes.length === 1 && only.type === 'arrow') {
		const [from, to] = endsOf(only);
		return [
			{ handle: { on: 'arrow', end: 'from' }, point: from },
			{ handle: { on: 'arrow', end: 'to' }, point: to }
		];
	}
	const frame = frameOf(shapes, box);
	const place = (dx: -1 | 0 | 1, dy: -1 | 0 | 1): PlacedHandle => ({
		handle: { on: 'box', dx, dy },
		point: rotatedAbout(
			{ x: frame.box.x + ((dx + 1) / 2) * frame.box.w, y: frame.box.y + ((dy + 1) / 2) * frame.box.h },
			centreOf(frame.box),
			frame.rotation
		)
	});
	if (shapes.length === 1 && kindOf(only.type).resizing === 'width') return [place(-1, 0), place(1, 0)];
	return CORNERS.map(([dx, dy]) => place(dx, dy));
}

/** The box whose sides and corners are pulled: a single shape's own, turned as it is, or the one around them all. */
export function frameOf(
	shapes: readonly Shape[],
	around: Box
): { readonly box: Box; readonly rotation: number } {
	const [only] = shapes;
	return shapes.length === 1 && only !== undefined
		? { box: only, rotation: only.rotation }
		: { box: around, rotation: 0 };
}

/** Whether the sides can be pulled one by one: not where that would distort what is turned, or handwriting. */
export function stretches(shapes: readonly Shape[]): boolean {
	const only = shapes.length === 1;
	return shapes.every(({ type, rotation }) => kindOf(type).resizing === 'free' && (only || rotation === 0));
}

/** The handle at a place on screen. The sides of what stretches are handles too, though none is drawn. */
export function handleAt(
	shapes: readonly Shape[],
	around: Box,
	camera: Camera,
	screen: Point,
	pointer: keyof typeof REACH_PX
): Handle | null {
	const reach = REACH_PX[pointer];
	const drawn = handlesOf(shapes, around);
	const near = nearestHandle(drawn, camera, screen);
	if (near !== null && near.away <= reach) return near.handle;
	if (drawn.length !== 4 || !stretches(shapes)) return null;
	const { box, rotation } = frameOf(shapes, around);
	const at = rotatedAbout(toBoard(camera, screen), centreOf(box), -rotation);
	return sideAt(box, at, Math.min(reach, 7) / camera.zoom);
}

/** On a small shape the handles' reaches overlap: the nearest is meant. */
function nearestHandle(
	handles: readonly PlacedHandle[],
	camera: Camera,
	screen: Point
): { readonly handle: Handle; readonly away: number } | null {
	let best: { readonly handle: Handle; readonly away: number } | null = null;
	for (const { handle, point } of handles) {
		const away = distance(toScreen(camera, point), screen);
		if (best === null || away < best.away) best = { handle, away };
	}
	return best;
}

function sideAt(box: Box, at: Point, edge: number): Handle | null {
	const [right, bottom] = [box.x + box.w, box.y + box.h];
	const [inX, inY] = [at.x > box.x && at.x < right, at.y > box.y && at.y < bottom];
	if (inX && Math.abs(at.y - box.y) <= edge) return { on: 'box', dx: 0, dy: -1 };
	if (inX && Math.abs(at.y - bottom) <= edge) return { on: 'box', dx: 0, dy: 1 };
	if (inY && Math.abs(at.x - box.x) <= edge) return { on: 'box', dx: -1, dy: 0 };
	if (inY && Math.abs(at.x - right) <= edge) return { on: 'box', dx: 1, dy: 0 };
	return null;
}

/** How far beyond its corner the handle lies that turns, in CSS pixels. */
const TURN_AWAY_PX = { mouse: 18, pen: 20, touch: 30 } as const;

/** Frames stand upright, an arrow goes where its ends are, and what is locked stays as it is. */
export function canTurn(shapes: readonly Shape[]): boolean {
	if (shapes.length === 0 || shapes.some(({ type, locked }) => type === 'frame' || locked)) return false;
	return shapes.length > 1 || shapes[0]!.type !== 'arrow';
}

/** Where the handle is on screen that turns a selection; `null` for what is not turned. */
export function turnHandleOf(
	shapes: readonly Shape[],
	around: Box,
	camera: Camera,
	pointer: keyof typeof TURN_AWAY_PX = 'mouse'
): Point | null {
	if (!canTurn(shapes)) return null;
	const { box, rotation } = frameOf(shapes, around);
	const corner = toScreen(camera, rotatedAbout({ x: box.x + box.w, y: box.y }, centreOf(box), rotation));
	const away = TURN_AWAY_PX[pointer];
	return rotatedAbout({ x: corner.x + away, y: corner.y - away }, corner, rotation);
}

export function isOnTurnHandle(handle: Point | null, screen: Point, pointer: keyof typeof REACH_PX): boolean {
	return handle !== null && distance(handle, screen) <= REACH_PX[pointer] + 2;
}

/** The CSS cursor over a handle. */
export function cursorOf(handle: Handle): string {
	if (handle.on === 'arrow') return 'move';
	if (handle.dx === 0) return 'ns-resize';
	if (handle.dy === 0) return 'ew-resize';
	return handle.dx === handle.dy ? 'nwse-resize' : 'nesw-resize';
}

export interface Pull {
	readonly proportional: boolean;
	/** The middle stays where it is, rather than the opposite side. */
	readonly centred?: boolean;
}

/** The box after its handle was pulled to a point. It never turns over. */
export function pulled(
	box: Box,
	handle: Extract<Handle, { on: 'box' }>,
	to: Point,
	{ proportional, centred = false }: Pull
): Box {
	const reach = (direction: -1 | 0 | 1, low: number, size: number, at: number): number => {
		if (direction === 0) return size;
		const fixed = centred ? low + size / 2 : direction > 0 ? low : low + size;
		return Math.max(SMALLEST, (at - fixed) * direction * (centred ? 2 : 1));
	};
	let w = reach(handle.dx, box.x, box.w, to.x);
	let h = reach(handle.dy, box.y, box.h, to.y);
	if (proportional) {
		const factors = [
			handle.dx !== 0 && box.w > 0 ? w / box.w : 0,
			handle.dy !== 0 && box.h > 0 ? h / box.h : 0
		];
		const factor = Math.max(...factors);
		[w, h] = [box.w * factor, box.h * factor];
	}
	const place = (direction: -1 | 0 | 1, low: number, before: number, size: number): number => {
		if (centred || direction === 0) return low + (before - size) / 2;
		return direction < 0 ? low + before - size : low;
	};
	return { x: place(handle.dx, box.x, box.w, w), y: place(handle.dy, box.y, box.h, h), w, h };
}

/** A turned box in its new size, moved so that what stays in it stays where it is seen. */
export function pulledTurned(
	box: Box,
	rotation: number,
	handle: Extract<Handle, { on: 'box' }>,
	to: Point,
	pull: Pull
): Box {
	const centre = centreOf(box);
	const next = pulled(box, handle, rotatedAbout(to, centre, -rotation), pull);
	const seen = rotatedAbout(centreOf(next), centre, rotation);
	return { ...next, x: seen.x - next.w / 2, y: seen.y - next.h / 2 };
}

/** Shapes carried along from one box into another, as when a selection is resized. */
export function carried(shapes: readonly Shape[], from: Box, to: Box): Shape[] {
	const [scaleX, scaleY] = [from.w > 0 ? to.w / from.w : 1, from.h > 0 ? to.h / from.h : 1];
	return shapes.map((shape) => {
		// By its middle: what is turned has its box elsewhere than it is seen.
		const centre = centreOf(shape);
		const [w, h] = [shape.w * scaleX, shape.h * scaleY];
		const box = {
			x: to.x + (centre.x - from.x) * scaleX - w / 2,
			y: to.y + (centre.y - from.y) * scaleY - h / 2,
			w,
			h
		};
		if (shape.type !== 'text' || shapes.length === 1) return fitted(shape, box);
		// Words in a selection grow with it.
		const fontSize = clamp(shape.style.fontSize * scaleY, 6, 400);
		return { ...shape, ...box, style: { ...shape.style, fontSize } };
	});
}
