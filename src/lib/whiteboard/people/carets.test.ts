import { describe, expect, it } from 'vitest';
import { exchange, noteAt, person } from '#model/whiteboard/test-boards.ts';
import { layoutText } from '../render/text-layout.ts';
import { lineStarts } from './carets.ts';
import { hearCaret, sayCaret } from './spoken-caret.ts';

const wired = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('where others write', () => {
	it('stays at its letter while somebody types before it', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		const note = noteAt(0, 0);
		ada.perform((gesture) => gesture.make(note, 'Hello world'));
		exchange(ada, bo);
		const said = wired(sayCaret({ shape: note.id, key: note.id, from: 6, to: 11 }, ada.board));
		bo.type(note.id, 0, 0, 'Oh! ');
		expect(hearCaret(said, bo.board)).toEqual({ shape: note.id, key: note.id, from: 10, to: 15 });
	});

	it('is nowhere when nonsense is said, or the text is gone', () => {
		const ada = person('ada');
		const note = noteAt(0, 0);
		ada.perform((gesture) => gesture.make(note, 'Hello'));
		const said = sayCaret({ shape: note.id, key: note.id, from: 0, to: 5 }, ada.board)!;
		for (const odd of [null, 7, {}, { ...said, a: 'x' }, { ...said, h: { item: { client: {}, clock: [] } } }])
			expect(hearCaret(odd, ada.board)).toBeNull();
		ada.perform((gesture) => gesture.remove(note.id));
		expect(hearCaret(said, ada.board)).toBeNull();
	});

	it('knows which line a letter is in', () => {
		const text = 'one two three\n\nfour four';
		const measure = (piece: string) => piece.length * 100;
		const { lines } = layoutText(text, { width: 80, height: 999, fontSize: 10 }, measure);
		const starts = lineStarts(text, lines);
		for (const [at, line] of lines.entries())
			expect(text.slice(starts[at], starts[at]! + line.text.length)).toBe(line.text);
		expect(starts).toEqual([...starts].sort((a, b) => a - b));
		expect(starts[lines.findIndex(({ text: words }) => words === '')]).toBe(14);
	});
});
