import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import { connected, type Detour } from './connect.ts';
import { detoured } from './detour.ts';
import { type Box, distance, grown, overlaps, type Point } from './geometry.ts';
import { crosses } from './grid-search.ts';
import type { ShapeId } from './ids.ts';
import { type ArrowShape, arrowBetween, PLAIN_ARROW, wayOf } from './shapes/arrow.ts';
import type { Shape } from './shapes/registry.ts';
import { bareShape, boxShape } from './shapes/test-shapes.ts';

const CENTRE = { x: 0.5, y: 0.5 };

/** The line of an elbow from one shape to another, past what stands around. */
function lineFrom(from: Shape, to: Shape, obstacles: readonly Box[], at: Point = CENTRE): readonly Point[] {
	const shapes = new Map<ShapeId, Shape>([from, to].map((shape) => [shape.id, shape]));
	const arrow: ArrowShape = {
		...bareShape('arrow'),
		...PLAIN_ARROW,
		...arrowBetween({ x: 0, y: 0 }, { x: 1, y: 1 }),
		route: 'elbow',
		start: { shape: from.id, at },
		end: { shape: to.id, at: CENTRE }
	};
	const detour: Detour = (plain, starts, ends) =>
		detoured(plain, starts, ends, (area) => obstacles.filter((each) => overlaps(each, area)));
	return wayOf(connected(arrow, (id) => shapes.get(id), detour)).points;
}

const runsThrough = (wall: Box, line: readonly Point[]): boolean =>
	line.some((to, at) => at > 0 && crosses(wall, line[at - 1]!, to));

describe('an elbow connector past other shapes', () => {
	const [left, right] = [boxShape(0, 0), boxShape(600, 0)];

	it('runs as it would without them where they are not in its way', () => {
		const plain = lineFrom(left, right, []);
		expect(lineFrom(left, right, [boxShape(250, 60), boxShape(250, -90, 100, 60)])).toEqual(plain);
	});

	it('goes around one that stands between its ends, with few bends and some room', () => {
		const wall = boxShape(280, -60, 80, 200);
		const line = lineFrom(left, right, [wall]);
		expect(runsThrough(grown(wall, 5), line)).toBe(false);
		expect(line.length - 2).toBeLessThanOrEqual(4);
	});

	it('goes around from a side to which it is fixed, too', () => {
		const wall = boxShape(280, -60, 80, 200);
		const line = lineFrom(left, right, [wall], { x: 1, y: 0.5 });
		expect(line[0]!.y).toBeCloseTo(30);
		expect(runsThrough(grown(wall, 5), line)).toBe(false);
	});

	it('goes around what it would only meet on the way around', () => {
		const walls = [boxShape(280, -60, 80, 200), boxShape(200, -140, 240, 60), boxShape(200, 150, 240, 30)];
		const line = lineFrom(left, right, walls);
		for (const wall of walls) expect(runsThrough(wall, line)).toBe(false);
	});

	it('stays plain where its own shapes lie on something, or something lies on them', () => {
		const plain = lineFrom(left, right, []);
		expect(lineFrom(left, right, [boxShape(-50, -50, 800, 200)])).toEqual(plain);
		expect(lineFrom(left, right, [boxShape(80, 10, 60, 40)])).toEqual(plain);
	});

	it('stays plain where it is walled in, or where the way around would be a maze', () => {
		const plain = lineFrom(left, right, []);
		const ring = [
			boxShape(-120, -120, 340, 40),
			boxShape(-120, 140, 340, 40),
			boxShape(-120, -120, 40, 300),
			boxShape(180, -120, 40, 300)
		];
		expect(lineFrom(left, right, ring)).toEqual(plain);
		const comb = Array.from({ length: 12 }, (_, at) =>
			boxShape(150 + at * 35, at % 2 === 0 ? -2_000 : -20, 10, 2_060)
		);
		expect(lineFrom(left, right, comb)).toEqual(plain);
	});

	it('of two ways that are as short takes the same, however far its shapes are', () => {
		const side = (by: number): number => {
			const line = lineFrom(left, boxShape(600 + by, 0), [boxShape(280, -70, 80, 200)]);
			return Math.sign(Math.min(...line.map(({ y }) => y)) + 60);
		};
		const sides = Array.from({ length: 60 }, (_, at) => side(at * 3.7));
		expect(new Set(sides).size).toBe(1);
	});

	it('does not jump about while a shape moves steadily', () => {
		const walls = [boxShape(280, -60, 80, 200), boxShape(420, 160, 120, 80)];
		let jumps = 0;
		let before: readonly Point[] = [];
		for (let step = 0; step <= 400; step++) {
			const line = lineFrom(left, boxShape(600, -300 + 1.5 * step), walls);
			const isSame =
				line.length === before.length && line.every((point, at) => distance(point, before[at]!) < 8);
			if (step > 0 && !isSame) jumps++;
			before = line;
		}
		expect(jumps).toBeLessThanOrEqual(10);
	});

	it('among any shapes is level and upright, and either plain or through nothing', () => {
		const random = createRandom();
		for (let round = 0; round < 200; round++) {
			const to = boxShape(400 + random.below(500), random.below(800) - 400);
			const walls = Array.from({ length: 1 + random.below(12) }, () =>
				boxShape(
					random.below(1_000),
					random.below(1_000) - 500,
					20 + random.below(160),
					20 + random.below(160)
				)
			);
			const line = lineFrom(left, to, walls);
			const where = `${random.seedText}, round ${round}`;
			line.forEach((point, at) => {
				const last = line[at - 1] ?? point;
				expect(Math.min(Math.abs(last.x - point.x), Math.abs(last.y - point.y)), where).toBeLessThan(0.01);
			});
			const isPlain = JSON.stringify(line) === JSON.stringify(lineFrom(left, to, []));
			// What touches one of its own shapes is left aside.
			const free = walls.filter((wall) => ![left, to].some((own) => overlaps(wall, grown(own, 5))));
			if (!isPlain)
				expect(
					free.some((wall) => runsThrough(wall, line)),
					where
				).toBe(false);
			expect(runsThrough(grown(left, -1), line) || runsThrough(grown(to, -1), line), where).toBe(false);
		}
	});
});
