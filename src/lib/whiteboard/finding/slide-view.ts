import type { Box } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { isShapeId } from '#model/whiteboard/ids.ts';
import { type Camera, toScreen, type Viewport } from '../camera.ts';
import { readUser } from '$lib/sync/awareness-user.ts';

/** Where a slide lies on the screen; around it is nothing. */
export function placeOnScreen(camera: Camera, { x, y, w, h }: Box): Box {
	return { ...toScreen(camera, { x, y }), w: w * camera.zoom, h: h * camera.zoom };
}

/** Which way a pointer that was pressed and let go leads; `null` where it was no press and no swipe. */
export function stepOf(dx: number, dy: number, x: number, { w }: Viewport): 1 | -1 | null {
	const SWIPE_PX = 48;
	const STILL_PX = 10;
	if (Math.hypot(dx, dy) < STILL_PX) return x < w / 4 ? -1 : 1;
	if (Math.abs(dx) < SWIPE_PX || Math.abs(dx) < Math.abs(dy)) return null;
	return dx < 0 ? 1 : -1;
}

/** Somebody who presents, and what. */
export interface Presenter {
	/** Their identity. */
	readonly id: string;
	readonly name: string;
	readonly slide: ShapeId;
}

/** Who presents, of all awareness states; the same one first for everybody. */
export function presentersIn(
	states: ReadonlyMap<number, Readonly<Record<string, unknown>>>,
	me: number
): Presenter[] {
	return [...states]
		.sort(([a], [b]) => a - b)
		.flatMap(([client, state]) => {
			const user = readUser(client, state);
			if (client === me || user === null || !isShapeId(state.slide)) return [];
			return [{ id: user.id, name: user.name, slide: state.slide }];
		});
}
