import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { TextKey } from './board.ts';
import { openText, putBack } from './gesture.ts';
import { cellKeysOf, withoutTrack } from './shapes/table.ts';
import { sampleShape } from './shapes/test-shapes.ts';
import { exchange, noteAt, type Person, person } from './test-boards.ts';

/** Two people whose client ids are in a known order, with an arrow that nobody has labelled yet. */
function withArrow(swapped = false) {
	const [ada, bo] = [person('ada'), person('bo')];
	[ada.board.doc.clientID, bo.board.doc.clientID] = swapped ? [2, 1] : [1, 2];
	const arrow = sampleShape('arrow');
	ada.perform((gesture) => gesture.make(arrow));
	exchange(ada, bo);
	return { ada, bo, arrow };
}

function label({ history, board, type }: Person, key: TextKey, words: string): void {
	openText(board, key);
	type(key as never, 0, 0, words);
	history.endTyping();
}

describe('a label that two people begin at once', () => {
	it.each([[false], [true]])('has the words of both (client ids swapped: %s)', (swapped) => {
		const { ada, bo, arrow } = withArrow(swapped);
		label(ada, arrow.id, 'yes');
		label(bo, arrow.id, 'no');
		exchange(ada, bo);
		expect(ada.board.textOf(arrow.id).split('\n').sort()).toEqual(['no', 'yes']);
		expect(bo.board.textOf(arrow.id)).toBe(ada.board.textOf(arrow.id));
		expect(new Set(bo.board.textOf(arrow.id))).toEqual(new Set('yes\nno'));
	});

	it('takes what each goes on typing where they began', () => {
		const { ada, bo, arrow } = withArrow();
		label(ada, arrow.id, 'yes');
		label(bo, arrow.id, 'no');
		exchange(ada, bo);
		ada.type(arrow.id, 3, 0, ', always');
		bo.type(arrow.id, 2, 0, ', never');
		exchange(ada, bo);
		expect(ada.board.textOf(arrow.id).split('\n').sort()).toEqual(['no, never', 'yes, always']);
	});

	it('is one text again when somebody opens it, which is nobody’s step to take back', () => {
		const { ada, bo, arrow } = withArrow();
		label(ada, arrow.id, 'yes');
		label(bo, arrow.id, 'no');
		exchange(ada, bo);
		const both = ada.board.textOf(arrow.id);
		openText(ada.board, arrow.id);
		exchange(ada, bo);
		expect(ada.board.words.isSplit(arrow.id)).toBe(false);
		for (const { board } of [ada, bo]) expect(new Set(board.textOf(arrow.id))).toEqual(new Set(both));
		ada.history.undo();
		expect(ada.board.textOf(arrow.id)).toContain('no');
	});

	it('keeps its arrow when the one who made it takes that back', () => {
		const { ada, bo, arrow } = withArrow();
		label(bo, arrow.id, 'no');
		exchange(ada, bo);
		expect(ada.history.undo()).toEqual({ changed: new Set(), kept: new Set([arrow.id]) });
		expect(ada.board.textOf(arrow.id)).toBe('no');
	});

	it('costs nothing where there is none, and little where there is one', () => {
		const { ada, arrow } = withArrow();
		const size = (): number => Y.encodeStateAsUpdate(ada.board.doc).length;
		const before = size();
		label(ada, arrow.id, 'yes');
		expect(size() - before).toBeLessThan(40);
	});
});

describe('the words of a shape that is deleted', () => {
	it('come back with it', () => {
		const ada = person('ada');
		const note = noteAt(0, 0);
		ada.perform((gesture) => gesture.make(note, 'keep me'));
		ada.perform((gesture) => gesture.remove(note.id));
		expect(ada.board.words.hasAny(note.id)).toBe(false);
		ada.history.undo();
		expect(ada.board.textOf(note.id)).toBe('keep me');
	});

	it('leave an empty text of some thirty bytes behind', () => {
		const ada = person('ada');
		const notes = Array.from({ length: 500 }, () => noteAt(0, 0));
		ada.perform((gesture) => notes.forEach((note) => gesture.make(note, 'words')));
		ada.perform((gesture) => notes.forEach(({ id }) => gesture.remove(id)));
		expect(Y.encodeStateAsUpdate(ada.board.doc).length / notes.length).toBeLessThan(35);
	});
});

