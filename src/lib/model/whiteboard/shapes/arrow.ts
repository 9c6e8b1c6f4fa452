import { type Box, centreOf, clamp, type Point, rotatedAbout, union } from '../geometry.ts';
import { isShapeId, type ShapeId } from '../ids.ts';
import { DEFAULT_STYLE } from '../style.ts';
import { curveThrough, distanceToWay, ROUTES, type Route, type Way } from '../way.ts';
import { LINE_STYLE, type ShapeBase, type ShapeKind } from './kind.ts';

/** What an end of an arrow wears. */
export const HEADS = ['none', 'arrow', 'triangle', 'dot', 'bar'] as const;
export type Head = (typeof HEADS)[number];

export interface Heads {
	readonly start: Head;
	readonly end: Head;
}

/** Holds an end of an arrow to a shape, wherever that goes. */
export interface Binding {
	readonly shape: ShapeId;
	/** Fractions of the shape's box before it is turned; on an edge it is fixed there, within it only aims there. */
	readonly at: Point;
}

/** An arrow, and a connector where its ends are bound. */
export interface ArrowShape extends ShapeBase {
	readonly type: 'arrow';
	/** Fractions of the box, so that moving and stretching it never touch them. Where an end is bound, its last known place. */
	readonly from: Point;
	readonly to: Point;
	/** Fractions too: where it is led through on its way, by hand. */
	readonly bends: readonly Point[];
	/**
	 * The same bends as seen from the places where the ends are bound: along the line between these and across it, as parts of
	 * its length. So they go along when one of the shapes moves. Empty where nothing is bound, or nobody has said.
	 */
	readonly lean: readonly Point[];
	readonly route: Route;
	readonly heads: Heads;
	readonly start: Binding | null;
	readonly end: Binding | null;
}

/** The place of an arrow that nothing holds. */
export type ArrowPlace = Box & Pick<ArrowShape, 'from' | 'to' | 'bends'>;

/** A plain arrow: what a stored one without these is. */
export const PLAIN_ARROW: Pick<ArrowShape, 'route' | 'heads' | 'start' | 'end' | 'lean'> = {
	route: 'straight',
	heads: { start: 'none', end: 'arrow' },
	start: null,
	end: null,
	lean: []
};

const MOST_BENDS = 200;
const LABEL_SIZE = 18;

export const arrow: ShapeKind<'arrow'> = {
	type: 'arrow',
	hasText: true,
	resizing: 'ends',
	styled: [...LINE_STYLE, 'fontSize', 'font', 'bold', 'italic'],
	defaults: { w: 160, h: 0, style: { ...DEFAULT_STYLE, fontSize: LABEL_SIZE } },
	parse(base, stored) {
		const points = parsePoints(stored.e);
		if (points === null) return null;
		return upright({
			...base,
			type: 'arrow',
			from: points[0]!,
			to: points.at(-1)!,
			bends: points.slice(1, -1),
			lean: parseLean(stored.lb, points.length - 2),
			route: ROUTES.find((route) => route === stored.rt) ?? PLAIN_ARROW.route,
			heads: parseHeads(stored.hd),
			start: parseBinding(stored.bs, base.id),
			end: parseBinding(stored.be, base.id)
		});
	},
	store({ from, to, bends, lean, route, heads, start, end }) {
		const isPlain = heads.start === PLAIN_ARROW.heads.start && heads.end === PLAIN_ARROW.heads.end;
		return {
			e: [from, ...bends, to].flatMap(({ x, y }) => [x, y]),
			...(lean.length === 0 || lean.length !== bends.length ? {} : { lb: lean.flatMap(storeLean) }),
			...(route === PLAIN_ARROW.route ? {} : { rt: route }),
			...(isPlain ? {} : { hd: [heads.start, heads.end] }),
			...(start === null ? {} : { bs: storeBinding(start) }),
			...(end === null ? {} : { be: storeBinding(end) })
		};
	},
	hit: (shape, point, tolerance) => distanceToWay(wayOf(shape), point) <= tolerance + shape.style.width / 2,
	fitted: (shape, box) => ({ ...shape, ...box })
};

const known = new WeakMap<ArrowShape, Way>();

/** Remembers the way that this version of an arrow takes around the shapes that hold it; see `connected`. */
export function withWay(shape: ArrowShape, way: Way): ArrowShape {
	known.set(shape, way);
	return shape;
}

