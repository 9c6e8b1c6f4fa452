import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import { encloses, type Box } from '#model/whiteboard/geometry.ts';
import { legibleParts, smallestLetters, zoomOf, type Piece, type Stand } from './legible-parts.ts';

const STAND: Stand = { room: { w: 1920, h: 930 }, leastPx: 28, mostZoom: 8 };
const note = (x: number, y: number, letters = 20): Piece => ({ box: { x, y, w: 200, h: 200 }, letters });
const single = (pieces: readonly Piece[]): readonly (readonly Piece[])[] => pieces.map((piece) => [piece]);

function around(pieces: readonly Piece[]): Box {
	const left = Math.min(...pieces.map(({ box }) => box.x));
	const top = Math.min(...pieces.map(({ box }) => box.y));
	const right = Math.max(...pieces.map(({ box }) => box.x + box.w));
	const bottom = Math.max(...pieces.map(({ box }) => box.y + box.h));
	return { x: left, y: top, w: right - left, h: bottom - top };
}

function expectLegible(parts: readonly Box[], pieces: readonly Piece[]): void {
	for (const part of parts) {
		const letters = smallestLetters(part, pieces);
		if (letters !== null) expect(letters * zoomOf(part, STAND)).toBeGreaterThanOrEqual(28 - 1e-6);
	}
}

describe('a board on the big screen', () => {
	test('is one part where all of it can be read from the back row', () => {
		const pieces = [note(0, 0, 40), note(600, 300, 40)];
		expect(legibleParts(single(pieces), around(pieces), STAND)).toEqual([around(pieces)]);
	});

	test('without words is one part, however large', () => {
		const pieces = [{ box: { x: 0, y: 0, w: 90_000, h: 50_000 }, letters: null }];
		expect(legibleParts(single(pieces), around(pieces), STAND)).toHaveLength(1);
		expect(legibleParts([], { x: 0, y: 0, w: 1, h: 1 }, STAND)).toHaveLength(1);
	});

	test('comes in parts between which nothing is cut through', () => {
		const pieces = [0, 1, 2].flatMap((column) =>
			[0, 1].flatMap((row) => [
				note(column * 2_000, row * 1_500),
				note(column * 2_000 + 220, row * 1_500),
				note(column * 2_000, row * 1_500 + 220)
			])
		);
		const parts = legibleParts(single(pieces), around(pieces), STAND);
		expect(parts.length).toBeLessThanOrEqual(6);
		expectLegible(parts, pieces);
		for (const { box } of pieces) expect(parts.some((part) => encloses(part, box))).toBe(true);
	});

	test('keeps together what lies in a frame, where that is legible', () => {
		const frame = (x: number): readonly Piece[] => [
			{ box: { x, y: 0, w: 1_000, h: 500 }, letters: null },
			note(x + 20, 20),
			note(x + 700, 250)
		];
		const units = [frame(0), frame(1_010), frame(2_020)];
		const parts = legibleParts(units, around(units.flat()), STAND);
		expect(parts).toEqual([0, 1_010, 2_020].map((x) => ({ x, y: 0, w: 1_000, h: 500 })));
	});

	test('shows one thing with very small letters through several windows', () => {
		const pieces = [{ box: { x: 0, y: 0, w: 4_000, h: 400 }, letters: 14 }];
		const parts = legibleParts(single(pieces), around(pieces), STAND);
		expect(parts.length).toBeGreaterThan(1);
		expectLegible(parts, pieces);
		expect(Math.max(...parts.map(({ x, w }) => x + w))).toBeCloseTo(4_000);
	});

	test('is legible in every part, and shows everything, whatever lies where', () => {
		const { below, seedText } = createRandom();
		for (let round = 0; round < 60; round++) {
			const pieces = Array.from({ length: 1 + below(40) }, () => ({
				box: { x: below(6_000), y: below(4_000), w: 20 + below(600), h: 20 + below(400) },
				letters: below(5) === 0 ? null : 7 + below(60)
			}));
			const parts = legibleParts(single(pieces), around(pieces), STAND);
			expectLegible(parts, pieces);
			for (const { box } of pieces) {
				const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2, w: 0, h: 0 };
				expect(
					parts.some((part) => encloses(part, middle)),
					seedText
				).toBe(true);
			}
		}
	});
});
