import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRandom } from '../../../../tests/support/random.ts';
import { Board } from './board.ts';
import { createCommentId, createThreadId, placeOf, readThreads, writing } from './comments/comments.ts';
import { pinAt } from './comments/pin.ts';
import { restore, type Restored, type Restoring } from './restore.ts';
import { exchange, noteAt, person, type Person } from './test-boards.ts';

/** A board as it is now, to look back at later. */
function versionOf({ board }: Person): Board {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(board.doc));
	return new Board(doc);
}

function restoreTo(ada: Person, then: Board, restoring: Restoring): Restored {
	let result: Restored = { broughtBack: 0, changed: 0, removed: 0 };
	ada.perform((gesture) => (result = restore(ada.board, then, gesture, restoring)));
	return result;
}

function shown(board: Board): unknown {
	return [...board.shapes.values()]
		.map((shape) => ({ ...shape, words: board.textOf(shape.id) }))
		.sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe('restoring a version', () => {
	it('brings back what is gone, as it was, and takes away what came since', () => {
		const ada = person('ada');
		const [kept, gone, later] = [noteAt(0, 0), noteAt(300, 0), noteAt(600, 0)];
		ada.perform((gesture) => [kept, gone].forEach((note) => gesture.make(note, 'words')));
		const then = versionOf(ada);
		ada.perform((gesture) => {
			gesture.replace({ ...kept, x: 40, style: { ...kept.style, color: 'plum' } });
			gesture.remove(gone.id);
			gesture.make(later, 'new');
		});
		ada.type(kept.id, 0, 5, 'other words');
		expect(restoreTo(ada, then, 'everything')).toEqual({ broughtBack: 1, changed: 1, removed: 1 });
		expect(shown(ada.board)).toEqual(shown(then));
	});

	it('leaves every comment: on its shape where that is there, else where it was', () => {
		const ada = person('ada');
		const [back, later] = [noteAt(0, 0), noteAt(600, 0)];
		ada.perform((gesture) => gesture.make(back, 'words'));
		const then = versionOf(ada);
		ada.perform((gesture) => gesture.make(later, 'new'));
		const claim = { author: 'ada', name: 'Ada', at: 1_000, text: 'Why?', editedAt: null };
		for (const note of [back, later]) {
			const pin = pinAt({ x: note.x + note.w / 2, y: note.y + note.h / 2 }, note);
			const comment = { ...claim, id: createCommentId(), thread: createThreadId(), pin };
			ada.perform((gesture) => gesture.comment(writing(comment)));
		}
		ada.perform((gesture) => gesture.remove(back.id));
		restoreTo(ada, then, 'everything');
		const places = (): unknown[] =>
			[...readThreads(ada.board.comments).values()].map((thread) => [
				ada.board.shapes.has(thread.pin.on!.shape),
				placeOf(thread, (id) => ada.board.shapes.get(id)).x
			]);
		expect(places()).toEqual([
			[true, back.w / 2],
			[false, 600 + later.w / 2]
		]);
		ada.history.undo();
		expect(places()).toEqual([
			[false, back.w / 2],
			[true, 600 + later.w / 2]
		]);
	});

	it('is one step, which can be undone', () => {
		const ada = person('ada');
		const [first, second] = [noteAt(0, 0), noteAt(300, 0)];
		ada.perform((gesture) => gesture.make(first, 'first'));
		const then = versionOf(ada);
		ada.perform((gesture) => {
			gesture.remove(first.id);
			gesture.make(second, 'second');
		});
		const before = shown(ada.board);
		restoreTo(ada, then, 'everything');
		ada.history.undo();
		expect(shown(ada.board)).toEqual(before);
		ada.history.redo();
		expect(shown(ada.board)).toEqual(shown(then));
	});

	it('can leave alone all that is there now', () => {
		const ada = person('ada');
		const [moved, gone, later] = [noteAt(0, 0), noteAt(300, 0), noteAt(600, 0)];
		ada.perform((gesture) => [moved, gone].forEach((note) => gesture.make(note, 'words')));
		const then = versionOf(ada);
		ada.perform((gesture) => {
			gesture.replace({ ...moved, x: 40 });
			gesture.remove(gone.id);
			gesture.make(later, 'new');
		});
		expect(restoreTo(ada, then, 'missing')).toEqual({ broughtBack: 1, changed: 0, removed: 0 });
		expect(ada.board.shapes.get(moved.id)?.x).toBe(40);
		expect(ada.board.textOf(gone.id)).toBe('words');
		expect(ada.board.shapes.has(later.id)).toBe(true);
	});

	it('writes nothing where nothing has changed', () => {
		const ada = person('ada');
		ada.perform((gesture) => gesture.make(noteAt(0, 0), 'words'));
		const before = Y.encodeStateVector(ada.board.doc);
		restoreTo(ada, versionOf(ada), 'everything');
		expect(Y.encodeStateVector(ada.board.doc)).toEqual(before);
	});

	it('keeps what somebody else makes at the same moment', () => {
		const [ada, ben] = [person('ada'), person('ben')];
		const first = noteAt(0, 0);
		ada.perform((gesture) => gesture.make(first, 'first'));
		const then = versionOf(ada);
		ada.perform((gesture) => gesture.replace({ ...first, x: 200 }));
		exchange(ada, ben);
		const his = noteAt(900, 0);
		ben.perform((gesture) => gesture.make(his, 'his'));
		restoreTo(ada, then, 'everything');
		exchange(ada, ben);
		for (const { board } of [ada, ben]) {
			expect(board.shapes.get(first.id)?.x).toBe(0);
			expect(board.textOf(his.id)).toBe('his');
		}
	});

	it('reaches any version from any other', () => {
		const random = createRandom();
		const ada = person('ada');
		const versions = [versionOf(ada)];
		for (let round = 0; round < 40; round++) {
			const ids = [...ada.board.shapes.keys()];
			ada.perform((gesture) => {
				gesture.make(noteAt(random.below(900), random.below(900)), `note ${round}`);
				if (ids.length > 3) gesture.remove(random.pick(ids));
				const other = gesture.shape(ids.length > 0 ? random.pick(ids) : noteAt(0, 0).id);
				if (other !== null) gesture.replace({ ...other, x: random.below(900) });
			});
			const [typed] = [...ada.board.shapes.keys()];
			ada.type(typed!, 0, 0, `${round} `);
			versions.push(versionOf(ada));
			const then = random.pick(versions);
			restoreTo(ada, then, 'everything');
			expect(shown(ada.board), random.seedText).toEqual(shown(then));
		}
	});
});
