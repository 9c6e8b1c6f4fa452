import type { TextShape } from '#model/whiteboard/shapes/text.ts';
import { strokeOf } from '../board-theme.ts';
import { layoutText } from '../text-layout.ts';
import type { Painter } from './painter.ts';

export const text: Painter<TextShape> = {
	spill: () => 4,
	wordBox: ({ w, h }) => ({ x: 0, y: 0, w, h }),
	// Also without any words: its box is as high as the line that will be written on.
	layout({ autoWidth, w, style }, words, measure) {
		const space = { width: autoWidth ? Infinity : w, height: Infinity, fontSize: style.fontSize };
		const layout = layoutText(words, { ...space, face: style, list: style.list }, measure);
		const width = autoWidth ? Math.max(layout.width, 4) : w;
		return [{ box: { x: 0, y: 0, w: width, h: layout.height }, align: style.align, face: style, layout }];
	},
	path: () => new Path2D(),
	paint: () => {},
	textColor: (theme, { style }) => strokeOf(theme, style)
};
