import { svgArcCurves } from './arc.ts';
import type { PathOp } from './traced-path.ts';

/** How many numbers each command takes. */
const TAKES: Readonly<Record<string, number>> = {
	m: 2,
	l: 2,
	h: 1,
	v: 1,
	c: 6,
	s: 4,
	q: 4,
	t: 2,
	a: 7,
	z: 0
};
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const FLAG = /[01]/y;
const BETWEEN = /[\s,]*/y;
/** More than any honest icon or drawing has in one path. */
const MOST_OPS = 50_000;

interface Pen {
	x: number;
	y: number;
	startX: number;
	startY: number;
	/** The last control point, which the smooth curves reflect, and what kind of curve it was of. */
	control: { readonly x: number; readonly y: number; readonly of: 'C' | 'Q' } | null;
}

/** Reads the `d` of an SVG path into absolute lines and curves. As SVG asks, it keeps what stands before the first mistake. */
export function parsePathData(data: string): PathOp[] {
	const ops: PathOp[] = [];
	const pen: Pen = { x: 0, y: 0, startX: 0, startY: 0, control: null };
	let at = 0;
	const skip = (): void => {
		BETWEEN.lastIndex = at;
		BETWEEN.exec(data);
		at = BETWEEN.lastIndex;
	};
	const take = (pattern: RegExp): number | null => {
		skip();
		pattern.lastIndex = at;
		const match = pattern.exec(data);
		if (match === null) return null;
		at = pattern.lastIndex;
		return Number(match[0]);
	};
	let command = '';
	while (ops.length < MOST_OPS) {
		skip();
		const letter = data[at];
		if (letter === undefined) break;
		if (letter.toLowerCase() in TAKES) {
			command = letter;
			at++;
		} else if (command === '' || command.toLowerCase() === 'z') break;
		// A second pair after a "move to" is a "line to".
		else if (command === 'm') command = 'l';
		else if (command === 'M') command = 'L';
		const kind = command.toLowerCase();
		if (ops.length === 0 && kind !== 'm') break;
		const count = TAKES[kind]!;
		const numbers = Array.from({ length: count }, (_, index) =>
			take(kind === 'a' && (index === 3 || index === 4) ? FLAG : NUMBER)
		);
		if (numbers.some((number) => number === null || !Number.isFinite(number))) break;
		step(ops, pen, command, numbers as number[]);
	}
	return ops;
}

function step(ops: PathOp[], pen: Pen, command: string, numbers: readonly number[]): void {
	const kind = command.toLowerCase();
	const relative = command === kind;
	const n = numbers.map((number, index) => {
		if (!relative) return number;
		if (kind === 'a') return index === 5 ? number + pen.x : index === 6 ? number + pen.y : number;
		return number + (kind === 'v' || (kind !== 'h' && index % 2 === 1) ? pen.y : pen.x);
	});
	const reflected = (of: 'C' | 'Q'): [number, number] =>
		pen.control?.of === of ? [2 * pen.x - pen.control.x, 2 * pen.y - pen.control.y] : [pen.x, pen.y];
	switch (kind) {
		case 'm':
			[pen.startX, pen.startY] = [n[0]!, n[1]!];
			return to(ops, pen, ['M', n[0]!, n[1]!]);
		case 'l':
			return to(ops, pen, ['L', n[0]!, n[1]!]);
		case 'h':
			return to(ops, pen, ['L', n[0]!, pen.y]);
		case 'v':
			return to(ops, pen, ['L', pen.x, n[0]!]);
		case 'c':
			return to(ops, pen, ['C', n[0]!, n[1]!, n[2]!, n[3]!, n[4]!, n[5]!]);
		case 's':
			return to(ops, pen, ['C', ...reflected('C'), n[0]!, n[1]!, n[2]!, n[3]!]);
		case 'q':
			return to(ops, pen, ['Q', n[0]!, n[1]!, n[2]!, n[3]!]);
		case 't':
			return to(ops, pen, ['Q', ...reflected('Q'), n[0]!, n[1]!]);
		case 'a':
			return arc(ops, pen, n);
		default:
			ops.push(['Z']);
			[pen.x, pen.y, pen.control] = [pen.startX, pen.startY, null];
	}
}

function arc(ops: PathOp[], pen: Pen, n: readonly number[]): void {
	const end = { x: n[5]!, y: n[6]! };
	const curves = svgArcCurves(pen, end, {
		rx: n[0]!,
		ry: n[1]!,
		turn: n[2]!,
		large: n[3] === 1,
		sweep: n[4] === 1
	});
	if (curves.length === 0) to(ops, pen, ['L', end.x, end.y]);
	for (const curve of curves) to(ops, pen, ['C', ...curve]);
	pen.control = null;
}

function to(ops: PathOp[], pen: Pen, op: Exclude<PathOp, readonly ['Z']>): void {
	ops.push(op);
	const [x, y] = op.slice(-2) as [number, number];
	if (op[0] === 'C') pen.control = { x: op[3], y: op[4], of: 'C' };
	else if (op[0] === 'Q') pen.control = { x: op[1], y: op[2], of: 'Q' };
	else pen.control = null;
	[pen.x, pen.y] = [x, y];
}
