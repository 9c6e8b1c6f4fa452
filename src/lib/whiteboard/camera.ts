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
/** Room left around what is fitted into view, in CSS pixels. */
const FIT_MARGIN = 64;

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
	const margin = Math.min(FIT_MARGIN, viewport.w / 8, viewport.h / 8);
	const zoom = clamp(
		Math.min((viewport.w - 2 * margin) / Math.max(box.w, 1), (viewport.h - 2 * margin) / Math.max(box.h, 1)),
		MIN_ZOOM,
		1
	);
	const centre = centreOf(box);
	return { x: centre.x - viewport.w / 2 / zoom, y: centre.y - viewport.h / 2 / zoom, zoom };
}

/** The part of the board that is on screen. */
export function visibleBox(camera: Camera, viewport: Viewport): Box {
	return { x: camera.x, y: camera.y, w: viewport.w / camera.zoom, h: viewport.h / camera.zoom };
}
