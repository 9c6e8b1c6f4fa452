import type { NoteShape } from '#model/whiteboard/shapes/note.ts';
import type { Box } from '#model/whiteboard/geometry.ts';
import { PADDING, type Painter } from './painter.ts';
import { wordsIn } from './words.ts';

/** Below this many device pixels a shadow is not seen. */
const SMALLEST_WITH_SHADOW = 40;

/** Thin veils of different reach look like one soft shadow, at a tenth of the price of a blur. */
const SHADOWS = [
	[0.5, 2],
	[1.5, 4],
	[2.5, 6],
	[3, 8]
] as const;

export const note: Painter<NoteShape> = {
	spill: () => 10,
	wordBox,
	layout: (shape, text, measure) => wordsIn(wordBox(shape), text, shape.style, measure),
	path(shape) {
		const path = new Path2D();
		path.roundRect(0, 0, shape.w, shape.h, 3);
		return path;
	},
	paint({ context, theme, scale }, shape, path) {
		if (shape.w * scale > SMALLEST_WITH_SHADOW) {
			context.fillStyle = theme.noteShadow;
			for (const [side, drop] of SHADOWS) context.fill(shadowOf(shape, side, drop));
		}
		context.fillStyle = theme.note[shape.style.color];
		context.fill(path);
		if (theme.noteEdge !== null) {
			context.strokeStyle = theme.noteEdge;
			context.lineWidth = 2 / scale;
			context.stroke(path);
		}
		if (shape.w * scale > SMALLEST_WITH_SHADOW) {
			// Where the gum holds it to the paper.
			context.fillStyle = 'rgb(60 48 20 / 0.05)';
			context.fillRect(0, 0, shape.w, Math.min(18, shape.h / 6));
		}
	},
	textColor: (theme) => theme.noteInk
};

function wordBox({ w, h }: NoteShape): Box {
	const [x, y] = [Math.min(PADDING, w / 8), Math.min(PADDING, h / 8)];
	return { x, y, w: w - 2 * x, h: h - 2 * y };
}

/** The corners at the foot stand off the paper: the shadow shows there most. */
function shadowOf({ w, h }: NoteShape, side: number, drop: number): Path2D {
	const path = new Path2D();
	path.moveTo(1, h / 3);
	path.lineTo(w - 1, h / 3);
	path.lineTo(w + side, h + drop);
	path.quadraticCurveTo(w / 2, h + drop * 0.2, -side, h + drop);
	path.closePath();
	return path;
}
