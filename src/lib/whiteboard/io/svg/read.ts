import { type Point, union } from '#model/whiteboard/geometry.ts';
import { createGroupId, type GroupId } from '#model/whiteboard/ids.ts';
import { lineThrough, MAX_LINE_POINTS } from '#model/whiteboard/shapes/line.ts';
import type { Align, OwnColor, Style } from '#model/whiteboard/style.ts';
import { flattened } from '#model/whiteboard/way.ts';
import type { Copied } from '../../copies.ts';
import { Changes } from '../changes.ts';
import { imageOfDataUrl } from '../data-url.ts';
import { drawingOf, MAX_PIECES, type Reading, refused, shapeOf } from '../drawing.ts';
import { placeholder } from '../placeholder.ts';
import { simplified, thinned } from '../thinned.ts';
import { hexOf, parseColor } from '../vector/color.ts';
import {
	IDENTITY,
	mapped,
	type Matrix,
	multiplied,
	rotation,
	scaling,
	translation
} from '../vector/matrix.ts';
import { mappedOps, type PathOp, TracedPath } from '../vector/traced-path.ts';
import { readXml, textIn, type XmlElement } from './xml-reader.ts';

/** What is passed on from an element to those in it. */
interface Context {
	readonly matrix: Matrix;
	readonly looks: Readonly<Record<string, string>>;
	readonly groups: readonly GroupId[];
}

interface Result {
	readonly pieces: Copied[];
	readonly images: Map<string, Blob>;
	readonly changes: Changes;
}

const INHERITED = [
	'fill',
	'fill-opacity',
	'stroke',
	'stroke-width',
	'stroke-dasharray',
	'stroke-opacity',
	'font-size',
	'font-family',
	'font-weight',
	'font-style',
	'text-anchor',
	'display',
	'visibility'
];
/** What is not drawn by itself, or not at all here. */
const UNSEEN = new Set(['defs', 'title', 'desc', 'metadata', 'symbol', 'script', 'namedview']);
const EFFECTS = ['filter', 'mask', 'clip-path'];
const ALIGNS: Readonly<Record<string, Align>> = { start: 'start', middle: 'center', end: 'end' };
/** A curve is corners so near to it that nobody sees them. */
const SMOOTH_WITHIN = 0.2;

/** Reads what simple SVGs are made of: boxes, circles, lines, paths, text and images. */
export function readSvg(svg: string): Reading {
	const root = readXml(svg);
	if (root?.name !== 'svg') return refused('not-a-drawing');
	const result: Result = { pieces: [], images: new Map(), changes: new Changes() };
	walk(root, { matrix: viewOf(root), looks: {}, groups: [] }, result);
	return drawingOf(result.pieces.slice(0, MAX_PIECES + 1), result.changes, result.images);
}

/** From the units of the view box to pixels. */
function viewOf({ attributes }: XmlElement): Matrix {
	const [x, y, w, h] = numbersIn(attributes.viewBox ?? '');
	const [width, height] = [parseFloat(attributes.width ?? ''), parseFloat(attributes.height ?? '')];
	if (!(w! > 0) || !(h! > 0)) return IDENTITY;
	const isPart = /%$/u.test(attributes.width ?? '');
	const by = isPart ? 1 : Math.min(width > 0 ? width / w! : Infinity, height > 0 ? height / h! : Infinity);
	return multiplied(
		scaling(Number.isFinite(by) ? by : 1, Number.isFinite(by) ? by : 1),
		translation(-x!, -y!)
	);
}

function walk(element: XmlElement, outer: Context, result: Result): void {
	const { name, attributes } = element;
	if (UNSEEN.has(name) || result.pieces.length > MAX_PIECES) return;
	if (EFFECTS.some((effect) => attributes[effect]?.startsWith('url(') === true))
		result.changes.note('effects');
	const context = withOwn(element, outer);
	if (context.looks.display === 'none' || context.looks.visibility === 'hidden') return;
	switch (name) {
		case 'svg':
		case 'g':
		case 'a':
		case 'switch': {
			const children = element.children.filter((child) => typeof child !== 'string');
			const groups =
				name === 'g' && children.length > 1 ? [createGroupId(), ...context.groups] : context.groups;
			for (const child of children) walk(child, { ...context, groups }, result);
			return;
		}
		case 'text':
			return addText(element, context, result);
		case 'image':
			return addImage(element, context, result);
		case 'rect':
		case 'circle':
		case 'ellipse':
		case 'line':
		case 'polyline':
		case 'polygon':
		case 'path':
			return addOutline(element, context, result);
		case 'style':
		case 'use':
		case 'foreignObject':
			return result.changes.note(name === 'style' ? 'effects' : 'unknown');
	}
}

function withOwn({ attributes }: XmlElement, outer: Context): Context {
	const looks = { ...outer.looks };
	const styles = Object.fromEntries(
		(attributes.style ?? '').split(';').flatMap((declaration) => {
			const [key, value] = declaration.split(':', 2);
			return value === undefined ? [] : [[key!.trim(), value.trim()]];
		})
	) as Record<string, string>;
	for (const key of INHERITED) {
		const value = styles[key] ?? attributes[key];
		if (value !== undefined && value !== 'inherit') looks[key] = value;
	}
	const opacity = Number(styles.opacity ?? attributes.opacity ?? 1) * Number(outer.looks.opacity ?? 1);
	looks.opacity = String(Number.isFinite(opacity) ? opacity : 1);
	return { ...outer, matrix: multiplied(outer.matrix, transformOf(attributes.transform ?? '')), looks };
}

