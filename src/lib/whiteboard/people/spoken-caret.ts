import * as Y from 'yjs';
import type { Board, TextKey } from '#model/whiteboard/board.ts';
import { isShapeId, type ShapeId } from '#model/whiteboard/ids.ts';

/** A stretch of a shape's text that somebody has selected; where both ends are one, a caret. In UTF-16 units. */
export interface Caret {
	readonly shape: ShapeId;
	/** Which text: the shape's, or that of a cell. */
	readonly key: TextKey;
	readonly from: number;
	readonly to: number;
}

/** Said as places in the text, which stay what they are while others type. */
export function sayCaret({ shape, key, from, to }: Caret, board: Board): object | null {
	const text = board.text(key);
	if (text === null) return null;
	const place = (index: number): unknown =>
		Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, Math.min(index, text.length)));
	return { s: shape, ...(key === shape ? {} : { c: key }), a: place(from), h: place(to) };
}

/** Anything may be said; `null` for what is no place in a text of this board. */
export function hearCaret(said: unknown, board: Board): Caret | null {
	if (typeof said !== 'object' || said === null) return null;
	const { s: shape, c: cell, a, h } = said as Record<string, unknown>;
	// The text of a deleted shape stays; see Words.
	if (!isShapeId(shape) || !board.shapes.has(shape)) return null;
	const isCell = typeof cell === 'string' && cell.startsWith(`${shape}/`);
	const key = isCell ? (cell as TextKey) : shape;
	const text = board.text(key);
	const [from, to] = [indexOf(a, text, board), indexOf(h, text, board)];
	return from === null || to === null ? null : { shape, key, from, to };
}

function indexOf(said: unknown, text: Y.Text | null, { doc }: Board): number | null {
	if (text === null || typeof said !== 'object' || said === null) return null;
	try {
		const relative = Y.createRelativePositionFromJSON(said);
		const place = Y.createAbsolutePositionFromRelativePosition(relative, doc);
		return place?.type === text ? place.index : null;
	} catch {
		// Yjs takes what it is given for its own.
		return null;
	}
}
