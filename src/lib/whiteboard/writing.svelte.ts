import type { Board, TextKey } from '#model/whiteboard/board.ts';
import { openText } from '#model/whiteboard/gesture.ts';
import type { Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { kindOf, type Shape, type ShapeType } from '#model/whiteboard/shapes/registry.ts';
import { cellKeyAt, type CellPlace } from '#model/whiteboard/shapes/table.ts';
import type { Steps } from './steps.svelte.ts';

/** What has a title of one line: Enter ends it. */
export const ONE_LINE: readonly ShapeType[] = ['frame', 'link'];

/** Which text of the board one person has open to write in. */
export class Writing {
	readonly #board: Board;
	readonly #steps: Steps;
	#open = $state.raw<{ readonly id: ShapeId; readonly key: TextKey } | null>(null);

	constructor(board: Board, steps: Steps) {
		this.#board = board;
		this.#steps = steps;
	}

	/** Whose text is open. */
	get id(): ShapeId | null {
		return this.#open?.id ?? null;
	}

	/** Which text is open: the shape's, or that of one of its cells. */
	get key(): TextKey | null {
		return this.#open?.key ?? null;
	}

	/** Opens a shape's text, or a cell of a table (the one at a place, or the first). Returns whether that is news. */
	open(shape: Shape, at: Point | CellPlace | null): boolean {
		const key = shape.type === 'table' ? cellKeyAt(shape, at) : shape.id;
		if (this.key === key) return false;
		this.close();
		if (!this.#hasText(shape.id, key)) return false;
		this.#open = { id: shape.id, key };
		return true;
	}

	/** A text that nobody typed anything into goes as it came. */
	close(): void {
		const { id } = this;
		if (id === null) return;
		this.#open = null;
		this.#steps.history.endTyping();
		const board = this.#board;
		if (board.shapes.get(id)?.type === 'text' && board.textOf(id).trim() === '')
			this.#steps.perform((gesture) => gesture.remove(id));
	}

	/** The shape is gone, and its text with it. */
	forget(): void {
		this.#open = null;
	}

	/** Where nobody has written yet there may be no text, and two where two people began at once. */
	#hasText(id: ShapeId, key: TextKey): boolean {
		const board = this.#board;
		const shape = board.shapes.get(id);
		const isReady = board.text(key) !== null && !board.words.isSplit(key);
		if (shape !== undefined && !isReady && kindOf(shape.type).hasText) openText(board, key);
		return board.text(key) !== null;
	}
}
