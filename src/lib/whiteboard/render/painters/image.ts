import type { ImageShape } from '#model/whiteboard/shapes/image.ts';
import type { Sending } from '$lib/images/sending.ts';
import { type Easel, type Painter, WORDLESS } from './painter.ts';

/** Smaller than this on the screen, its sign would be a blot. */
const SMALLEST_SIGN_PX = 36;
const SIGN_PX = 13;

/** A picture; where it is not here (yet), its place with the sign for one. */
export const image: Painter<ImageShape> = {
	...WORDLESS,
	spill: () => 1,
	path({ w, h }) {
		const path = new Path2D();
		path.rect(0, 0, w, h);
		return path;
	},
	paint(easel, shape, path, pictures) {
		const { context, scale } = easel;
		const picture = pictures?.of(shape, shape.w * scale) ?? { at: 'missing' };
		if (picture.at !== 'here') {
			paintPlace(easel, shape, path, picture.at === 'missing');
			return;
		}
		context.drawImage(picture.source, 0, 0, shape.w, shape.h);
		if (picture.sending) paintSending(easel, shape, picture.sending);
	}
};

/** While it loads, its place only: what is there in a moment need not flicker as a sign before. */
function paintPlace({ context, theme }: Easel, { w, h }: ImageShape, path: Path2D, withSign: boolean): void {
	context.fillStyle = theme.tint.ink;
	context.fill(path);
	if (!withSign) return;
	const size = Math.min(w, h) / 4;
	context.fillStyle = theme.dots;
	context.beginPath();
	context.moveTo(w / 2 - size, h / 2 + size / 2);
	context.lineTo(w / 2 - size / 4, h / 2 - size / 2);
	context.lineTo(w / 2 + size / 4, h / 2 + size / 8);
	context.lineTo(w / 2 + size / 2, h / 2 - size / 8);
	context.lineTo(w / 2 + size, h / 2 + size / 2);
	context.closePath();
	context.fill();
}

/** In the corner, of one size on every screen: how much of it is sent, that it waits, or that it was not taken. */
function paintSending({ context, theme, scale }: Easel, { w, h }: ImageShape, sending: Sending): void {
	if (Math.min(w, h) * scale < SMALLEST_SIGN_PX) return;
	const radius = (SIGN_PX * (globalThis.devicePixelRatio || 1)) / scale;
	context.save();
	context.translate(w - radius * 1.5, h - radius * 1.5);
	context.beginPath();
	context.arc(0, 0, radius, 0, 2 * Math.PI);
	context.fillStyle = theme.paper;
	context.fill();
	context.lineWidth = radius / 5;
	context.lineCap = 'round';
	context.strokeStyle = sending.at === 'refused' ? theme.stroke.clay : theme.stroke.ink;
	context.beginPath();
	if (sending.at === 'sending') {
		const from = -Math.PI / 2;
		context.arc(0, 0, radius * 0.66, from, from + (Math.max(4, sending.percent) / 100) * 2 * Math.PI);
	} else if (sending.at === 'waiting') {
		// A clock.
		context.arc(0, 0, radius * 0.62, 0, 2 * Math.PI);
		context.moveTo(0, -radius * 0.34);
		context.lineTo(0, 0);
		context.lineTo(radius * 0.26, radius * 0.14);
	} else {
		context.moveTo(0, -radius * 0.5);
		context.lineTo(0, radius * 0.12);
		context.moveTo(0, radius * 0.48);
		context.lineTo(0, radius * 0.5);
	}
	context.stroke();
	context.restore();
}
