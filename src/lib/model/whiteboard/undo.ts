import { History, type HistoryParts } from '../yjs/history.ts';
import type { FieldGroup } from '../yjs/list-patches.ts';
import type { Board } from './board.ts';

/** The origin of everything that this person does, and of taking it back. */
const ORIGIN = 'whiteboard:me';

/**
 * Where and how large a shape is, with its ink, its ends and what holds them, the frame it lies in, how its text is set,
 * its corners, rows and columns: undoing half a resize makes no sense, nor a move out of a frame that leaves it in there.
 */
const PLACE: FieldGroup = ['x', 'y', 'w', 'h', 'i', 'e', 'm', 'bs', 'be', 'f', 'p', 'c', 'd'];

/** One person's undo and redo on one board. Looks go back one by one, and place and order apart from each other. */
export function createHistory(board: Board, options: Pick<HistoryParts, 'now' | 'onChange'>): History {
	return new History({
		doc: board.doc,
		origin: ORIGIN,
		lists: [
			{ list: board.geometry, groups: [PLACE] },
			{ list: board.style, groups: [] },
			{ list: board.comments }
		],
		texts: [board.texts],
		// A cell's text is called after its table.
		thingOf: (key) => key.split('/', 1)[0]!,
		...options
	});
}
