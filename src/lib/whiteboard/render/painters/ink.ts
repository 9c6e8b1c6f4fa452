import { getStrokeOutlinePoints, getStrokePoints } from 'perfect-freehand';
import type { Point } from '#model/whiteboard/geometry.ts';
import type { InkPoint } from '#model/whiteboard/ink.ts';

/** What a stroke of a pen is drawn by. */
export interface Ink {
	/** Around the ink, which swells and thins; `null` where it is drawn as one line of one width. */
	readonly outline: Path2D | null;
	/** Along its middle; `null` where the outline is all there is to draw. */
	readonly middle: Path2D | null;
	/** How wide the line along the middle is at most, in board units. */
	readonly middleWidth: number;
}

type Vector = readonly number[];

/** A point of the line as the pen is thought to have gone, and the direction from the one before. */
interface Sample {
	readonly point: Vector;
	readonly vector: Vector;
}

/** Where it turns by more than about 70°, the two sides of a thin outline cross, and leave gaps. */
const SHARP = 0.35;
/** Of a stroke's width: the line along the middle of it lies within what its outline is where it is thinnest. */
const THINNEST = { pressed: 0.56, unpressed: 0.7 };
/** Nearer than this, points of a line make no difference to see from afar, in board units. */
const SPARSE = 8;

/** How it is with a pen that tells how hard it is pressed, and with a mouse. */
function optionsFor(points: readonly InkPoint[], width: number, finished: boolean) {
	const pressed = points.some((point) => point.pressure !== null);
	return {
		size: width * (pressed ? 1.5 : 1.15),
		thinning: pressed ? 0.6 : 0.35,
		smoothing: 0.6,
		streamline: 0.35,
		simulatePressure: !pressed,
		last: finished
	};
}

/** The ink of a stroke, relative to `origin`. */
export function swellingInk(
	points: readonly InkPoint[],
	width: number,
	{ finished, origin = { x: 0, y: 0 } }: { readonly finished: boolean; readonly origin?: Point }
): Ink {
	const options = optionsFor(points, width, finished);
	const samples = getStrokePoints(relative(points, origin), options);
	const isSharp = samples.some((_, at) => turnsSharply(samples, at));
	return {
		outline: smoothAround(getStrokeOutlinePoints(samples, options)),
		middle: isSharp ? smoothThrough(samples) : null,
		middleWidth: width * (options.simulatePressure ? THINNEST.unpressed : THINNEST.pressed)
	};
}

/** The same as a line of one width: what is drawn where nobody sees a swell. */
export function evenInk(points: readonly InkPoint[], width: number, origin: Point): Ink {
	const samples = getStrokePoints(relative(points, origin), optionsFor(points, width, true));
	return { outline: null, middle: smoothThrough(samples), middleWidth: width };
}

/** With few points, for a board seen from afar. */
export function sparseInk(points: readonly InkPoint[], width: number, { x, y }: Point): Ink {
	const middle = lineThrough(points.map((point) => ({ x: point.x - x, y: point.y - y })));
	return { outline: null, middle, middleWidth: width };
}

export function lineThrough(points: readonly Point[]): Path2D {
	const path = new Path2D();
	let last = { x: Infinity, y: Infinity };
	for (const [at, point] of points.entries()) {
		const isNear = Math.abs(point.x - last.x) + Math.abs(point.y - last.y) < SPARSE;
		if (at > 0 && at < points.length - 1 && isNear) continue;
		if (at === 0) path.moveTo(point.x, point.y);
		else path.lineTo(point.x, point.y);
		last = point;
	}
	// A dot is a line that goes nowhere.
	if (points.length === 1) path.lineTo(points[0]!.x, points[0]!.y);
	return path;
}

function relative(points: readonly InkPoint[], { x, y }: Point): number[][] {
	return points.map((point) => [point.x - x, point.y - y, point.pressure ?? 0.5]);
}

/** A closed curve through the middles between points. */
function smoothAround(points: readonly Vector[]): Path2D {
	const path = new Path2D();
	const first = points[0];
	if (first === undefined) return path;
	path.moveTo(first[0]!, first[1]!);
	for (let at = 1; at < points.length; at++) curveTo(path, points[at]!, points[(at + 1) % points.length]!);
	path.closePath();
	return path;
}

/** An open one, from the first point to the last. Where it turns sharply it goes into the corner, as the outline does. */
function smoothThrough(samples: readonly Sample[]): Path2D {
	const path = new Path2D();
	const [first, last] = [samples[0], samples.at(-1)];
	if (first === undefined || last === undefined) return path;
	path.moveTo(first.point[0]!, first.point[1]!);
	for (let at = 1; at < samples.length - 1; at++) {
		const { point } = samples[at]!;
		if (turnsSharply(samples, at)) path.lineTo(point[0]!, point[1]!);
		else curveTo(path, point, samples[at + 1]!.point);
	}
	path.lineTo(last.point[0]!, last.point[1]!);
	return path;
}

/** Whether the line comes to a sample from another side than it leaves to. */
function turnsSharply(samples: readonly Sample[], at: number): boolean {
	const [here, next] = [samples[at]?.vector, samples[at + 1]?.vector];
	return here !== undefined && next !== undefined && here[0]! * next[0]! + here[1]! * next[1]! < SHARP;
}

function curveTo(path: Path2D, [x, y]: Vector, [nextX, nextY]: Vector): void {
	path.quadraticCurveTo(x!, y!, (x! + nextX!) / 2, (y! + nextY!) / 2);
}
