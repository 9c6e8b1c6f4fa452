import type { Box } from '#model/whiteboard/geometry.ts';
import type { Camera, Viewport } from '../camera.ts';

/** What a frame shows: the camera in device pixels, standing on a whole one, so that what does not move does not shimmer. */
export interface View {
	/** The board point in the surface's top left corner. */
	readonly x: number;
	readonly y: number;
	/** Device pixels a board unit. */
	readonly scale: number;
	/** Device pixels a CSS pixel. */
	readonly pixelRatio: number;
	/** Of the surface, in device pixels. */
	readonly width: number;
	readonly height: number;
	/** How far the surface lies off the screen's pixels, in device pixels: on a zoomed page, by a fraction. */
	readonly offX: number;
	readonly offY: number;
}

export function viewOf(
	camera: Camera,
	viewport: Viewport,
	pixelRatio: number,
	surface: { readonly left: number; readonly top: number }
): View {
	const scale = camera.zoom * pixelRatio;
	const fraction = (css: number): number => Math.round(css * pixelRatio) - css * pixelRatio;
	return {
		x: Math.round(camera.x * scale) / scale,
		y: Math.round(camera.y * scale) / scale,
		scale,
		pixelRatio,
		width: Math.round(viewport.w * pixelRatio),
		height: Math.round(viewport.h * pixelRatio),
		offX: fraction(surface.left),
		offY: fraction(surface.top)
	};
}

/** The same view of a board that lies `dx`, `dy` further. */
export function shifted(view: View, dx: number, dy: number): View {
	const { scale } = view;
	return {
		...view,
		x: view.x - Math.round(dx * scale) / scale,
		y: view.y - Math.round(dy * scale) / scale
	};
}

/** The part of the board that is on screen. */
export function boardIn(view: View): Box {
	return { x: view.x, y: view.y, w: view.width / view.scale, h: view.height / view.scale };
}
