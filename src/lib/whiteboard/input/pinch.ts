import { distance, type Point } from '#model/whiteboard/geometry.ts';
import { type Camera, zoomedTo } from '../camera.ts';

/** Where two fingers are, in CSS pixels. */
export type Fingers = readonly [Point, Point];

/** How two fingers took hold of the paper. */
export interface Pinch {
	readonly camera: Camera;
	readonly middle: Point;
	/** From finger to finger, in CSS pixels, at least one. */
	readonly spread: number;
}

export function beginPinch(camera: Camera, fingers: Fingers): Pinch {
	return { camera, middle: middleOf(fingers), spread: Math.max(1, distance(...fingers)) };
}

/** The camera with which what lay under the fingers lies there still. */
export function pinched({ camera, middle, spread }: Pinch, fingers: Fingers): Camera {
	const now = middleOf(fingers);
	const zoomed = zoomedTo(camera, middle, camera.zoom * (distance(...fingers) / spread));
	return {
		...zoomed,
		x: zoomed.x - (now.x - middle.x) / zoomed.zoom,
		y: zoomed.y - (now.y - middle.y) / zoomed.zoom
	};
}

function middleOf([a, b]: Fingers): Point {
	return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
