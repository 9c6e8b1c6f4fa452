import type { Point } from '#model/whiteboard/geometry.ts';
import { type ArrowShape, endsOf } from '#model/whiteboard/shapes/arrow.ts';
import { strokeOf } from '../board-theme.ts';
import type { Painter } from './painter.ts';
import { bowOf, wobbler } from './wobble.ts';

const HEAD_ANGLE = 0.5;

export const arrow: Painter<ArrowShape> = {
	spill: (shape) => headLength(shape.style.width) + 3,
	layout: () => null,
	path(shape) {
		const [from, to] = endsOf({ ...shape, x: 0, y: 0 });
		return arrowPath(from, to, shape.style.width, shape.id);
	},
	paint({ context, theme, scale }, { style }, path) {
		context.strokeStyle = strokeOf(theme, style);
		context.lineWidth = Math.max(style.width, 0.8 / scale);
		context.lineCap = 'round';
		context.lineJoin = 'round';
		context.stroke(path);
	},
	textColor: (theme) => theme.ink,
	align: 'centre'
};

function headLength(width: number): number {
	return 9 + 3.2 * width;
}

/** Shaft and head. The seed bows the shaft a little, as a hand does. */
function arrowPath(from: Point, to: Point, width: number, seed: string): Path2D {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const length = Math.hypot(dx, dy);
	const bow = wobbler(seed)(bowOf(length) * 1.5);
	const path = new Path2D();
	if (length === 0) return path;
	const control = { x: from.x + dx / 2 - (dy / length) * bow, y: from.y + dy / 2 + (dx / length) * bow };
	path.moveTo(from.x, from.y);
	path.quadraticCurveTo(control.x, control.y, to.x, to.y);
	const angle = Math.atan2(to.y - control.y, to.x - control.x);
	const head = Math.min(headLength(width), length / 1.5);
	const barb = (turn: number): [number, number] => [
		to.x - head * Math.cos(angle + turn),
		to.y - head * Math.sin(angle + turn)
	];
	path.moveTo(...barb(HEAD_ANGLE));
	path.lineTo(to.x, to.y);
	path.lineTo(...barb(-HEAD_ANGLE));
	return path;
}
