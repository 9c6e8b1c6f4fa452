import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { type BoardTheme, onSolidOf, solidOf, strokeOf } from '../board-theme.ts';
import type { Easel } from './painter.ts';

type Outlined = Pick<Shape, 'style'>;

/** Fills and strokes a closed outline as its style says. */
export function paintOutlined({ context, theme, scale }: Easel, { style }: Outlined, path: Path2D): void {
	if (style.fill !== 'none') {
		context.fillStyle = style.fill === 'solid' ? solidOf(theme, style) : theme.tint[style.color];
		context.fill(path);
	}
	context.strokeStyle = strokeOf(theme, style);
	context.lineWidth = Math.max(style.width, 0.8 / scale);
	context.stroke(path);
}

export function textColorOf(theme: BoardTheme, { style }: Outlined): string {
	return style.fill === 'solid' ? onSolidOf(theme, style) : theme.ink;
}