function numbersIn(text: string): number[] {
	return [...text.matchAll(/[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/gu)].map(([number]) => Number(number));
}

function transformOf(text: string): Matrix {
	let matrix = IDENTITY;
	for (const [, name, list] of text.matchAll(/(\w+)\s*\(([^)]*)\)/gu)) {
		const [a = 0, b, c, d = 0, e = 0, f = 0] = numbersIn(list!);
		const turn = (a * Math.PI) / 180;
		switch (name!) {
			case 'translate':
				matrix = multiplied(matrix, translation(a, b ?? 0));
				break;
			case 'scale':
				matrix = multiplied(matrix, scaling(a, b ?? a));
				break;
			case 'rotate':
				matrix = multiplied(matrix, translation(b ?? 0, c ?? 0));
				matrix = multiplied(matrix, rotation(turn));
				matrix = multiplied(matrix, translation(-(b ?? 0), -(c ?? 0)));
				break;
			case 'skewX':
				matrix = multiplied(matrix, [1, 0, Math.tan(turn), 1, 0, 0]);
				break;
			case 'skewY':
				matrix = multiplied(matrix, [1, Math.tan(turn), 0, 1, 0, 0]);
				break;
			case 'matrix':
				matrix = multiplied(matrix, [a, b ?? 0, c ?? 0, d, e, f]);
		}
	}
	return matrix;
}

function scaleOf([a, b, c, d]: Matrix): number {
	return Math.sqrt(Math.abs(a * d - b * c));
}

function styleOf({ looks, matrix }: Context, changes: Changes): Partial<Style> {
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
function paintOf(value: string, changes: Changes): OwnColor | null {
	if (value.startsWith('url(')) {
		changes.note('effects');
		return '#9a9a9a';
	}
	const color = parseColor(value === 'currentColor' ? '#000000' : value);
	if (color === null) return '#000000';
	return color.a === 0 ? null : (hexOf(color) as OwnColor);
}

/** Boxes and ellipses that stand upright are shapes of that kind; all else is lines. */
function addOutline(element: XmlElement, context: Context, { pieces, changes }: Result): void {
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

function addText(element: XmlElement, context: Context, { pieces, changes }: Result): void {
	const spans = element.children.filter(
		(child) => typeof child !== 'string' && child.name === 'tspan'
	) as XmlElement[];
	const isLines =
		spans.length > 1 && spans.every(({ attributes }) => 'y' in attributes || 'dy' in attributes);
	const text = isLines
		? spans.map((span) => textIn(span).trim()).join('\n')
		: textIn(element).replace(/\s+/gu, ' ').trim();
	if (text === '') return;
	const { looks, matrix } = context;
	const first = { ...spans[0]?.attributes, ...element.attributes };
	const size = Math.min(400, Math.max(6, (parseFloat(looks['font-size'] ?? '16') || 16) * scaleOf(matrix)));
	const at = mapped(matrix, { x: numbersIn(first.x ?? '0')[0] ?? 0, y: numbersIn(first.y ?? '0')[0] ?? 0 });
	const lines = text.split('\n');
	const w = Math.max(...lines.map((line) => line.length)) * size * 0.52;
	const h = lines.length * size * 1.3;
	const align = ALIGNS[looks['text-anchor'] ?? 'start'] ?? 'start';
	const left = at.x - (align === 'center' ? w / 2 : align === 'end' ? w : 0);
	const color = paintOf(looks.fill ?? '#000000', changes);
	const family = (looks['font-family'] ?? '').toLowerCase();
	const shape = shapeOf('text', {
		x: left,
		y: at.y - size,
		w,
		h,
		rotation: Math.atan2(matrix[1], matrix[0]),
		groups: context.groups,
		autoWidth: true,
		style: {
			color: 'ink',
			ownStroke: color === '#000000' ? null : color,
			fontSize: size,
			font: /mono|courier/u.test(family)
				? 'mono'
				: /(?<!sans-)serif|georgia|times/u.test(family)
					? 'serif'
					: 'sans',
			bold: /bold|[6-9]00/u.test(looks['font-weight'] ?? ''),
			italic: /italic|oblique/u.test(looks['font-style'] ?? ''),
			align,
			opacity: Math.min(1, Math.max(0.1, Number(looks.opacity)))
		}
	});
	pieces.push({ shape, text });
}

function addImage({ attributes }: XmlElement, context: Context, { pieces, images, changes }: Result): void {
	// Nothing is ever fetched for a drawing: only what is in the file is shown.
	const blob = imageOfDataUrl(attributes.href);
	if (blob === null) return changes.note('images');
	const n = (key: string): number => parseFloat(attributes[key] ?? '0') || 0;
	const corners = [
		{ x: n('x'), y: n('y') },
		{ x: n('x') + n('width'), y: n('y') + n('height') }
	].map((point) => ({ ...mapped(context.matrix, point), w: 0, h: 0 }));
	const box = union(corners)!;
	const hash = placeholder(images.size);
	images.set(hash, blob);
	const natural = { w: Math.max(1, Math.round(box.w)), h: Math.max(1, Math.round(box.h)) };
	const shape = shapeOf('image', { ...box, groups: context.groups, hash, mime: blob.type, natural, alt: '' });
	pieces.push({ shape, text: '' });
}
