import type { StampShape } from '#model/whiteboard/shapes/stamp.ts';
import { onSolidOf, strokeOf } from '../board-theme.ts';
import { type Painter, WORDLESS } from './painter.ts';
import { stampGlyph } from './stamp-glyphs.ts';

/** A disc in the stamp's colour with a sign on it. */
export const stamp: Painter<StampShape> = {
	...WORDLESS,
	spill: () => 2,
	path: ({ stamp: name, w, h }) => stampGlyph(name, w, h),
	paint({ context, theme }, { w, h, style }, path) {
		context.fillStyle = strokeOf(theme, style);
		context.beginPath();
		context.ellipse(w / 2, h / 2, w / 2, h / 2, 0, 0, 2 * Math.PI);
		context.fill();
		context.strokeStyle = onSolidOf(theme, style);
		context.lineWidth = Math.max(w, h) / 11;
		context.lineCap = 'round';
		context.lineJoin = 'round';
		context.stroke(path);
	}
};