describe('a note that is deleted while somebody writes in it offline', () => {
	/** Ada deletes what Bo writes in; those who see it put it back. */
	function withLoss(others = 0) {
		const people = [
			person('ada'),
			person('bo'),
			...Array.from({ length: others }, (_, at) => person(`c${at}`))
		];
		const [ada, bo] = people as [Person, Person];
		const note = { ...noteAt(40, 60, 'ada'), style: { ...noteAt(0, 0).style, color: 'rose' } as const };
		ada.perform((gesture) => gesture.make(note, 'Buy milk'));
		for (const other of people.slice(1)) exchange(ada, other);
		ada.perform((gesture) => gesture.replace({ ...note, locked: true }));
		for (const other of people.slice(1)) exchange(ada, other);
		return { people, ada, bo, note: { ...note, locked: true } };
	}

	it('is put back with what both had written, as it was', () => {
		const { ada, bo, note } = withLoss();
		ada.perform((gesture) => gesture.remove(note.id));
		bo.type(note.id, 8, 0, ' and eggs');
		bo.board.observeLosses((loss) => void putBack(bo.board, loss));
		exchange(ada, bo);
		exchange(ada, bo);
		for (const { board } of [ada, bo]) {
			expect(board.shapes.get(note.id)).toEqual(note);
			expect(board.textOf(note.id)).toBe('Buy milk\n and eggs');
		}
	});

	it('is there once, with all words once, when several put it back at once', () => {
		const { people, ada, bo, note } = withLoss(2);
		const [, , cy, di] = people as [Person, Person, Person, Person];
		bo.type(note.id, 8, 0, ' and eggs');
		for (const other of [cy, di]) exchange(bo, other);
		for (const one of [bo, cy, di]) one.board.observeLosses((loss) => void putBack(one.board, loss));
		ada.perform((gesture) => gesture.remove(note.id));
		for (const one of [bo, cy, di]) {
			const update = Y.encodeStateAsUpdate(ada.board.doc, Y.encodeStateVector(one.board.doc));
			Y.applyUpdate(one.board.doc, update);
		}
		for (let round = 0; round < 2; round++) for (const other of [bo, cy, di]) exchange(ada, other);
		for (const { board } of people) {
			expect(board.shapes.get(note.id)).toEqual(note);
			expect(board.textOf(note.id)).toBe('Buy milk\n and eggs');
		}
	});

	it('has its words once when the deletion is taken back, too', () => {
		const { ada, bo, note } = withLoss();
		ada.perform((gesture) => gesture.remove(note.id));
		bo.type(note.id, 8, 0, ' and eggs');
		bo.board.observeLosses((loss) => void putBack(bo.board, loss));
		exchange(ada, bo);
		exchange(ada, bo);
		ada.history.undo();
		exchange(ada, bo);
		expect(bo.board.textOf(note.id).match(/Buy milk/gu)).toHaveLength(1);
	});

	it('stays deleted where nobody wrote anything new', () => {
		const { ada, bo, note } = withLoss();
		bo.board.observeLosses(() => expect.unreachable());
		ada.perform((gesture) => gesture.remove(note.id));
		exchange(ada, bo);
		expect(bo.board.shapes.size).toBe(0);
	});
});

describe('a row that is deleted while somebody writes in it offline', () => {
	it('is put back at its place with what both had written', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		const table = sampleShape('table');
		ada.perform((gesture) => gesture.make(table, 'a\tb\nc\td\ne\tf'));
		exchange(ada, bo);
		ada.perform((gesture) => gesture.replace(withoutTrack(table, 'rows', 1)));
		bo.perform((gesture) => gesture.type(cellKeysOf(table)[3]!, { at: 1, removed: 0, inserted: '!' }));
		for (const { board } of [ada, bo]) board.observeLosses((loss) => void putBack(board, loss));
		exchange(ada, bo);
		exchange(ada, bo);
		for (const { board } of [ada, bo]) {
			expect(board.shapes.get(table.id)).toEqual(table);
			expect(board.textOf(table.id)).toBe('a\tb\nc\td\u2028!\ne\tf');
		}
	});
});
