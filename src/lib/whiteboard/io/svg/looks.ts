import type { OwnColor, Style } from '#model/whiteboard/style.ts';
import type { Changes } from '../changes.ts';
import { hexOf, parseColor } from '../vector/color.ts';
import { type Context, scaleOf } from './context.ts';
import { numbersIn } from './transform.ts';

/** The style of what is drawn with these looks. */
export function styleOf({ looks, matrix }: Context, changes: Changes): Partial<Style> {
	const fill = paintOf(looks.fill ?? '#000000', changes);
	const stroke = paintOf(looks.stroke ?? 'none', changes);
	const dashes = numbersIn(looks['stroke-dasharray'] ?? '');
	const width = parseFloat(looks['stroke-width'] ?? '1') * scaleOf(matrix);
	const veil = fill === null ? looks['stroke-opacity'] : looks['fill-opacity'];
	return {
		color: 'ink',
		fill: fill === null ? 'none' : 'solid',
		ownFill: fill,
		ownStroke: stroke ?? 'none',
		width: Math.min(60, Math.max(1, Number.isFinite(width) ? width : 1)),
		dash: dashes.length === 0 ? 'solid' : dashes[0]! <= 2 ? 'dotted' : 'dashed',
		look: 'clean',
		opacity: Math.min(
			1,
			Math.max(0.1, Number(looks.opacity) * (veil === undefined ? 1 : parseFloat(veil) || 1))
		)
	};
}

/** `null` for no paint. A gradient or pattern becomes grey, and is told of. */
export function paintOf(value: string, changes: Changes): OwnColor | null {
	if (value.startsWith('url(')) {
		changes.note('effects');
		return '#9a9a9a';
	}
	const color = parseColor(value === 'currentColor' ? '#000000' : value);
	if (color === null) return '#000000';
	return color.a === 0 ? null : (hexOf(color) as OwnColor);
}
