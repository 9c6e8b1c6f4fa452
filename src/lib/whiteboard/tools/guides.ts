import type { Easel } from '../render/painters/painter.ts';
import type { Guide } from '../snapping.ts';

/** How long the strokes are that end a gap, in CSS pixels. */
const END_PX = 5;

/** Draws why something snapped; units are the board's. */
export function paintGuides(easel: Easel, guides: readonly Guide[]): void {
	if (guides.length === 0) return;
	const { context, theme, scale } = easel;
	context.strokeStyle = theme.guide;
	context.lineWidth = devicePixelRatio / scale;
	context.beginPath();
	const end = (END_PX * devicePixelRatio) / scale;
	for (const guide of guides) {
		if (guide.is === 'line') segment(context, guide.axis, guide.at, guide.from, guide.at, guide.to);
		else {
			segment(context, guide.axis, guide.from, guide.at, guide.to, guide.at);
			for (const at of [guide.from, guide.to])
				segment(context, guide.axis, at, guide.at - end, at, guide.at + end);
		}
	}
	context.stroke();
}

/** Between two places, each given along the axis and across it. */
function segment(
	context: CanvasRenderingContext2D,
	axis: Guide['axis'],
	...[a, across, b, acrossB]: [number, number, number, number]
): void {
	if (axis === 'x') {
		context.moveTo(a, across);
		context.lineTo(b, acrossB);
	} else {
		context.moveTo(across, a);
		context.lineTo(acrossB, b);
	}
}
