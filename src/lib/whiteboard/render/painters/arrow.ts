import { type Box, centreOf, clamp, distance, grown, type Point } from '#model/whiteboard/geometry.ts';
import { type ArrowShape, type Head, wayOf } from '#model/whiteboard/shapes/arrow.ts';
import { unreachable } from '#model/unreachable.ts';
import { between, headingAt, middleOf, type Way } from '#model/whiteboard/way.ts';
import { strokeOf } from '../board-theme.ts';
import type { Measure } from '../text-layout.ts';
import { strokePen } from './outlined.ts';
import type { Painter } from './painter.ts';
import { bowOf, wobbler } from './wobble.ts';
import { type TextBlock, wordsIn } from './words.ts';

const HEAD_ANGLE = 0.5;
/** How round the corners of an elbow are. */
const CORNER = 12;
/** Where a label wraps: with its arrow's length, within reason. */
const LABEL_WIDTH = { least: 96, most: 260, share: 0.7 };
/** A label is not shrunk to fit. */
const LABEL_HEIGHT = 400;
/** Room between the line's ends and its label. */
const LABEL_GAP = 5;

export const arrow: Painter<ArrowShape> = {
	wordBox: labelBox,
	layout: (shape, text, measure: Measure) => wordsIn(labelBox(shape), text, shape.style, measure),
	textColor: (theme) => theme.ink,
	spill: (shape) => headLength(shape.style.width) + shape.style.width + 3,
	path: shaftOf,
	paint(easel, shape, path, _, words) {
		const { context, theme } = easel;
		const { style, heads } = shape;
		context.save();
		if (words.length > 0) clipAround(context, wordsOn(words), shape);
		strokePen(easel, style, path);
		context.restore();
		if (style.ownStroke === 'none') return;
		context.strokeStyle = context.fillStyle = strokeOf(theme, style);
		context.lineWidth = Math.max(style.width, 0.8 / easel.scale);
		context.lineCap = 'round';
		context.lineJoin = 'round';
		for (const end of ['start', 'end'] as const) paintHead(context, shape, heads[end], end);
	}
};

/** Around the middle of the way. */
function labelBox(shape: ArrowShape): Box {
	const way = wayOf(shape);
	const middle = middleOf(way);
	const w = clamp(lengthOf(way) * LABEL_WIDTH.share, LABEL_WIDTH.least, LABEL_WIDTH.most);
	const { x, y } = { x: middle.x - shape.x, y: middle.y - shape.y };
	return { x: x - w / 2, y: y - LABEL_HEIGHT / 2, w, h: LABEL_HEIGHT };
}

/** What a label covers, in its arrow's coordinates. */
export function wordsOn([block]: readonly TextBlock[]): Box {
	if (block === undefined) return { x: 0, y: 0, w: 0, h: 0 };
	const { x, y } = centreOf(block.box);
	const { width: w, height: h } = block.layout;
	return { x: x - w / 2, y: y - h / 2, w, h };
}

/** From here on, nothing is drawn in a box: the line stops at its label. */
function clipAround(context: CanvasRenderingContext2D, words: Box, { w, h, style }: ArrowShape): void {
	const reach = headLength(style.width) + style.width + w + h;
	const gap = grown(words, LABEL_GAP);
	context.beginPath();
	context.rect(-reach, -reach, w + 2 * reach, h + 2 * reach);
	context.rect(gap.x, gap.y, gap.w, gap.h);
	context.clip('evenodd');
}

function headLength(width: number): number {
	return 9 + 3.2 * width;
}

