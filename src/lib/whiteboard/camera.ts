import { type Box, centreOf, clamp, type Point } from '#model/whiteboard/geometry.ts';

/** What of the board is on screen: the board point in the viewport's top left corner, and screen pixels a unit. */
export interface Camera {
	readonly x: number;
	readonly y: number;
	readonly zoom: number;
}

/** The visible rectangle's size, in CSS pixels. */
export interface Viewport {
	readonly w: number;
	readonly h: number;
}

export const MIN_ZOOM = 0.05;
export const MAX_ZOOM = 8;
/** Room left around what is fitted into view, in CSS pixels: more below, where the tool bar lies. */
const FIT_MARGIN = { side: 48, top: 56, bottom: 88 };

export function toScreen(camera: Camera, point: Point): Point {
	return { x: (point.x - camera.x) * camera.zoom, y: (point.y - camera.y) * camera.zoom };
}

export function toBoard(camera: Camera, point: Point): Point {
	return { x: camera.x + point.x / camera.zoom, y: camera.y + point.y / camera.zoom };
}

/** Moves the paper by so many screen pixels, as a hand would. */
export function panned(camera: Camera, dx: number, dy: number): Camera {
	return { ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom };
}

/** Zooms by a factor; what is under `at` on screen stays there. */
export function zoomedAt(camera: Camera, at: Point, factor: number): Camera {
	return zoomedTo(camera, at, camera.zoom * factor);
}

export function zoomedTo(camera: Camera, at: Point, wanted: number): Camera {
	const zoom = clamp(wanted, MIN_ZOOM, MAX_ZOOM);
	const fixed = toBoard(camera, at);
	return { x: fixed.x - at.x / zoom, y: fixed.y - at.y / zoom, zoom };
}

/** Shows all of `box`, not larger than 100 %. */
export function fitting(box: Box, viewport: Viewport): Camera {
	// A window too small for margins gets smaller ones.
	const share = Math.min(
		1,
		viewport.w / 4 / FIT_MARGIN.side,
		viewport.h / 3 / (FIT_MARGIN.top + FIT_MARGIN.bottom)
	);
	const [side, top, bottom] = [FIT_MARGIN.side * share, FIT_MARGIN.top * share, FIT_MARGIN.bottom * share];
	const room = { w: viewport.w - 2 * side, h: viewport.h - top - bottom };
	const zoom = clamp(Math.min(room.w / Math.max(box.w, 1), room.h / Math.max(box.h, 1)), MIN_ZOOM, 1);
	const centre = centreOf(box);
	return { x: centre.x - (side + room.w / 2) / zoom, y: centre.y - (top + room.h / 2) / zoom, zoom };
}

/** The part of the board that is on screen. */
export function visibleBox(camera: Camera, viewport: Viewport): Box {
	return { x: camera.x, y: camera.y, w: viewport.w / camera.zoom, h: viewport.h / camera.zoom };
}
