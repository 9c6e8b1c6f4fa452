import { centreOf, clamp, contains, grown, type Point, rotatedAbout } from '#model/whiteboard/geometry.ts';
import { MAX_INK_POINTS } from '#model/whiteboard/ink.ts';
import { type ArrowShape, arrowThrough } from '#model/whiteboard/shapes/arrow.ts';
import { lineThrough, MAX_LINE_POINTS } from '#model/whiteboard/shapes/line.ts';
import { penGeometry } from '#model/whiteboard/shapes/pen.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { curveThrough, flattened } from '#model/whiteboard/way.ts';
import { shapeOf } from '../drawing.ts';
import { simplified, thinned } from '../thinned.ts';
import { FREEDRAW_WIDTH, headOf, lettersOf, lookOf } from './look.ts';
import type { Element } from './schema.ts';
import { type Scene, common, boxOf } from './scene.ts';

/** Points this near to each other close a line, as in Excalidraw. */
const CLOSES_WITHIN = 8;

/** Whether a line ends where it began. */
export function isClosed(points: Element['points']): boolean {
	const [first, last] = [points[0], points.at(-1)];
	if (first === undefined || last === undefined || points.length < 4) return false;
	return Math.hypot(first[0] - last[0], first[1] - last[1]) <= CLOSES_WITHIN;
}

/** Elements with points lie where those do; their own width and height can be off. */
function pointsOf({ x, y, points }: Element): Point[] {
	return points.map(([dx, dy]) => ({ x: x + dx, y: y + dy }));
}

function isRound({ roundness, strokeSharpness }: Element): boolean {
	return roundness !== null || strokeSharpness === 'round';
}

/** A curve is corners so near to it that nobody sees them. */
const SMOOTH_WITHIN = 0.15;

/** A line, its curves as corners; `null` when it has no length. */
export function lineOf(element: Element, scene: Scene): Shape | null {
	const points = pointsOf(element);
	if (points.length < 2) return null;
	const [first, last] = [points[0]!, points.at(-1)!];
	const gap = Math.hypot(first.x - last.x, first.y - last.y);
	const closed = element.polygon || isClosed(element.points);
	const corners =
		isRound(element) && points.length > 2
			? simplified(flattened(curveThrough(points)), SMOOTH_WITHIN)
			: points;
	const shown = closed && gap < 0.01 ? corners.slice(0, -1) : corners;
	const place = lineThrough(thinned(shown, MAX_LINE_POINTS));
	const look = lookOf(element);
	return shapeOf('line', {
		...common(element, scene),
		...place,
		rotation: element.angle,
		closed,
		// Filled is only what is closed.
		style: closed ? look : { ...look, fill: 'none', ownFill: null }
	});
}

/** An arrow, held where that was so in the file; `null` when it has no length. */
export function arrowOf(element: Element, scene: Scene, label: Element | undefined): Shape | null {
	const points = pointsOf(element);
	if (points.length < 2) return null;
	const route = element.elbowed ? 'elbow' : isRound(element) && points.length > 2 ? 'curved' : 'straight';
	const turned = turnedAboutMiddle(points, element.angle);
	const shape = shapeOf('arrow', {
		...common(element, scene),
		...arrowThrough(thinned(turned, 200)),
		route,
		lean: [],
		heads: { start: headOf(element.startArrowhead), end: headOf(element.endArrowhead) },
		start: boundTo(element.startBinding, element, turned[0]!, scene),
		end: boundTo(element.endBinding, element, turned.at(-1)!, scene),
		style: {
			...lookOf(element),
			fill: 'none',
			ownFill: null,
			...(label === undefined ? {} : lettersOf(label))
		}
	});
	return shape;
}

/** Turned about the middle of the box that they span. */
function turnedAboutMiddle(points: readonly Point[], angle: number): Point[] {
	const { x, y, w, h } = arrowThrough(points);
	return points.map((point) => rotatedAbout(point, { x: x + w / 2, y: y + h / 2 }, angle));
}

/** An end farther from its shape than this was moved since, or is held at a distance: bound here, it would jump. */
const HELD_WITHIN = 12;

/** Where on its shape an end is held: said in newer files, and else found from where the arrow ends. */
function boundTo(
	binding: Element['startBinding'],
	arrow: Element,
	end: Point,
	scene: Scene
): ArrowShape['start'] {
	const to = scene.find(binding?.elementId ?? null, arrow);
	if (binding === null || to === undefined || !canBeBound(to)) return null;
	const box = boxOf(to);
	if (box.w === 0 || box.h === 0) return null;
	const upright = rotatedAbout(end, centreOf(box), -to.angle);
	if (!contains(grown(box, HELD_WITHIN), upright)) return null;
	const [x, y] = binding.fixedPoint ?? [(upright.x - box.x) / box.w, (upright.y - box.y) / box.h];
	return { shape: scene.ids.get(to)!, at: { x: clamp(x, 0, 1), y: clamp(y, 0, 1) } };
}

function canBeBound({ type }: Element): boolean {
	return ['rectangle', 'ellipse', 'diamond', 'text', 'image', 'frame', 'embeddable', 'iframe'].includes(type);
}

/** A stroke by hand. */
export function inkOf(element: Element, scene: Scene): Shape | null {
	if (element.points.length === 0) return null;
	const points = pointsOf(element).map((point, at) => ({
		...point,
		pressure: element.simulatePressure ? null : (element.pressures[at] ?? 0.5)
	}));
	const ink = penGeometry(thinned(points, MAX_INK_POINTS));
	const look = lookOf(element);
	const width = Math.min(60, element.strokeWidth * FREEDRAW_WIDTH);
	return shapeOf('pen', {
		...common(element, scene),
		...ink,
		rotation: element.angle,
		style: { ...look, width: Math.max(1, width), dash: 'solid' }
	});
}
