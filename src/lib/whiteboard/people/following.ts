import { type Box, centreOf, clamp } from '#model/whiteboard/geometry.ts';
import { type Camera, MAX_ZOOM, MIN_ZOOM, type Viewport } from '../camera.ts';

/** This share of the way is left after each 16 ms. */
const SMOOTHING = 0.8;

/** The camera that shows all that somebody else sees, and more of it where the windows differ. */
export function cameraOn(view: Box, viewport: Viewport): Camera {
	const zoom = clamp(Math.min(viewport.w / view.w, viewport.h / view.h), MIN_ZOOM, MAX_ZOOM);
	const centre = centreOf(view);
	return { x: centre.x - viewport.w / 2 / zoom, y: centre.y - viewport.h / 2 / zoom, zoom };
}

/** The camera on its way to another; that one itself when it is as good as there. */
export function glided(from: Camera, to: Camera, viewport: Viewport, elapsedMs: number): Camera {
	const left = SMOOTHING ** (elapsedMs / 16);
	const isNear =
		Math.abs(from.x - to.x) * to.zoom < 0.5 &&
		Math.abs(from.y - to.y) * to.zoom < 0.5 &&
		Math.abs(from.zoom / to.zoom - 1) < 0.001;
	if (isNear) return to;
	// The middle goes straight, and the zoom by equal factors.
	const zoom = to.zoom * (from.zoom / to.zoom) ** left;
	const middle = (camera: Camera) =>
		centreOf({ x: camera.x, y: camera.y, w: viewport.w / camera.zoom, h: viewport.h / camera.zoom });
	const [a, b] = [middle(from), middle(to)];
	const centre = { x: b.x + (a.x - b.x) * left, y: b.y + (a.y - b.y) * left };
	return { x: centre.x - viewport.w / 2 / zoom, y: centre.y - viewport.h / 2 / zoom, zoom };
}

/**
 * Whose camera really leads when I follow somebody who follows somebody; `null` when that is me, or they go round in a circle.
 */
export function leaderOf(
	start: string,
	me: string,
	followedBy: (id: string) => string | null
): string | null {
	const seen = new Set([me]);
	let leader = start;
	for (;;) {
		if (seen.has(leader)) return null;
		seen.add(leader);
		const next = followedBy(leader);
		if (next === null) return leader;
		leader = next;
	}
}
