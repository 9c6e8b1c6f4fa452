import type { BoardTheme } from '../../render/board-theme.ts';
import { withSource } from '../png-chunks.ts';
import type { Picture } from './picture.ts';

/** Canvases beyond this are refused by some devices. */
const MOST_PIXELS = 64_000_000;
const LONGEST_SIDE = 16_000;

export interface PngOptions {
	readonly theme: BoardTheme;
	readonly withPaper: boolean;
	/** Pixels a board unit. */
	readonly scale: number;
	/** Goes into the file; see `withSource`. Empty: nothing does. */
	readonly source: string;
}

/** The scale that is possible for a picture of this size, at most the one that is wanted. */
export function possibleScale({ w, h }: { readonly w: number; readonly h: number }, wanted: number): number {
	return Math.min(wanted, Math.sqrt(MOST_PIXELS / (w * h)), LONGEST_SIDE / Math.max(w, h));
}

/** Paints into a canvas of its own, `scale` pixels a board unit. */
export function painted(
	picture: Picture,
	{ theme, withPaper, scale }: Omit<PngOptions, 'source'>
): HTMLCanvasElement {
	const { box } = picture;
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.round(box.w * scale));
	canvas.height = Math.max(1, Math.round(box.h * scale));
	const context = canvas.getContext('2d')!;
	if (withPaper) {
		context.fillStyle = theme.paper;
		context.fillRect(0, 0, canvas.width, canvas.height);
	}
	context.setTransform(scale, 0, 0, scale, -box.x * scale, -box.y * scale);
	context.lineCap = 'round';
	context.lineJoin = 'round';
	picture.paint({ context, theme, scale });
	return canvas;
}

/** @throws when the browser cannot make so large a picture. */
export async function writePng(picture: Picture, options: PngOptions): Promise<Blob> {
	const canvas = painted(picture, { ...options, scale: possibleScale(picture.box, options.scale) });
	const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
	// Frees the pixels now and not when somebody collects them.
	canvas.width = 0;
	if (blob === null) throw new Error('The browser made no picture');
	if (options.source === '') return blob;
	const bytes = new Uint8Array(await blob.arrayBuffer());
	return new Blob([await withSource(bytes, options.source)], { type: 'image/png' });
}
