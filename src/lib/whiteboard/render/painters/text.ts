import type { TextShape } from '#model/whiteboard/shapes/text.ts';
import { layoutText } from '../text-layout.ts';
import { strokeOf } from '../board-theme.ts';
import type { Painter } from './painter.ts';

export const text: Painter<TextShape> = {
	spill: () => 4,
	layout: (shape, words, measure) =>
		layoutText(
			words,
			{ width: shape.autoWidth ? Infinity : shape.w, height: Infinity, fontSize: shape.style.fontSize },
			measure
		),
	path: () => new Path2D(),
	paint: () => {},
	textColor: (theme, shape) => strokeOf(theme, shape.style),
	align: 'start'
};
