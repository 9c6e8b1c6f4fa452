import type { EllipseShape } from '#model/whiteboard/shapes/ellipse.ts';
import { outlinedPainter } from './outlined.ts';
import { bowOf, handFor } from './wobble.ts';

/** The box that lies within an ellipse is 1/√2 of its size. */
const INSCRIBED = Math.SQRT1_2;
/** A quarter of a circle as a Bézier curve. */
const KAPPA = 0.5523;

export const ellipse = outlinedPainter<EllipseShape>({
	wordBox: ({ w, h }) => ({
		x: (w * (1 - INSCRIBED)) / 2,
		y: (h * (1 - INSCRIBED)) / 2,
		w: w * INSCRIBED,
		h: h * INSCRIBED
	}),
	path(shape) {
		const { w, h } = shape;
		const wobble = handFor(shape);
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
	}
});
