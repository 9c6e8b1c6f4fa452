import type { Point } from '#model/whiteboard/geometry.ts';
import { arcCurves, pointOn } from './arc.ts';
import { mapped, type Matrix } from './matrix.ts';
import { parsePathData } from './path-data.ts';

/** What a path is made of: absolute, and nothing that SVG and PDF do not both have (PDF's lack of Q aside). */
export type PathOp =
	| readonly ['M', x: number, y: number]
	| readonly ['L', x: number, y: number]
	| readonly ['Q', x1: number, y1: number, x: number, y: number]
	| readonly ['C', x1: number, y1: number, x2: number, y2: number, x: number, y: number]
	| readonly ['Z'];

const FULL_TURN = 2 * Math.PI;

/** A path that can be read again, which a Path2D cannot: see `withTracedPaths`. */
export class TracedPath implements CanvasPath {
	readonly ops: PathOp[] = [];
	#at: Point | null = null;
	#start: Point = { x: 0, y: 0 };

	constructor(from?: TracedPath | string) {
		if (from === undefined) return;
		for (const op of typeof from === 'string' ? parsePathData(from) : from.ops) this.#add(op);
	}

	moveTo(x: number, y: number): void {
		this.#add(['M', x, y]);
	}

	lineTo(x: number, y: number): void {
		this.#add([this.#at === null ? 'M' : 'L', x, y]);
	}

	quadraticCurveTo(x1: number, y1: number, x: number, y: number): void {
		if (this.#at === null) this.moveTo(x1, y1);
		this.#add(['Q', x1, y1, x, y]);
	}

	bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
		if (this.#at === null) this.moveTo(x1, y1);
		this.#add(['C', x1, y1, x2, y2, x, y]);
	}

	closePath(): void {
		if (this.#at === null) return;
		this.#add(['Z']);
	}

	rect(x: number, y: number, w: number, h: number): void {
		this.moveTo(x, y);
		this.lineTo(x + w, y);
		this.lineTo(x + w, y + h);
		this.lineTo(x, y + h);
		this.closePath();
	}

	roundRect(x: number, y: number, w: number, h: number, radii: Radii = 0): void {
		const [a = 0, b = a, c = a, d = b] = (isList(radii) ? [...radii] : [radii]).map((radius) =>
			typeof radius === 'number' ? radius : (radius.x ?? 0)
		);
		const fit = Math.min(1, w / Math.max(a + b, c + d, 1e-9), h / Math.max(a + d, b + c, 1e-9));
		const [nw, ne, se, sw] = [a * fit, b * fit, c * fit, d * fit] as const;
		const corner = (cx: number, cy: number, radius: number, from: number): void => {
			if (radius > 0) this.arc(cx, cy, radius, from, from + Math.PI / 2);
			else this.lineTo(cx, cy);
		};
		this.moveTo(x + nw, y);
		corner(x + w - ne, y + ne, ne, -Math.PI / 2);
		corner(x + w - se, y + h - se, se, 0);
		corner(x + sw, y + h - sw, sw, Math.PI / 2);
		corner(x + nw, y + nw, nw, Math.PI);
		this.closePath();
	}

	arc(x: number, y: number, radius: number, from: number, to: number, backwards = false): void {
		this.ellipse(x, y, radius, radius, 0, from, to, backwards);
	}

	ellipse(
		x: number,
		y: number,
		rx: number,
		ry: number,
		turn: number,
		from: number,
		to: number,
		backwards = false
	): void {
		const ellipse = { centre: { x, y }, rx, ry, turn };
		const start = pointOn(ellipse, from);
		this.lineTo(start.x, start.y);
		for (const curve of arcCurves(ellipse, from, sweepOf(from, to, backwards))) this.#add(['C', ...curve]);
	}

	arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void {
		const from = this.#at ?? { x: x1, y: y1 };
		const into = Math.atan2(from.y - y1, from.x - x1);
		const out = Math.atan2(y2 - y1, x2 - x1);
		const turn = Math.atan2(Math.sin(out - into), Math.cos(out - into));
		const half = Math.abs(turn) / 2;
		// On one line: there is no corner to round.
		if (radius === 0 || half < 1e-6 || Math.PI / 2 - half < 1e-6) {
			this.lineTo(x1, y1);
			return;
		}
		const [reach, away] = [radius / Math.tan(half), radius / Math.sin(half)];
		const middle = into + turn / 2;
		const centre = { x: x1 + away * Math.cos(middle), y: y1 + away * Math.sin(middle) };
		const start = { x: x1 + reach * Math.cos(into), y: y1 + reach * Math.sin(into) };
		const end = { x: x1 + reach * Math.cos(out), y: y1 + reach * Math.sin(out) };
		const angleOf = (point: Point): number => Math.atan2(point.y - centre.y, point.x - centre.x);
		this.lineTo(start.x, start.y);
		this.arc(centre.x, centre.y, radius, angleOf(start), angleOf(end), turn > 0);
	}

	addPath(path: TracedPath, by?: DOMMatrix2DInit): void {
		const { a = 1, b = 0, c = 0, d = 1, e = 0, f = 0 } = by ?? {};
		for (const op of mappedOps(path.ops, [a, b, c, d, e, f])) this.#add(op);
	}

	#add(op: PathOp): void {
		this.ops.push(op);
		if (op[0] === 'Z') {
			this.#at = this.#start;
			return;
		}
		this.#at = { x: op.at(-2) as number, y: op.at(-1) as number };
		if (op[0] === 'M') this.#start = this.#at;
	}
}

type Radii = number | DOMPointInit | Iterable<number | DOMPointInit>;

function isList(radii: Radii): radii is Iterable<number | DOMPointInit> {
	return typeof radii === 'object' && Symbol.iterator in radii;
}

/** The whole turn when the ends are so far apart, as the canvas has it. */
function sweepOf(from: number, to: number, backwards: boolean): number {
	const sweep = to - from;
	if (!backwards) return sweep >= FULL_TURN ? FULL_TURN : ((sweep % FULL_TURN) + FULL_TURN) % FULL_TURN;
	return -sweep >= FULL_TURN ? -FULL_TURN : ((sweep % FULL_TURN) - FULL_TURN) % FULL_TURN;
}

export function mappedOps(ops: readonly PathOp[], by: Matrix): PathOp[] {
	return ops.map((op) => {
		if (op[0] === 'Z') return op;
		const numbers: number[] = [];
		for (let at = 1; at < op.length; at += 2) {
			const { x, y } = mapped(by, { x: op[at] as number, y: op[at + 1] as number });
			numbers.push(x, y);
		}
		return [op[0], ...numbers] as unknown as PathOp;
	});
}

/**
 * Runs what draws with paths that can be read again. Painters make theirs with `new Path2D()`, as canvases are fastest with, and
 * nothing can be read out of one; so while a picture of vectors is made, which is without a pause, theirs are these. It is the price for
 * drawing every shape in one place only.
 */
export function withTracedPaths<T>(draw: () => T): T {
	const scope = globalThis as { Path2D?: unknown };
	const original = scope.Path2D;
	scope.Path2D = TracedPath;
	try {
		return draw();
	} finally {
		scope.Path2D = original;
	}
}
