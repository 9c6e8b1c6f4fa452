import type * as Y from 'yjs';
import { byOrder, keyBetween, keysBetween } from '../order.ts';
import { isTextBy, writersOf } from '../yjs/untouched.ts';
import { Board } from './board.ts';
import { centreOf, contains, moved, union, type Box, type Point } from './geometry.ts';
import { runGesture } from './gesture.ts';
import { createShapeId, isShapeId, type ShapeId } from './ids.ts';
import { renamed } from './renamed.ts';
import type { FrameShape } from './shapes/frame.ts';
import { LOOSE } from './shapes/kind.ts';
import { boundsOf, kindOf, type Shape } from './shapes/registry.ts';
import { keyAbove } from './stacking.ts';

/** Something with words on a board. */
export interface Worded {
	readonly id: ShapeId;
	readonly text: string;
	/** How many stamps lie on it. */
	readonly marks: number;
}

/** What one group gives: its name, its document, and what of it, in the order in which it shall stand. */
export interface ShapeSheaf {
	readonly title: string;
	readonly from: Y.Doc;
	/** Things with words; `all`: the drawing, too, and all of it as it lies there. */
	readonly ids: readonly string[] | 'all';
}

interface Piece {
	readonly shape: Shape;
	readonly text: string;
}

/** Kinds whose words are a thought of their own; arrows' and frames' words are about others. */
const THOUGHTS: ReadonlySet<Shape['type']> = new Set([
	'note',
	'text',
	'rectangle',
	'ellipse',
	'diamond',
	'triangle'
]);

/** What has words, the most stamped first, then the newest: what is made later lies on top. */
export function wordedOn(doc: Y.Doc): Worded[] {
	return onBoard(doc, (board) => {
		const shapes = [...board.shapes.values()];
		const stamps = shapes.filter(({ type }) => type === 'stamp').map(centreOf);
		return shapes
			.filter(({ type }) => THOUGHTS.has(type))
			.map((shape) => ({
				id: shape.id,
				text: board.textOf(shape.id).trim(),
				marks: stamps.filter((point) => contains(shape, point)).length,
				order: shape.order
			}))
			.filter(({ text }) => text !== '')
			.sort((a, b) => b.marks - a.marks || byOrder(b, a))
			.map(({ id, text, marks }) => ({ id, text, marks }));
	});
}

/** How many shapes there are on a board, whatever they are. */
export function shapesOn(doc: Y.Doc): number {
	return onBoard(doc, ({ shapes }) => shapes.size);
}

const GAP = 24;
/** Within a frame, and between frames. */
const MARGIN = 40;
const COLUMNS = 3;
const APART = 120;
/** A title is to be read, however little stands under it. */
const NARROWEST = 320;

/**
 * Writes copies beside what is there, those of each group in a frame with its name; one transaction. How many there are;
 * `null`: the board was written by a newer version, and must not be.
 */
export function bringShapes(doc: Y.Doc, sheaves: readonly ShapeSheaf[], by: string): number | null {
	return onBoard(doc, (board) => {
		if (!board.understood) return null;
		const brought = laidOut(sheaves, cornerBeside(board), by);
		const copies = brought.flatMap(({ frame, inside }) => [frame, ...inside]);
		const orders = keysBetween(keyAbove(board.shapes.values()), null, copies.length);
		doc.transact(
			() =>
				runGesture(board, (gesture) => {
					for (const [at, { shape, text }] of copies.entries())
						gesture.make({ ...shape, order: orders[at]! }, text);
				}),
			'harvest'
		);
		return copies.length - brought.length;
	});
}

/**
 * Removes what `client` brought and nobody has changed since, and the frames that this empties; one transaction. How many
 * things stay; `null`: the board must not be written.
 */
export function takeShapesBack(doc: Y.Doc, client: number): number | null {
	return onBoard(doc, (board) => {
		if (!board.understood) return null;
		const isUntouched = untouchedBy(board, client);
		const brought = [...board.shapes.values()].filter(({ id }) => isUntouched.wasBrought(id));
		const going = new Set(
			brought.filter(({ id, type }) => type !== 'frame' && isUntouched.still(id)).map(({ id }) => id)
		);
		const inside = (frame: ShapeId) => [...board.shapes.values()].filter((shape) => shape.frame === frame);
		for (const { id, type } of brought)
			if (type === 'frame' && isUntouched.still(id) && inside(id).every((shape) => going.has(shape.id)))
				going.add(id);
		doc.transact(() => runGesture(board, (gesture) => going.forEach((id) => gesture.remove(id))), 'harvest');
		return brought.filter(({ id, type }) => type !== 'frame' && !going.has(id)).length;
	});
}

