import { type Box, centreOf, type Point, rotatedAbout, union } from '#model/whiteboard/geometry.ts';
import { pointsOf } from '#model/whiteboard/shapes/arrow.ts';
import { inkOf } from '#model/whiteboard/shapes/pen.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';

/** How many points of a long stroke are looked at. */
const SAMPLES = 24;

/** Whether most of a shape lies within a free line. */
export function isLassoed(shape: Shape, line: readonly Point[]): boolean {
	const points = samplesOf(shape);
	const inside = points.filter((point) => encircles(line, point));
	return inside.length * 2 > points.length;
}

/** The box around a line. */
export function areaOf(line: readonly Point[]): Box {
	return union(line.map(({ x, y }) => ({ x, y, w: 0, h: 0 })))!;
}

/** Whether the area that a line goes around holds a point; where the line crosses itself, every other part does. */
export function encircles(line: readonly Point[], { x, y }: Point): boolean {
	let inside = false;
	for (const [at, a] of line.entries()) {
		const b = line.at(at - 1)!;
		const crosses = a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x;
		if (crosses) inside = !inside;
	}
	return inside;
}

/** Places that stand for a shape: its corners and its middle, or points of its stroke. */
function samplesOf(shape: Shape): Point[] {
	if (shape.type === 'arrow') return pointsOf(shape);
	if (shape.type === 'pen' || shape.type === 'highlighter') return thinned(inkOf(shape));
	const { x, y, w, h } = shape;
	const centre = centreOf(shape);
	const corners = [
		{ x, y },
		{ x: x + w, y },
		{ x: x + w, y: y + h },
		{ x, y: y + h }
	].map((corner) => rotatedAbout(corner, centre, shape.rotation));
	return [...corners, centre];
}

function thinned(points: readonly Point[]): Point[] {
	const step = Math.max(1, Math.floor(points.length / SAMPLES));
	return points.filter((_, at) => at % step === 0);
}