/** The line that an arrow is drawn along. */
export function wayOf(shape: ArrowShape): Way {
	const way = known.get(shape);
	if (way !== undefined) return way;
	const points = pointsOf(shape);
	return shape.route === 'curved' ? curveThrough(points) : { form: 'lines', points };
}

/** Start, bends and tip on the board. */
export function pointsOf(shape: ArrowPlace): Point[] {
	return [shape.from, ...shape.bends, shape.to].map((part) => onBoard(shape, part));
}

/** Start and tip on the board. */
export function endsOf(shape: Box & Pick<ArrowShape, 'from' | 'to'>): [Point, Point] {
	return [onBoard(shape, shape.from), onBoard(shape, shape.to)];
}

/** The box and fractions of an arrow between two points. */
export function arrowBetween(from: Point, to: Point): ArrowPlace {
	return arrowThrough([from, to]);
}

/** The same through some bends, in a box that may have to be wider, as a curve's. */
export function arrowThrough(points: readonly Point[], around?: Box): ArrowPlace {
	const box = around ?? union(points.map(({ x, y }) => ({ x, y, w: 0, h: 0 })))!;
	const parts = points.map(({ x, y }) => ({
		x: box.w > 0 ? clamp((x - box.x) / box.w, 0, 1) : 0,
		y: box.h > 0 ? clamp((y - box.y) / box.h, 0, 1) : 0
	}));
	return { ...box, from: parts[0]!, to: parts.at(-1)!, bends: parts.slice(1, -1) };
}

function onBoard(box: Box, part: Point): Point {
	return { x: box.x + part.x * box.w, y: box.y + part.y * box.h };
}

/** An arrow is its ends: one that was turned is one between other points. */
export function upright(shape: ArrowShape): ArrowShape {
	if (shape.rotation === 0) return shape;
	const turned = pointsOf(shape).map((point) => rotatedAbout(point, centreOf(shape), shape.rotation));
	return { ...shape, ...arrowThrough(turned), rotation: 0 };
}

function parsePoints(stored: unknown): Point[] | null {
	if (!Array.isArray(stored) || stored.length < 4 || stored.length % 2 !== 0) return null;
	if (stored.length > 2 * (MOST_BENDS + 2) || !stored.every((part) => Number.isFinite(part))) return null;
	const parts = stored.map((part: number) => clamp(part, 0, 1));
	return Array.from({ length: parts.length / 2 }, (_, at) => ({ x: parts[2 * at]!, y: parts[2 * at + 1]! }));
}

/** Farther off than this many lengths is no bend that anybody made. */
const MOST_LEAN = 1_000;
const LEAN_PRECISION = 4_096;

function parseLean(stored: unknown, bends: number): readonly Point[] {
	if (!Array.isArray(stored) || bends === 0 || stored.length !== 2 * bends) return PLAIN_ARROW.lean;
	if (!stored.every((part) => Number.isFinite(part))) return PLAIN_ARROW.lean;
	const parts = stored.map((part: number) => clamp(part, -MOST_LEAN, MOST_LEAN));
	return Array.from({ length: bends }, (_, at) => ({ x: parts[2 * at]!, y: parts[2 * at + 1]! }));
}

function storeLean({ x, y }: Point): number[] {
	return [x, y].map((part) => Math.round(part * LEAN_PRECISION) / LEAN_PRECISION);
}

function parseHeads(stored: unknown): Heads {
	if (!Array.isArray(stored)) return PLAIN_ARROW.heads;
	const [start, end] = stored.map((name: unknown) => HEADS.find((head) => head === name));
	return { start: start ?? PLAIN_ARROW.heads.start, end: end ?? PLAIN_ARROW.heads.end };
}

function parseBinding(stored: unknown, own: ShapeId): Binding | null {
	if (!Array.isArray(stored) || stored.length !== 3) return null;
	const [shape, x, y] = stored as unknown[];
	if (!isShapeId(shape) || shape === own || !Number.isFinite(x) || !Number.isFinite(y)) return null;
	return { shape, at: { x: clamp(x as number, 0, 1), y: clamp(y as number, 0, 1) } };
}

function storeBinding({ shape, at }: Binding): readonly unknown[] {
	return [shape, at.x, at.y];
}
