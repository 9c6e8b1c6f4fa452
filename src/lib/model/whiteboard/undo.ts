import { History, type HistoryParts } from '../yjs/history.ts';
import type { FieldGroup } from '../yjs/list-patches.ts';
import type { Board } from './board.ts';
import { isShapeId } from './ids.ts';
import { parseShape } from './shapes/registry.ts';
import { cellKeysOf } from './shapes/table.ts';

/** The origin of everything that this person does, and of taking it back. */
const ORIGIN = 'whiteboard:me';

/**
 * Where and how large a shape is, with its ink, its ends and what holds them, the frame it lies in, how its text is set,
 * its corners, rows and columns: undoing half a resize makes no sense, nor a move out of a frame that leaves it in there.
 */
const PLACE: FieldGroup = ['x', 'y', 'w', 'h', 'i', 'e', 'm', 'bs', 'be', 'f', 'p', 'c', 'd'];

function cellsOf(key: string, geometry: unknown): readonly string[] {
	const isTable = (geometry as { t?: unknown } | undefined)?.t === 'table';
	const shape = isTable && isShapeId(key) ? parseShape(key, geometry, undefined) : null;
	return shape?.type === 'table' ? cellKeysOf(shape) : [];
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
		texts: [board.texts],
		things: {
			// A cell's text is called after its table, and an aspect after its shape.
			thingOf: (key) => key.split('/', 1)[0]!,
			partsOf: (key, value) => cellsOf(key, value),
			wordsOf: (part) => board.texts.string(part) ?? '',
			detailsOf: (thing) => (isShapeId(thing) ? board.aspects.keysOf(thing) : [])
		},
		...options
	});
}
