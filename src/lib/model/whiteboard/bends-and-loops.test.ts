import { describe, expect, it } from 'vitest';
import { anchorsOf, connected } from './connect.ts';
import { contains, distance, grown, moved, type Point } from './geometry.ts';
import { leaningOn } from './lean.ts';
import { type ArrowShape, arrowThrough, endsOf, PLAIN_ARROW, pointsOf, wayOf } from './shapes/arrow.ts';
import { parseShape, type Shape, storeLooks, storeShape } from './shapes/registry.ts';
import { bareShape, boxShape } from './shapes/test-shapes.ts';
import { flattened, ROUTES } from './way.ts';

const CENTRE = { x: 0.5, y: 0.5 };

const finder =
	(...shapes: readonly Shape[]) =>
	(id: string) =>
		shapes.find((shape) => shape.id === id);

const stored = (arrow: ArrowShape): ArrowShape =>
	parseShape(arrow.id, storeShape(arrow), storeLooks(arrow)) as ArrowShape;

describe('a connector that is bent by hand', () => {
	const [a, b] = [boxShape(0, 0), boxShape(400, 0)];
	const bend = { x: 250, y: 200 };

	function bent(route: ArrowShape['route']): ArrowShape {
		const arrow: ArrowShape = {
			...bareShape('arrow'),
			...PLAIN_ARROW,
			...arrowThrough([{ x: 50, y: 30 }, bend, { x: 450, y: 30 }]),
			route,
			start: { shape: a.id, at: CENTRE },
			end: { shape: b.id, at: CENTRE }
		};
		const lean = leaningOn([bend], ...anchorsOf(arrow, finder(a, b)));
		return stored(connected({ ...arrow, lean }, finder(a, b)));
	}

	const bendOf = (arrow: ArrowShape): Point => pointsOf(arrow)[1]!;

	it('goes through its bend', () => {
		for (const route of ['straight', 'curved'] as const)
			expect(distance(bendOf(connected(bent(route), finder(a, b))), bend)).toBeLessThan(0.5);
	});

	it('takes the bend along when both shapes are moved, and swings it when one is', () => {
		const along = connected(bent('curved'), finder(moved(a, 70, -900), moved(b, 70, -900)));
		expect(distance(bendOf(along), moved(bend, 70, -900))).toBeLessThan(0.5);
		// Twice as far apart: the bend lies twice as far out.
		const wider = connected(bent('straight'), finder(a, moved(b, 400, 0)));
		expect(bendOf(wider).x).toBeCloseTo(450, 0);
		expect(bendOf(wider).y).toBeCloseTo(370, 0);
	});

	it('keeps the bend where it was when a shape is gone', () => {
		const alone = connected(bent('straight'), finder(a));
		expect(distance(bendOf(alone), bend)).toBeLessThan(0.5);
	});

	it('is drawn as it lies where nobody has said how the bend goes along', () => {
		const before = { ...bent('straight'), lean: [] };
		expect(distance(bendOf(connected(before, finder(moved(a, 0, 90), b))), bend)).toBeLessThan(0.5);
	});
});

describe('a connector from a shape to itself', () => {
	const shape = boxShape(100, 100, 200, 120);

	function loop(route: ArrowShape['route'], at: Point = CENTRE, atEnd: Point = CENTRE): ArrowShape {
		const arrow: ArrowShape = {
			...bareShape('arrow'),
			...PLAIN_ARROW,
			...arrowThrough([
				{ x: 0, y: 0 },
				{ x: 1, y: 1 }
			]),
			route,
			start: { shape: shape.id, at },
			end: { shape: shape.id, at: atEnd }
		};
		return connected(arrow, finder(shape));
	}

	it('is a loop around a corner by every route, outside of the shape', () => {
		for (const route of ROUTES) {
			const line = flattened(wayOf(loop(route)));
			expect(line.length, route).toBeGreaterThan(3);
			expect(
				line.some((point) => contains(grown(shape, -1), point)),
				route
			).toBe(false);
			// Out beyond both sides of the corner.
			expect(
				line.some(({ x, y }) => x > 310 && y < 90),
				route
			).toBe(true);
		}
	});

	it('begins and ends where it is fixed: on two sides, opposite ones, or twice on the same', () => {
		const places: readonly (readonly [Point, Point])[] = [
			[
				{ x: 0, y: 0.5 },
				{ x: 0.5, y: 1 }
			],
			[
				{ x: 0, y: 0.5 },
				{ x: 1, y: 0.5 }
			],
			[
				{ x: 1, y: 0.2 },
				{ x: 1, y: 0.8 }
			]
		];
		for (const [at, atEnd] of places)
			for (const route of ROUTES) {
				const arrow = loop(route, at, atEnd);
				const [from, to] = endsOf(arrow);
				const on = (part: Point): Point => ({ x: shape.x + part.x * shape.w, y: shape.y + part.y * shape.h });
				expect(distance(from, on(at)), route).toBeLessThan(10);
				expect(distance(to, on(atEnd)), route).toBeLessThan(10);
				const line = flattened(wayOf(arrow));
				expect(
					line.some((point) => contains(grown(shape, -1), point)),
					route
				).toBe(false);
			}
	});

	it('is still a loop where both ends are on one place', () => {
		for (const route of ROUTES)
			expect(loop(route, { x: 0, y: 0.5 }, { x: 0, y: 0.5 }).w, route).toBeGreaterThan(30);
	});
});
