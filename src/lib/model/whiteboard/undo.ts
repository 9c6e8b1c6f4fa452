import { History, type HistoryParts } from '../yjs/history.ts';
import type { FieldGroup } from '../yjs/list-patches.ts';
import type { Board } from './board.ts';
import { splitKey } from './aspects.ts';
import { isShapeId, type ShapeId } from './ids.ts';
import { isInTrack, showsTrack } from './tracks.ts';
import { placeOfCell } from './shapes/table.ts';
import { nameOf, ownerOf } from './words.ts';

/** The origin of everything that this person does, and of taking it back. */
const ORIGIN = 'whiteboard:me';

/**
 * Where and how large a shape is, with its ink, its ends and what holds them, the frame it lies in, how its text is set,
 * its corners, rows and columns: undoing half a resize makes no sense, nor a move out of a frame that leaves it in there.
 */
const PLACE: FieldGroup = ['x', 'y', 'w', 'h', 'i', 'e', 'm', 'bs', 'be', 'f', 'p', 'c', 'd'];

/** The texts that are to be seen because of an entry: those of a shape because of the shape, of a row because of the row. */
function textsOf(board: Board, key: string, value: unknown): Iterable<string> {
	if (isShapeId(key)) return value === undefined ? [] : board.words.keysOf(key);
	const [id, name] = splitKey(key);
	const geometry = isShapeId(id) ? board.geometry.get(id) : undefined;
	if (geometry === undefined || !showsTrack(geometry, name, value)) return [];
	return [...board.words.keysOf(id as ShapeId)].filter((text) => isInTrack(text, name));
}

function isSeen(board: Board, text: string): boolean {
	const shape = board.shapes.get(ownerOf(text) as ShapeId);
	if (shape?.type !== 'table') return board.geometry.has(ownerOf(text));
	return placeOfCell(shape, nameOf(text)) !== null;
}

/** One person's undo and redo on one board. Looks go back one by one, and so do place, order, groups and lock. */
export function createHistory(board: Board, options: Pick<HistoryParts, 'now' | 'onChange'>): History {
	return new History({
		doc: board.doc,
		origin: ORIGIN,
		lists: [
			{ list: board.geometry, groups: [PLACE] },
			{ list: board.style, groups: [] },
			{ list: board.aspects.list, details: true },
			{ list: board.comments }
		],
		texts: [board.words.texts],
		things: {
			// A cell's text is called after its table, and an aspect after its shape.
			thingOf: ownerOf,
			isSeen: (text) => isSeen(board, text),
			partsOf: (key, value) => textsOf(board, key, value),
			textOf: (part) => board.words.texts.text(part),
			detailsOf: (thing) => (isShapeId(thing) ? board.aspects.keysOf(thing) : [])
		},
		...options
	});
}
