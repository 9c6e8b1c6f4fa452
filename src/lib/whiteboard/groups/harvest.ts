import type * as Y from 'yjs';
import { Board } from '#model/whiteboard/board.ts';
import { centreOf, contains, moved, union, type Box } from '#model/whiteboard/geometry.ts';
import { runGesture } from '#model/whiteboard/gesture.ts';
import { createShapeId, isShapeId } from '#model/whiteboard/ids.ts';
import { LOOSE } from '#model/whiteboard/shapes/kind.ts';
import { boundsOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { keyAbove } from '#model/whiteboard/stacking.ts';
import { createHistory } from '#model/whiteboard/undo.ts';
import { keysBetween } from '#model/order.ts';
import type { Copied } from '../copies.ts';
import { shapeOf } from '../io/drawing.ts';

/** Something with words on a board. */
export interface Worded {
	readonly id: string;
	readonly text: string;
	/** How many stamps lie on it. */
	readonly marks: number;
}

/** What one group gives: its name, its document, and what of it. */
export interface Sheaf {
	readonly title: string;
	readonly from: Y.Doc;
	readonly ids: readonly string[];
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
	const board = new Board(doc);
	const shapes = [...board.shapes.values()];
	const stamps = shapes.filter(({ type }) => type === 'stamp').map(centreOf);
	const found = shapes
		.filter(({ type }) => THOUGHTS.has(type))
		.map((shape) => ({
			id: shape.id,
			text: board.textOf(shape.id).trim(),
			marks: stamps.filter((point) => contains(shape, point)).length,
			order: shape.order
		}))
		.filter(({ text }) => text !== '')
		.sort((a, b) => b.marks - a.marks || (a.order < b.order ? 1 : -1));
	board.destroy();
	return found.map(({ id, text, marks }) => ({ id, text, marks }));
}

const GAP = 24;
/** Within a frame, and between frames. */
const MARGIN = 40;
const COLUMNS = 3;
const APART = 120;

/** Writes copies beside what is there, those of each group in a frame with its name; one step. `null`: it is not ours to write. */
export function bringTo(
	doc: Y.Doc,
	sheaves: readonly Sheaf[],
	me: string
): { readonly count: number; undo(): void; close(): void } | null {
	const board = new Board(doc);
	if (!board.understood) {
		board.destroy();
		return null;
	}
	const history = createHistory(board, { now: () => performance.now() });
	const copies = laidOut(sheaves.map(pickedFrom), cornerBeside(board), me);
	const orders = keysBetween(keyAbove(board.shapes.values()), null, copies.length);
	history.perform(() =>
		runGesture(board, (gesture) => {
			for (const [at, { shape, text }] of copies.entries())
				gesture.make({ ...shape, order: orders[at]! }, text);
		})
	);
	return {
		count: copies.filter(({ shape }) => shape.type !== 'frame').length,
		undo: () => void history.undo(),
		close: () => board.destroy()
	};
}

interface Picked {
	readonly title: string;
	readonly pieces: readonly Copied[];
}

function pickedFrom({ title, from, ids }: Sheaf): Picked {
	const board = new Board(from);
	const pieces = ids.flatMap((id): Copied[] => {
		const shape = isShapeId(id) ? board.shapes.get(id) : undefined;
		return shape === undefined ? [] : [{ shape, text: board.textOf(shape.id) }];
	});
	board.destroy();
	return { title, pieces };
}

/** Where nothing is yet: right of everything, along its top. */
function cornerBeside({ shapes }: Board): { readonly x: number; readonly y: number } {
	const all: Box | null = union([...shapes.values()].map(boundsOf));
	return all === null ? { x: 0, y: 0 } : { x: all.x + all.w + APART, y: all.y };
}

/** What somebody wrote stays theirs; the frames belong to whoever brings it. */
function laidOut(
	sheaves: readonly Picked[],
	corner: { readonly x: number; readonly y: number },
	me: string
): Copied[] {
	let { x } = corner;
	return sheaves.flatMap(({ title, pieces }) => {
		if (pieces.length === 0) return [];
		const id = createShapeId();
		const inside = inRows(pieces, { x: x + MARGIN, y: corner.y + MARGIN });
		const box = union(inside.map(({ shape }) => boundsOf(shape)))!;
		const size = { w: Math.max(320, box.w + 2 * MARGIN), h: box.h + 2 * MARGIN };
		const frame = shapeOf('frame', { id, x, y: corner.y, ...size });
		x += size.w + MARGIN;
		return [
			{ shape: { ...frame, author: me }, text: title },
			...inside.map(({ shape, text }) => ({ shape: { ...shape, frame: id }, text }))
		];
	});
}

function inRows(pieces: readonly Copied[], { x: left, y: top }: { x: number; y: number }): Copied[] {
	let [x, y, rowHeight] = [left, top, 0];
	return pieces.map(({ shape, text }, at) => {
		if (at > 0 && at % COLUMNS === 0) [x, y, rowHeight] = [left, y + rowHeight + GAP, 0];
		const upright: Shape = { ...shape, ...LOOSE, id: createShapeId(), rotation: 0 };
		const copy = { shape: moved(upright, x - shape.x, y - shape.y), text };
		x += shape.w + GAP;
		rowHeight = Math.max(rowHeight, shape.h);
		return copy;
	});
}
