import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../../tests/support/random.ts';
import { connected } from './connect.ts';
import { type Box, centreOf, contains, distance, grown, type Point } from './geometry.ts';
import type { ShapeId } from './ids.ts';
import { type ArrowShape, arrowBetween, endsOf, PLAIN_ARROW, wayOf } from './shapes/arrow.ts';
import { boundsOf, hits, parseShape, type Shape, storeLooks, storeShape } from './shapes/registry.ts';
import { bareShape, boxShape } from './shapes/test-shapes.ts';
import { flattened, headingAt, type Route } from './way.ts';

const CENTRE = { x: 0.5, y: 0.5 };

function arrow(parts: Partial<ArrowShape> = {}): ArrowShape {
	return { ...bareShape('arrow'), ...PLAIN_ARROW, ...arrowBetween({ x: 0, y: 0 }, { x: 1, y: 1 }), ...parts };
}

/** An arrow from one shape to another, as it lies. */
function between(from: Shape, to: Shape, route: Route, [at, atEnd]: [Point, Point] = [CENTRE, CENTRE]) {
	const shapes = new Map<ShapeId, Shape>([from, to].map((shape) => [shape.id, shape]));
	const bound = arrow({ route, start: { shape: from.id, at }, end: { shape: to.id, at: atEnd } });
	return connected(bound, (id) => shapes.get(id));
}

/** Whether a piece of a line runs through the inside of a box. */
function runsThrough(box: Box, points: readonly Point[]): boolean {
	const inside = grown(box, -1);
	return points.some((to, at) => {
		const from = points[at - 1] ?? to;
		return Array.from({ length: 101 }, (_, step) => ({
			x: from.x + ((to.x - from.x) * step) / 100,
			y: from.y + ((to.y - from.y) * step) / 100
		})).some((point) => contains(inside, point));
	});
}

describe('a straight connector', () => {
	it('aims from middle to middle and stops just outside both outlines', () => {
		const [from, to] = endsOf(between(boxShape(0, 0), boxShape(300, 0), 'straight'));
		expect(from.y).toBeCloseTo(30);
		expect(from.x).toBeGreaterThan(100);
		expect(from.x).toBeLessThan(108);
		expect(to.x).toBeGreaterThan(292);
		expect(to.x).toBeLessThan(300);
	});

	it('stops at an ellipse’s curve, not at its box', () => {
		const round: Shape = { ...bareShape('ellipse'), x: 0, y: 0, w: 200, h: 200 };
		const [from] = endsOf(between(round, boxShape(400, 400), 'straight'));
		expect(distance(from, centreOf(round))).toBeGreaterThan(100);
		expect(distance(from, centreOf(round))).toBeLessThan(110);
	});

	it('stops at the edge of a shape that is turned', () => {
		const turned: Shape = { ...boxShape(0, 0, 200, 20), rotation: Math.PI / 2 };
		const [from] = endsOf(between(turned, boxShape(100, 400, 0, 0), 'straight'));
		expect(from.y).toBeGreaterThan(110);
		expect(from.y).toBeLessThan(118);
	});

	it('keeps to the place on an edge where it was fixed', () => {
		const [from] = endsOf(between(boxShape(0, 0), boxShape(300, 0), 'straight', [{ x: 0.25, y: 1 }, CENTRE]));
		expect(from.x).toBeCloseTo(25);
		expect(from.y).toBeGreaterThan(60);
	});

	it('goes along when a shape that holds it moves, and is hit where it lies now', () => {
		const [a, b] = [boxShape(0, 0), boxShape(300, 0)];
		const moved = between(a, { ...b, y: 500 }, 'straight');
		expect(endsOf(moved)[1].y).toBeGreaterThan(480);
		expect(hits(moved, centreOf(moved), 2)).toBe(true);
		expect(hits(between(a, b, 'straight'), centreOf(moved), 2)).toBe(false);
	});

	it('never points backwards where the shapes lie over each other', () => {
		const line = between(boxShape(0, 0), boxShape(30, 0), 'straight');
		expect(Math.cos(headingAt(wayOf(line), 'end'))).toBeGreaterThan(0);
	});
});

describe('a connector whose shape is gone', () => {
	it('stays where it was, and goes the way that it went', () => {
		const [a, b] = [boxShape(0, 0), boxShape(300, 200)];
		const there = between(a, b, 'elbow');
		const stored = parseShape(there.id, storeShape(there), storeLooks(there)) as ArrowShape;
		const alone = connected(stored, (id) => (id === a.id ? a : undefined));
		const [before, after] = [there, alone].map((line) => wayOf(line).points);
		expect(after).toHaveLength(4);
		after!.forEach((point, at) => expect(distance(point, before![at]!)).toBeLessThan(0.2));
		expect(alone.end).toEqual(there.end);
	});
});

