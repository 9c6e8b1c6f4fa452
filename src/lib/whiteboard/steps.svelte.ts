import type { Board, TextKey } from '#model/whiteboard/board.ts';
import { type Gesture, runGesture } from '#model/whiteboard/gesture.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { createHistory } from '#model/whiteboard/undo.ts';
import type { History } from '#model/yjs/history.ts';
import type { Splice } from '#model/yjs/rewrite-text.ts';

/** More shapes than these do not tell one row of keys from the next. */
const TELLING = 8;

/** What one person does to a board, gesture by gesture, and whether any of it can be undone. */
export class Steps {
	readonly history: History;
	readonly #board: Board;
	#undoable = $state.raw({ undo: false, redo: false });

	constructor(board: Board) {
		this.#board = board;
		this.history = createHistory(board, {
			now: () => performance.now(),
			onChange: () => (this.#undoable = { undo: this.history.canUndo, redo: this.history.canRedo })
		});
	}

	get canUndo(): boolean {
		return this.#undoable.undo;
	}

	get canRedo(): boolean {
		return this.#undoable.redo;
	}

	/**
	 * Runs one gesture as one transaction and one step. `inARow` names what a key does again and again: while it goes on
	 * with the same shapes, that is one step.
	 */
	perform(act: (gesture: Gesture) => void, inARow: string | null = null, ids: Iterable<ShapeId> = []): void {
		const run = (): void => runGesture(this.#board, act);
		if (inARow === null) this.history.perform(run);
		else this.history.performInARow(`${inARow} ${[...ids].slice(0, TELLING).join(' ')}`, run);
	}

	/** Writes into a text; keystrokes in a row are one step. */
	type(key: TextKey, splice: Splice): void {
		this.history.performInARow(key, () => runGesture(this.#board, (gesture) => gesture.type(key, splice)));
	}
}
