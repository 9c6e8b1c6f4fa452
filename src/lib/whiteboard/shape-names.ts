import type { Board } from '#model/whiteboard/board.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { ArrowShape } from '#model/whiteboard/shapes/arrow.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { t } from '$lib/messages/whiteboard.ts';

/** What a shape is called where it is read and not seen: its type and its words; of an arrow, also what it connects. */
export function nameOfShape(board: Board, shape: Shape): string {
	const words = (shape.type === 'image' ? shape.alt : board.textOf(shape.id)).trim();
	if (shape.type === 'stamp') return t.shapeName(t.types.stamp, t.stamps[shape.stamp]);
	return t.shapeName(shape.type === 'arrow' ? nameOfArrow(board, shape) : t.types[shape.type], words);
}

function nameOfArrow(board: Board, { start, end }: ArrowShape): string {
	const [from, to] = [nameOfHolder(board, start?.shape), nameOfHolder(board, end?.shape)];
	if (from !== null && to !== null) return t.arrowBetween(from, to);
	if (from !== null) return t.arrowFrom(from);
	return to === null ? t.types.arrow : t.arrowTo(to);
}

/** Enough of its words to know it by. */
const MOST_WORDS = 40;

function nameOfHolder(board: Board, id: ShapeId | undefined): string | null {
	const shape = id === undefined ? undefined : board.shapes.get(id);
	if (shape === undefined) return null;
	const words = board.textOf(shape.id).trim().replace(/\s+/g, ' ');
	if (words === '') return shape.type === 'stamp' ? t.stamps[shape.stamp] : t.types[shape.type];
	return t.quoted(words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).trimEnd()}…` : words);
}
