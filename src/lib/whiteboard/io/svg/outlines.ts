import { type Point, union } from '#model/whiteboard/geometry.ts';
import { createGroupId } from '#model/whiteboard/ids.ts';
import { lineThrough, MAX_LINE_POINTS } from '#model/whiteboard/shapes/line.ts';
import { flattened } from '#model/whiteboard/way.ts';
import { shapeOf } from '../drawing.ts';
import { simplified, thinned } from '../thinned.ts';
import { mappedOps, type PathOp, TracedPath } from '../vector/traced-path.ts';
import type { XmlElement } from './xml-reader.ts';
import type { Context, Result } from './context.ts';
import { numbersIn } from './transform.ts';
import { styleOf } from './looks.ts';

/** A curve is corners so near to it that nobody sees them. */
const SMOOTH_WITHIN = 0.2;

/** Boxes and ellipses that stand upright are shapes of that kind; all else is lines. */
export function addOutline(element: XmlElement, context: Context, { pieces, changes }: Result): void {
	const style = styleOf(context, changes);
	const isUpright = Math.abs(context.matrix[1]) < 1e-6 && Math.abs(context.matrix[2]) < 1e-6;
	const path = outlineOf(element);
	if (isUpright && ['rect', 'circle', 'ellipse'].includes(element.name)) {
		const box = union(
			cornersOf(mappedOps(path.ops, context.matrix)).map((point) => ({ ...point, w: 0, h: 0 }))
		);
		const type = element.name === 'rect' ? 'rectangle' : 'ellipse';
		if (box !== null)
			pieces.push({ shape: shapeOf(type, { ...box, groups: context.groups, style }), text: '' });
		return;
	}
	const parts = partsOf(mappedOps(path.ops, context.matrix));
	const groups = parts.length > 1 ? [createGroupId(), ...context.groups] : context.groups;
	for (const { points, closed } of parts) {
		const corners = thinned(simplified(points, SMOOTH_WITHIN), MAX_LINE_POINTS);
		if (corners.length < 2) continue;
		const isFilled = style.fill === 'solid';
		const looks = isFilled || closed ? style : { ...style, fill: 'none' as const, ownFill: null };
		const shape = shapeOf('line', {
			...lineThrough(corners),
			groups,
			closed: closed || isFilled,
			style: looks
		});
		pieces.push({ shape, text: '' });
	}
}

function outlineOf({ name, attributes }: XmlElement): TracedPath {
	const n = (key: string): number => parseFloat(attributes[key] ?? '0') || 0;
	if (name === 'path') return new TracedPath(attributes.d ?? '');
	const path = new TracedPath();
	switch (name) {
		case 'rect':
			path.rect(n('x'), n('y'), n('width'), n('height'));
			break;
		case 'circle':
			path.ellipse(n('cx'), n('cy'), n('r'), n('r'), 0, 0, 2 * Math.PI);
			break;
		case 'ellipse':
			path.ellipse(n('cx'), n('cy'), n('rx'), n('ry'), 0, 0, 2 * Math.PI);
			break;
		case 'line':
			path.moveTo(n('x1'), n('y1'));
			path.lineTo(n('x2'), n('y2'));
			break;
		default: {
			const numbers = numbersIn(attributes.points ?? '');
			for (let at = 0; at + 1 < numbers.length; at += 2) path.lineTo(numbers[at]!, numbers[at + 1]!);
			if (name === 'polygon') path.closePath();
		}
	}
	return path;
}

/** Where each piece of a path ends. */
function cornersOf(ops: readonly PathOp[]): Point[] {
	return ops.flatMap((op) => (op[0] === 'Z' ? [] : { x: op.at(-2) as number, y: op.at(-1) as number }));
}

function partsOf(ops: readonly PathOp[]): { points: Point[]; closed: boolean }[] {
	const parts: { points: Point[]; closed: boolean }[] = [];
	let start: Point = { x: 0, y: 0 };
	for (const op of ops) {
		let part = parts.at(-1);
		if (op[0] === 'Z') {
			if (part !== undefined) part.closed = true;
			continue;
		}
		const end = { x: op.at(-2) as number, y: op.at(-1) as number };
		if (op[0] === 'M') {
			start = end;
			parts.push({ points: [end], closed: false });
			continue;
		}
		// After a path was closed, the next piece begins where that did.
		if (part === undefined || part.closed) parts.push((part = { points: [start], closed: false }));
		part.points.push(...alongOp(part.points.at(-1)!, op, end));
	}
	return parts;
}

function alongOp(from: Point, op: Exclude<PathOp, readonly ['Z']>, end: Point): readonly Point[] {
	if (op[0] === 'C') {
		const curve = [from, { x: op[1], y: op[2] }, { x: op[3], y: op[4] }, end];
		return flattened({ form: 'curve', points: curve }).slice(1);
	}
	if (op[0] === 'Q') {
		const towards = (a: number, b: number): number => a + ((b - a) * 2) / 3;
		const out = { x: towards(from.x, op[1]), y: towards(from.y, op[2]) };
		const into = { x: towards(end.x, op[1]), y: towards(end.y, op[2]) };
		return flattened({ form: 'curve', points: [from, out, into, end] }).slice(1);
	}
	return [end];
}
