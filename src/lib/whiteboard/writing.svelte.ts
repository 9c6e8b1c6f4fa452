import type { Board, TextKey } from '#model/whiteboard/board.ts';
import { type Gesture, openText } from '#model/whiteboard/gesture.ts';
import type { Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { cellKeyAt, type CellPlace } from '#model/whiteboard/shapes/table.ts';
import type { History } from '#model/yjs/history.ts';

interface Parts {
	readonly board: Board;
	readonly history: History;
	readonly perform: (act: (gesture: Gesture) => void) => void;
}

/** Which text of the board one person has open to write in. */
export class Writing {
	readonly #parts: Parts;
	#open = $state.raw<{ readonly id: ShapeId; readonly key: TextKey } | null>(null);

	constructor(parts: Parts) {
		this.#parts = parts;
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
		const { board, history, perform } = this.#parts;
		history.endTyping();
		if (board.shapes.get(id)?.type === 'text' && board.textOf(id).trim() === '')
			perform((gesture) => gesture.remove(id));
	}

	/** The shape is gone, and its text with it. */
	forget(): void {
		this.#open = null;
	}

	/** Where nobody has written yet there may be no text, and two where two people began at once. */
	#hasText(id: ShapeId, key: TextKey): boolean {
		const { board } = this.#parts;
		const shape = board.shapes.get(id);
		const isReady = board.text(key) !== null && !board.words.isSplit(key);
		if (shape !== undefined && !isReady && kindOf(shape.type).hasText) openText(board, key);
		return board.text(key) !== null;
	}
}