describe('an elbow connector', () => {
	const pointsOf = (line: ArrowShape): readonly Point[] => wayOf(line).points;

	it('is a straight line between shapes side by side, also when they are off by a hair', () => {
		expect(pointsOf(between(boxShape(0, 0), boxShape(300, 0), 'elbow'))).toHaveLength(2);
		expect(pointsOf(between(boxShape(0, 0), boxShape(300, 6), 'elbow'))).toHaveLength(2);
	});

	it('leaves by the sides that face each other and turns in the middle', () => {
		const points = pointsOf(between(boxShape(0, 0), boxShape(300, 200), 'elbow'));
		expect(points).toHaveLength(4);
		expect(points[1]!.x).toBeCloseTo(200);
		expect(points[2]!.x).toBeCloseTo(200);
	});

	it('turns once from a fixed side to the nearest free one', () => {
		const points = pointsOf(between(boxShape(0, 0), boxShape(300, 200), 'elbow', [{ x: 1, y: 0.5 }, CENTRE]));
		expect(points).toHaveLength(3);
	});

	it('goes around its own shapes when it is fixed to the far sides', () => {
		const [a, b] = [boxShape(0, 0), boxShape(300, 0)];
		const points = pointsOf(
			between(a, b, 'elbow', [
				{ x: 0, y: 0.5 },
				{ x: 1, y: 0.5 }
			])
		);
		expect(runsThrough(a, points) || runsThrough(b, points)).toBe(false);
		expect(points.length).toBeLessThanOrEqual(6);
	});

	it('ends at a free point, coming from the side that faces it', () => {
		const a = boxShape(0, 0);
		const bound = arrow({
			...arrowBetween({ x: 0, y: 0 }, { x: 50, y: 400 }),
			route: 'elbow',
			start: { shape: a.id, at: CENTRE }
		});
		const points = pointsOf(connected(bound, () => a));
		expect(points.at(-1)).toEqual({ x: 50, y: 400 });
		expect(points[0]!.y).toBeGreaterThan(60);
		expect(points).toHaveLength(2);
	});
});

describe('a curved connector', () => {
	it('leaves and arrives straight out of the sides', () => {
		const way = wayOf(between(boxShape(0, 0), boxShape(300, 200), 'curved'));
		expect(way.form).toBe('curve');
		expect(headingAt(way, 'end')).toBeCloseTo(0);
		expect(Math.abs(headingAt(way, 'start'))).toBeCloseTo(Math.PI);
	});
});

const anyAnchor = ({ fraction, below }: Random): Point =>
	[
		CENTRE,
		{ x: 0, y: fraction() },
		{ x: 1, y: fraction() },
		{ x: fraction(), y: 0 },
		{ x: fraction(), y: 1 },
		{ x: fraction(), y: fraction() }
	][below(6)]!;

describe('connectors between any two shapes', () => {
	it('are within their bounds, and can be hit all along', () => {
		const random = createRandom();
		const anyBox = (): Shape => ({
			...bareShape(random.pick(['rectangle', 'ellipse'] as const)),
			x: random.below(600),
			y: random.below(600),
			w: 1 + random.below(200),
			h: 1 + random.below(200),
			rotation: random.pick([0, 0, 1, 2.5])
		});
		for (let round = 0; round < 300; round++) {
			const route = random.pick(['straight', 'elbow', 'curved'] as const);
			const line = between(anyBox(), anyBox(), route, [anyAnchor(random), anyAnchor(random)]);
			const bounds = grown(boundsOf(line), 0.01);
			for (const point of flattened(wayOf(line))) {
				expect(Number.isFinite(point.x + point.y), random.seedText).toBe(true);
				expect(contains(bounds, point), `${random.seedText}, round ${round}`).toBe(true);
				expect(hits(line, point, 1)).toBe(true);
			}
		}
	});

	it('with elbows are level and upright, run through neither shape, and bend at most four times', () => {
		const random = createRandom();
		for (let round = 0; round < 500; round++) {
			const a = boxShape(
				random.below(500),
				random.below(500),
				40 + random.below(150),
				40 + random.below(150)
			);
			// Apart by at least some room, on either axis.
			const level = random.below(2) === 0;
			const off = 20 + random.below(300);
			const [across, along] = level
				? [a.w + off, random.below(600) - 300]
				: [random.below(600) - 300, a.h + off];
			const b = boxShape(a.x + across, a.y + along, 40 + random.below(150), 40 + random.below(150));
			const where = `${random.seedText}, round ${round}`;
			const points = wayOf(between(a, b, 'elbow', [anyAnchor(random), anyAnchor(random)])).points;
			points.forEach((to, at) => {
				const from = points[at - 1] ?? to;
				expect(Math.min(Math.abs(from.x - to.x), Math.abs(from.y - to.y)), where).toBeLessThan(0.01);
			});
			expect(runsThrough(a, points) || runsThrough(b, points), where).toBe(false);
			expect(points.length - 2, where).toBeLessThanOrEqual(4);
		}
	});
});
