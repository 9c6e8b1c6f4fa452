import type { LinkShape } from '#model/whiteboard/shapes/link-card.ts';
import { strokeOf } from '../board-theme.ts';
import { layoutText } from '../text-layout.ts';
import { PADDING, type Painter } from './painter.ts';
import { type TextBlock, wordsIn } from './words.ts';

/** Of the address under the title, in board units. */
const ADDRESS_SIZE = 13;
const ADDRESS_HEIGHT = 24;
const EDGE = 6;

/** A card with a coloured edge: a title that people typed, and the address that it leads to. */
export const link: Painter<LinkShape> = {
	spill: () => 3,
	wordBox: titleBox,
	layout(shape, text, measure) {
		const title = wordsIn(titleBox(shape), text, { ...shape.style, list: 'none' }, measure);
		return [...title, addressOf(shape, measure)];
	},
	path({ w, h }) {
		const path = new Path2D();
		path.roundRect(0, 0, w, h, 8);
		return path;
	},
	paint({ context, theme, scale }, { w, h, style }, path) {
		context.fillStyle = theme.tint[style.color];
		context.fill(path);
		context.fillStyle = strokeOf(theme, style);
		context.beginPath();
		context.roundRect(0, 0, Math.min(EDGE, w), h, [8, 0, 0, 8]);
		context.fill();
		context.strokeStyle = strokeOf(theme, style);
		const alpha = context.globalAlpha;
		context.globalAlpha = alpha * 0.45;
		context.lineWidth = Math.max(1, 0.8 / scale);
		context.stroke(path);
		context.globalAlpha = alpha;
	},
	textColor: (theme) => theme.ink
};

function titleBox({ w, h }: LinkShape): TextBlock['box'] {
	const foot = Math.min(ADDRESS_HEIGHT, h / 3);
	return {
		x: EDGE + PADDING,
		y: PADDING / 2,
		w: Math.max(1, w - EDGE - 2 * PADDING),
		h: Math.max(1, h - foot - PADDING)
	};
}

/** One line, as much of it as there is room for. */
function addressOf(shape: LinkShape, measure: Parameters<typeof layoutText>[2]): TextBlock {
	const { w, h, url } = shape;
	const face = { font: 'sans', bold: false, italic: false } as const;
	const box = {
		x: EDGE + PADDING,
		y: h - ADDRESS_HEIGHT - PADDING / 2,
		w: w - EDGE - 2 * PADDING,
		h: ADDRESS_HEIGHT
	};
	let shown = url.replace(/^https?:\/\/(?:www\.)?|\/$/gu, '');
	const room = (box.w / ADDRESS_SIZE) * 100;
	while (shown.length > 4 && measure(shown, face) > room)
		shown = `${shown.slice(0, Math.floor(shown.length * 0.9) - 1)}…`;
	const layout = layoutText(
		shown,
		{ width: Infinity, height: Infinity, fontSize: ADDRESS_SIZE, face },
		measure
	);
	return { box, align: 'start', face, layout };
}
