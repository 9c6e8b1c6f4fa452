import type { Point } from '#model/whiteboard/geometry.ts';

/** One cubic Bézier curve, from wherever the last one ended. */
export type Cubic = readonly [x1: number, y1: number, x2: number, y2: number, x: number, y: number];

export interface Ellipse {
	readonly centre: Point;
	readonly rx: number;
	readonly ry: number;
	/** Of its axes. */
	readonly turn: number;
}

/** More than a quarter of a turn in one curve would be visibly off. */
const MOST_IN_ONE = Math.PI / 2;

export function pointOn({ centre, rx, ry, turn }: Ellipse, angle: number): Point {
	const [x, y] = [rx * Math.cos(angle), ry * Math.sin(angle)];
	const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
	return { x: centre.x + x * cos - y * sin, y: centre.y + x * sin + y * cos };
}

/** A part of an ellipse as curves; `sweep` is signed, in radians. */
export function arcCurves(ellipse: Ellipse, from: number, sweep: number): Cubic[] {
	const pieces = Math.max(1, Math.ceil(Math.abs(sweep) / MOST_IN_ONE - 1e-9));
	const step = sweep / pieces;
	const reach = (4 / 3) * Math.tan(step / 4);
	const [cos, sin] = [Math.cos(ellipse.turn), Math.sin(ellipse.turn)];
	const slope = (angle: number): Point => {
		const [x, y] = [-ellipse.rx * Math.sin(angle), ellipse.ry * Math.cos(angle)];
		return { x: x * cos - y * sin, y: x * sin + y * cos };
	};
	return Array.from({ length: pieces }, (_, at) => {
		const [a, b] = [from + at * step, from + (at + 1) * step];
		const [start, end] = [pointOn(ellipse, a), pointOn(ellipse, b)];
		const [out, into] = [slope(a), slope(b)];
		return [
			start.x + reach * out.x,
			start.y + reach * out.y,
			end.x - reach * into.x,
			end.y - reach * into.y,
			end.x,
			end.y
		] as const;
	});
}

export interface SvgArc {
	readonly rx: number;
	readonly ry: number;
	/** In degrees, as SVG has it. */
	readonly turn: number;
	readonly large: boolean;
	readonly sweep: boolean;
}

/** SVG's arc from one point to another (implementation notes B.2.4 of SVG 2) as curves; none where it is a line. */
export function svgArcCurves(from: Point, to: Point, arc: SvgArc): Cubic[] {
	let [rx, ry] = [Math.abs(arc.rx), Math.abs(arc.ry)];
	if (rx === 0 || ry === 0 || (from.x === to.x && from.y === to.y)) return [];
	const turn = (arc.turn * Math.PI) / 180;
	const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
	const [dx, dy] = [(from.x - to.x) / 2, (from.y - to.y) / 2];
	const [x1, y1] = [cos * dx + sin * dy, -sin * dx + cos * dy];
	const tooSmall = (x1 / rx) ** 2 + (y1 / ry) ** 2;
	if (tooSmall > 1) {
		rx *= Math.sqrt(tooSmall);
		ry *= Math.sqrt(tooSmall);
	}
	const below = (rx * y1) ** 2 + (ry * x1) ** 2;
	const root = Math.sqrt(Math.max(0, (rx * ry) ** 2 - below) / below) * (arc.large === arc.sweep ? -1 : 1);
	const [cx, cy] = [(root * rx * y1) / ry, (-root * ry * x1) / rx];
	const centre = {
		x: cos * cx - sin * cy + (from.x + to.x) / 2,
		y: sin * cx + cos * cy + (from.y + to.y) / 2
	};
	const start = Math.atan2((y1 - cy) / ry, (x1 - cx) / rx);
	const end = Math.atan2((-y1 - cy) / ry, (-x1 - cx) / rx);
	let sweep = end - start;
	if (arc.sweep && sweep < 0) sweep += 2 * Math.PI;
	if (!arc.sweep && sweep > 0) sweep -= 2 * Math.PI;
	return arcCurves({ centre, rx, ry, turn }, start, sweep);
}
