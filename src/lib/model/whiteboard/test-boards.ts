import * as Y from 'yjs';
import { keyBetween } from '../order.ts';
import { Board } from './board.ts';
import { runGesture, type Gesture } from './gesture.ts';
import { createShapeId, type ShapeId } from './ids.ts';
import type { NoteShape } from './shapes/note.ts';
import { LOOSE } from './shapes/kind.ts';
import { kindOf } from './shapes/registry.ts';
import { createHistory } from './undo.ts';

/** Somebody at a board of their own, for tests: `clock.now` is theirs to set. */
export function person(name: string) {
	const clock = { now: 0 };
	const board = new Board(new Y.Doc());
	const history = createHistory(board, { now: () => clock.now });
	return {
		name,
		board,
		history,
		clock,
		perform: (act: (gesture: Gesture) => void) => history.perform(() => runGesture(board, act)),
		type: (id: ShapeId, at: number, removed: number, inserted: string) =>
			history.performInARow(id, () =>
				runGesture(board, (gesture) => gesture.type(id, { at, removed, inserted }))
			)
	};
}

export type Person = ReturnType<typeof person>;

/** Lets two people see everything that the other did. */
export function exchange(a: Person, b: Person): void {
	const fromA = Y.encodeStateAsUpdate(a.board.doc, Y.encodeStateVector(b.board.doc));
	const fromB = Y.encodeStateAsUpdate(b.board.doc, Y.encodeStateVector(a.board.doc));
	Y.applyUpdate(b.board.doc, fromA);
	Y.applyUpdate(a.board.doc, fromB);
}

export function noteAt(x: number, y: number, author = ''): NoteShape {
	const { defaults } = kindOf('note');
	return {
		id: createShapeId(),
		type: 'note',
		x,
		y,
		rotation: 0,
		order: keyBetween(null, null),
		author,
		...LOOSE,
		...defaults
	};
}
