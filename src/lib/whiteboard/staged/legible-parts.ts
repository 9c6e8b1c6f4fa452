import { type Box, centreOf, overlaps, union } from '#model/whiteboard/geometry.ts';
import type { Viewport } from '../camera.ts';

/** Something on a board, as far as the back row is concerned. */
export interface Piece {
	readonly box: Box;
	/** The size of its smallest letters, in board units; `null`: there are none. */
	readonly letters: number | null;
}

/** The screen that a board is shown on. */
export interface Stand {
	/** What there is for the board, in CSS pixels. */
	readonly room: Viewport;
	/** Letters are at least so large, in CSS pixels. */
	readonly leastPx: number;
	readonly mostZoom: number;
}

/** Things that stay together as long as they are legible together: what lies in a frame, or one thing. */
type Unit = readonly Piece[];

/**
 * A part of a board as so many boxes that in each, shown as large as the screen allows, all letters can be read from the back
 * row: all of it where that will do, else cut where there is room between things, the larger halves first. Frames come in
 * one piece where they can.
 *
 * @param units what is shown, in groups that belong together
 * @param whole all that is to be seen; where it is legible as it is, it stays one part
 */
export function legibleParts(units: readonly Unit[], whole: Box, stand: Stand): readonly Box[] {
	const all = units.flat();
	if (isLegible(whole, all, stand)) return [whole];
	const parts = split(
		units.filter((unit) => unit.length > 0),
		all,
		stand
	);
	return parts.length === 0 ? [whole] : merged(parts, all, stand);
}

/** The zoom at which a box fills the screen. */
export function zoomOf({ w, h }: Box, { room, mostZoom }: Pick<Stand, 'room' | 'mostZoom'>): number {
	return Math.min(room.w / Math.max(w, 1), room.h / Math.max(h, 1), mostZoom);
}

/** The smallest letters that are seen in a box, in board units; `null`: none are. */
export function smallestLetters(box: Box, pieces: readonly Piece[]): number | null {
	let smallest: number | null = null;
	for (const { box: place, letters } of pieces)
		if (letters !== null && (smallest === null || letters < smallest) && overlaps(place, box))
			smallest = letters;
	return smallest;
}

function isLegible(box: Box, pieces: readonly Piece[], stand: Stand): boolean {
	const letters = smallestLetters(box, pieces);
	return letters === null || letters * zoomOf(box, stand) >= stand.leastPx;
}

function split(units: readonly Unit[], all: readonly Piece[], stand: Stand): readonly Box[] {
	const pieces = units.flat();
	const box = union(pieces.map((piece) => piece.box));
	if (box === null) return [];
	if (isLegible(box, all, stand)) return [box];
	if (units.length > 1) {
		const [before, behind] = cut(units, box, stand);
		return [...split(before, all, stand), ...split(behind, all, stand)];
	}
	if (pieces.length > 1)
		return split(
			pieces.map((piece) => [piece]),
			all,
			stand
		);
	return windows(box, smallestLetters(box, all) ?? 1, stand);
}

interface Cut {
	readonly halves: readonly [readonly Unit[], readonly Unit[]];
	readonly score: number;
}

/** Where there is most room between things, and about as much on either side; else through the middle of the longer way. */
function cut(units: readonly Unit[], box: Box, { room }: Stand): Cut['halves'] {
	const cuts = (['x', 'y'] as const).flatMap((axis) => gaps(units, axis, box));
	const best = cuts.reduce<Cut | null>(
		(found, next) => (found === null || next.score > found.score ? next : found),
		null
	);
	if (best !== null) return best.halves;
	const axis = box.w / room.w > box.h / room.h ? 'x' : 'y';
	const middle = (unit: Unit): number => centreOf(boxOf(unit))[axis];
	const sorted = [...units].sort((a, b) => middle(a) - middle(b));
	const half = Math.ceil(sorted.length / 2);
	return [sorted.slice(0, half), sorted.slice(half)];
}

function gaps(units: readonly Unit[], axis: 'x' | 'y', box: Box): Cut[] {
	const side = axis === 'x' ? 'w' : 'h';
	const placed = units
		.map((unit) => ({ unit, from: boxOf(unit)[axis], to: boxOf(unit)[axis] + boxOf(unit)[side] }))
		.sort((a, b) => a.from - b.from);
	const cuts: Cut[] = [];
	let end = -Infinity;
	for (const [at, { from, to }] of placed.entries()) {
		if (at > 0 && from > end) {
			const balance = Math.min(at, placed.length - at) / placed.length;
			const room = (from - end) / Math.max(box[side], 1);
			const inOrder = placed.map(({ unit }) => unit);
			cuts.push({ halves: [inOrder.slice(0, at), inOrder.slice(at)], score: balance + room });
		}
		end = Math.max(end, to);
	}
	return cuts;
}

/** One thing whose letters are too small for all of it at once: as many windows as it takes, side by side. */
function windows(box: Box, letters: number, { room, leastPx, mostZoom }: Stand): Box[] {
	const zoom = Math.min(mostZoom, leastPx / letters);
	const [w, h] = [Math.min(box.w, room.w / zoom), Math.min(box.h, room.h / zoom)];
	const [columns, rows] = [Math.ceil(box.w / w - 0.01), Math.ceil(box.h / h - 0.01)];
	const at = (index: number, count: number, spare: number): number =>
		count === 1 ? 0 : (index * spare) / (count - 1);
	return Array.from({ length: columns * rows }, (_, index) => ({
		x: box.x + at(index % columns, columns, box.w - w),
		y: box.y + at(Math.floor(index / columns), rows, box.h - h),
		w,
		h
	}));
}

/** Neighbours that can be read together are one part: fewer turns for the facilitator. */
function merged(parts: readonly Box[], all: readonly Piece[], stand: Stand): readonly Box[] {
	const kept: Box[] = [];
	for (const part of parts) {
		const before = kept.at(-1);
		const both = before === undefined ? null : union([before, part]);
		if (both !== null && isLegible(both, all, stand)) kept[kept.length - 1] = both;
		else kept.push(part);
	}
	return kept;
}

function boxOf(unit: Unit): Box {
	return union(unit.map(({ box }) => box))!;
}