function untouchedBy(board: Board, client: number) {
	const [geometry, style, aspects] = (['geometry', 'style', 'aspects'] as const).map((name) =>
		writersOf(board.doc.getArray(name))
	) as [Writers, Writers, Writers];
	const changed = new Set([...aspects.keys()].map((key) => key.split('/', 1)[0]!));
	return {
		/** One of its entries still is that client's: two people never change both of most things. */
		wasBrought: (id: ShapeId): boolean =>
			geometry.get(id)?.has(client) === true || style.get(id)?.has(client) === true,
		still: (id: ShapeId): boolean =>
			isOnly(geometry.get(id), client) &&
			isOnly(style.get(id), client) &&
			!changed.has(id) &&
			[...board.words.keysOf(id)].every((key) => isTextBy(board.words.texts.text(key)!, client))
	};
}

type Writers = ReturnType<typeof writersOf>;

function isOnly(writers: ReadonlySet<number> | undefined, client: number): boolean {
	return writers?.size === 1 && writers.has(client);
}

function onBoard<T>(doc: Y.Doc, work: (board: Board) => T): T {
	const board = new Board(doc);
	try {
		return work(board);
	} finally {
		board.destroy();
	}
}

/** Where nothing is yet: right of everything, along its top. */
function cornerBeside({ shapes }: Board): Point {
	const all: Box | null = union([...shapes.values()].map(boundsOf));
	return all === null ? { x: 0, y: 0 } : { x: all.x + all.w + APART, y: all.y };
}

interface Brought {
	readonly frame: Piece;
	readonly inside: readonly Piece[];
}

/** What somebody made stays theirs; the frames belong to whoever brings it. */
function laidOut(sheaves: readonly ShapeSheaf[], corner: Point, by: string): Brought[] {
	let { x } = corner;
	return sheaves.flatMap((sheaf) => {
		const id = createShapeId();
		const start = { x: x + MARGIN, y: corner.y + MARGIN };
		const inside = sheaf.ids === 'all' ? asItLies(sheaf, id, start) : inRows(chosenOf(sheaf), id, start);
		const box = union(inside.map(({ shape }) => boundsOf(shape)));
		if (box === null) return [];
		const size = { w: Math.max(NARROWEST, box.w + 2 * MARGIN), h: box.h + 2 * MARGIN };
		const frame = frameAt({ x, y: corner.y, ...size }, id, by);
		x += size.w + MARGIN;
		return [{ frame: { shape: frame, text: sheaf.title }, inside }];
	});
}

function frameAt(box: Box, id: ShapeId, author: string): FrameShape {
	const { style } = kindOf('frame').defaults;
	return { type: 'frame', id, ...box, rotation: 0, order: keyBetween(null, null), author, ...LOOSE, style };
}

function chosenOf({ from, ids }: ShapeSheaf): Piece[] {
	return onBoard(from, (board) =>
		[...ids].flatMap((id): Piece[] => {
			const shape = isShapeId(id) ? board.shapes.get(id) : undefined;
			return shape === undefined || !THOUGHTS.has(shape.type)
				? []
				: [{ shape, text: board.textOf(shape.id) }];
		})
	);
}

/** Frames lie in none: those of the group lie over its own, and name it. */
function asItLies({ title, from }: ShapeSheaf, frame: ShapeId, start: Point): Piece[] {
	return onBoard(from, (board) => {
		const shapes = [...board.shapes.values()].sort(byOrder);
		const box = union(shapes.map(boundsOf)) ?? start;
		const frames = new Set(shapes.filter(({ type }) => type === 'frame').map(({ id }) => id));
		const copies = renamed(shapes, new Map(shapes.map(({ id }) => [id, createShapeId()])));
		return shapes.map(({ id, type, frame: within }, at): Piece => {
			const copy = moved(copies[at]!, start.x - box.x, start.y - box.y);
			const text = board.textOf(id);
			if (type === 'frame')
				return { shape: { ...copy, locked: false }, text: text === '' ? title : `${title}: ${text}` };
			const lies = within !== null && frames.has(within) ? copy.frame : frame;
			return { shape: { ...copy, locked: false, frame: lies }, text };
		});
	});
}

function inRows(pieces: readonly Piece[], frame: ShapeId, { x: left, y: top }: Point): Piece[] {
	let [x, y, rowHeight] = [left, top, 0];
	return pieces.map(({ shape, text }, at) => {
		if (at > 0 && at % COLUMNS === 0) [x, y, rowHeight] = [left, y + rowHeight + GAP, 0];
		const upright: Shape = { ...shape, ...LOOSE, frame, id: createShapeId(), rotation: 0 };
		const copy = { shape: moved(upright, x - shape.x, y - shape.y), text };
		x += shape.w + GAP;
		rowHeight = Math.max(rowHeight, shape.h);
		return copy;
	});
}
