import type { EllipseShape } from '#model/whiteboard/shapes/ellipse.ts';
import { layoutText } from '../text-layout.ts';
import { paintOutlined, textColorOf } from './outlined.ts';
import type { Painter } from './painter.ts';
import { bowOf, wobbler } from './wobble.ts';

/** The box that lies within an ellipse is 1/√2 of its size. */
const INSCRIBED = Math.SQRT1_2;
/** A quarter of a circle as a Bézier curve. */
const KAPPA = 0.5523;

export const ellipse: Painter<EllipseShape> = {
	spill: (shape) => shape.style.width / 2 + 3,
	layout: (shape, text, measure) =>
		layoutText(
			text,
			{
				width: Math.max(1, shape.w * INSCRIBED),
				height: Math.max(1, shape.h * INSCRIBED),
				fontSize: shape.style.fontSize
			},
			measure
		),
	path({ id, w, h }) {
		const wobble = wobbler(id);
		const bow = bowOf(Math.min(w, h));
		const [rx, ry] = [w / 2, h / 2];
		const [kx, ky] = [rx * KAPPA, ry * KAPPA];
		const near = (value: number): number => value + wobble(bow);
		const path = new Path2D();
		path.moveTo(rx, 0);
		path.bezierCurveTo(near(rx + kx), near(0), near(w), near(ry - ky), w, ry);
		path.bezierCurveTo(near(w), near(ry + ky), near(rx + kx), near(h), rx, h);
		path.bezierCurveTo(near(rx - kx), near(h), near(0), near(ry + ky), 0, ry);
		path.bezierCurveTo(near(0), near(ry - ky), near(rx - kx), near(0), rx, 0);
		path.closePath();
		return path;
	},
	paint: paintOutlined,
	textColor: textColorOf,
	align: 'centre'
};