/** The line without its heads. */
function shaftOf(shape: ArrowShape): Path2D {
	const way = wayOf(shape);
	const points = way.points.map(({ x, y }) => ({ x: x - shape.x, y: y - shape.y }));
	const path = new Path2D();
	path.moveTo(points[0]!.x, points[0]!.y);
	if (way.form === 'curve')
		for (let at = 1; at + 2 < points.length; at += 3) {
			const [out, into, to] = [points[at]!, points[at + 1]!, points[at + 2]!];
			path.bezierCurveTo(out.x, out.y, into.x, into.y, to.x, to.y);
		}
	else if (points.length === 2) bowTo(path, shape, points[0]!, points[1]!);
	else cornersTo(path, points, shape.route === 'elbow' ? CORNER : 0);
	return path;
}

/** A hand bows a straight line a little; the shape's id says how. */
function bowTo(path: Path2D, { id, style, route }: ArrowShape, from: Point, to: Point): void {
	const bow = bowAt(id, from, to);
	if (style.look === 'drawn' && route === 'straight') path.quadraticCurveTo(bow.x, bow.y, to.x, to.y);
	else path.lineTo(to.x, to.y);
}

function bowAt(id: string, from: Point, to: Point): Point {
	const length = distance(from, to);
	const middle = between(from, to, 0.5);
	if (length === 0) return middle;
	const bow = wobbler(id)(bowOf(length) * 1.5) / length;
	return { x: middle.x - (to.y - from.y) * bow, y: middle.y + (to.x - from.x) * bow };
}

function cornersTo(path: Path2D, points: readonly Point[], roundness: number): void {
	for (let at = 1; at < points.length; at++) {
		const [before, here, after] = [points[at - 1]!, points[at]!, points[at + 1]];
		if (after === undefined) path.lineTo(here.x, here.y);
		else {
			const radius = Math.min(roundness, distance(before, here) / 2, distance(here, after) / 2);
			path.arcTo(here.x, here.y, after.x, after.y, radius);
		}
	}
}

function paintHead(
	context: CanvasRenderingContext2D,
	shape: ArrowShape,
	head: Head,
	end: 'start' | 'end'
): void {
	if (head === 'none') return;
	const way = wayOf(shape);
	const tip = end === 'end' ? way.points.at(-1)! : way.points[0]!;
	const { width } = shape.style;
	context.save();
	context.translate(tip.x - shape.x, tip.y - shape.y);
	context.rotate(headingOf(shape, way, end));
	context.beginPath();
	traceHead(context, head, Math.min(headLength(width), lengthOf(way) / 1.5), width);
	if (head === 'triangle' || head === 'dot') context.fill();
	context.stroke();
	context.restore();
}

/** Draws at the origin what points to the right. */
function traceHead(
	context: CanvasRenderingContext2D,
	head: Exclude<Head, 'none'>,
	length: number,
	width: number
): void {
	const [back, side] = [-length * Math.cos(HEAD_ANGLE), length * Math.sin(HEAD_ANGLE)];
	switch (head) {
		case 'arrow':
		case 'triangle':
			context.moveTo(back, side);
			context.lineTo(0, 0);
			context.lineTo(back, -side);
			if (head === 'triangle') context.closePath();
			return;
		case 'dot':
			context.arc(0, 0, Math.min(length / 2, 1 + width), 0, 2 * Math.PI);
			return;
		case 'bar':
			context.moveTo(0, -length / 2);
			context.lineTo(0, length / 2);
			return;
		default:
			return unreachable(head);
	}
}

function headingOf(shape: ArrowShape, way: Way, end: 'start' | 'end'): number {
	const [from, to] =
		end === 'end' ? [way.points[0]!, way.points.at(-1)!] : [way.points.at(-1)!, way.points[0]!];
	if (way.form === 'curve' || way.points.length > 2 || shape.style.look === 'clean')
		return headingAt(way, end);
	const bow = bowAt(shape.id, way.points[0]!, way.points.at(-1)!);
	return from.x === to.x && from.y === to.y ? 0 : Math.atan2(to.y - bow.y, to.x - bow.x);
}

function lengthOf({ points }: Way): number {
	return points.reduce((sum, point, at) => sum + (at === 0 ? 0 : distance(points[at - 1]!, point)), 0);
}
