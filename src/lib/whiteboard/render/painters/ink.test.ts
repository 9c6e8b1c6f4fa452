import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Point } from '#model/whiteboard/geometry.ts';
import type { InkPoint } from '#model/whiteboard/ink.ts';
import { TracedPath } from '../../io/vector/traced-path.ts';
import { evenInk, type Ink, swellingInk } from './ink.ts';

beforeEach(() => vi.stubGlobal('Path2D', TracedPath));
afterEach(() => vi.unstubAllGlobals());

const AT_ORIGIN = { x: 0, y: 0 };

/** Quick scribbling, up and down, sampled now and then as a mouse is. */
function scribble(step: number, pressure: number | null): InkPoint[] {
	return Array.from({ length: 40 }, (_, at) => ({
		x: at * step,
		y: at % 2 === 0 ? 0 : step * (2 + (at % 3)),
		pressure
	}));
}

function corners(path: Path2D | null): Point[] {
	const points: Point[] = [];
	for (const op of (path as unknown as TracedPath).ops) {
		const [x, y] = op.slice(-2) as [number, number];
		const from = points.at(-1);
		if (op[0] === 'Q' && from !== undefined)
			for (const t of [0.25, 0.5, 0.75])
				points.push({
					x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * op[1] + t * t * x,
					y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * op[2] + t * t * y
				});
		if (op[0] !== 'Z') points.push({ x, y });
	}
	return points;
}

/** Whether a path that goes around it fills a point. */
function isFilled(around: readonly Point[], { x, y }: Point): boolean {
	let windings = 0;
	for (const [at, a] of around.entries()) {
		const b = around[(at + 1) % around.length]!;
		if (a.y <= y === b.y <= y || x >= a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y)) continue;
		windings += a.y < b.y ? 1 : -1;
	}
	return windings !== 0;
}

/** How much of the way along the middle of a stroke has no ink from its outline. */
function bareShare(ink: Ink, along: readonly Point[]): number {
	const outline = corners(ink.outline);
	return along.filter((point) => !isFilled(outline, point)).length / along.length;
}

it('a stroke with sharp turns has ink all along it, at every width', () => {
	let bare = 0;
	for (const width of [1, 2, 4, 8, 14])
		for (const pressure of [null, 0.3, 0.9]) {
			const points = scribble(9, pressure);
			const ink = swellingInk(points, width, { finished: true });
			const along = corners(evenInk(points, width, AT_ORIGIN).middle);
			bare += bareShare(ink, along);
			expect(corners(ink.middle), `${width} wide, pressed ${pressure}`).toEqual(along);
			expect(ink.middleWidth).toBeLessThan(width);
		}
	expect(bare, 'outlines alone leave gaps').toBeGreaterThan(0);
});

it('a stroke that bends softly is its outline and no more', () => {
	const points = Array.from({ length: 80 }, (_, at) => ({
		x: at * 4,
		y: Math.sin(at / 6) * 30,
		pressure: null
	}));
	for (const width of [2, 4, 14]) {
		const ink = swellingInk(points, width, { finished: true });
		expect(ink.middle).toBeNull();
		expect(bareShare(ink, corners(evenInk(points, width, AT_ORIGIN).middle).slice(2, -2))).toBe(0);
	}
});

it('a dot is drawn, near and from afar', () => {
	const dot = [{ x: 5, y: 5, pressure: null }];
	expect(corners(swellingInk(dot, 4, { finished: true }).outline).length).toBeGreaterThan(8);
	expect(corners(evenInk(dot, 4, AT_ORIGIN).middle).length).toBeGreaterThan(1);
});

it('the line along the middle goes as far into a corner as the outline does', () => {
	const points = Array.from({ length: 40 }, (_, at) => ({ x: (at % 2) * 160, y: at * 12, pressure: null }));
	for (const width of [2, 4, 14]) {
		const ink = swellingInk(points, width, { finished: true });
		// Without the ends, which reach farther than the corners between them.
		const [around, along] = [ink.outline, ink.middle].map((path) =>
			corners(path)
				.filter(({ y }) => y > 60 && y < 400)
				.map(({ x }) => x)
		);
		expect(Math.min(...along!) - Math.min(...around!), `${width} wide, left`).toBeLessThan(2 * width);
		expect(Math.max(...around!) - Math.max(...along!), `${width} wide, right`).toBeLessThan(2 * width);
	}
});
