import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { keyBetween } from '../order.ts';
import { Board } from './board.ts';
import { createShapeId } from './ids.ts';
import { encodeInk } from './ink.ts';
import { seedWhiteboard } from './seed.ts';
import { DEFAULT_STYLE } from './style.ts';
import { exchange, noteAt, person } from './test-boards.ts';

describe('a board', () => {
	it('reads back what was made, in another client', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		const note = noteAt(10, 20, 'ada');
		ada.perform((gesture) => gesture.make(note, 'Hello'));
		exchange(ada, bo);
		expect(bo.board.shapes.get(note.id)).toEqual(note);
		expect(bo.board.textOf(note.id)).toBe('Hello');
	});

	it('keeps both a move and a recolouring made at once', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		const note = noteAt(0, 0);
		ada.perform((gesture) => gesture.make(note));
		exchange(ada, bo);
		ada.perform((gesture) => gesture.replace({ ...note, x: 500 }));
		bo.perform((gesture) => gesture.replace({ ...note, style: { ...note.style, color: 'plum' } }));
		exchange(ada, bo);
		for (const { board } of [ada, bo]) {
			expect(board.shapes.get(note.id)?.x).toBe(500);
			expect(board.shapes.get(note.id)?.style.color).toBe('plum');
		}
	});

	it('keeps both typings into one note at once', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		const note = noteAt(0, 0);
		ada.perform((gesture) => gesture.make(note));
		exchange(ada, bo);
		ada.perform((gesture) => gesture.type(note.id, { at: 0, removed: 0, inserted: 'left ' }));
		bo.perform((gesture) => gesture.type(note.id, { at: 0, removed: 0, inserted: 'right ' }));
		exchange(ada, bo);
		expect(ada.board.textOf(note.id)).toBe(bo.board.textOf(note.id));
		expect(ada.board.textOf(note.id)).toHaveLength('left right '.length);
	});

	it('tells once for each transaction what changed', () => {
		const { board, perform } = person('ada');
		const seen: string[][] = [];
		board.observe((change) => seen.push([...change.shapes, ...change.texts]));
		const [one, two] = [noteAt(0, 0), noteAt(9, 9)];
		perform((gesture) => {
			gesture.make(one);
			gesture.make(two);
		});
		expect(seen).toEqual([[one.id, two.id, one.id, two.id]]);
	});

	it('skips whatever hostile peers write, and never throws', () => {
		const doc = new Y.Doc();
		const order = keyBetween(null, null);
		const good = { t: 'rectangle', x: 0, y: 0, w: 10, h: 10, o: order };
		const entries: unknown[] = [
			{ k: 'fine', v: good },
			{ k: 'type', v: { ...good, t: 'constructor' } },
			{ k: 'nan', v: { ...good, x: Number.NaN } },
			{ k: 'far', v: { ...good, x: 1e300 } },
			{ k: 'negative', v: { ...good, w: -1 } },
			{ k: 'order', v: { ...good, o: 'zzz' } },
			{ k: 'order-type', v: { ...good, o: 7 } },
			{ k: 'ink', v: { ...good, t: 'pen', i: 'no bytes' } },
			{ k: 'ends', v: { ...good, t: 'arrow', e: [0, 'x', 1, 1] } },
			{ k: 'null', v: null },
			{ k: '__proto__', v: good },
			{ k: 'x'.repeat(1000), v: good },
			{ k: 17, v: good }
		];
		doc.getArray('geometry').push(entries);
		doc.getArray('style').push([{ k: 'fine', v: { c: 'url(javascript:0)', w: -5, s: 'huge' } }]);
		doc.getMap('text').set('fine', 'not a text');
		doc.getMap('text').set('order', new Y.Map());
		doc
			.getArray('live')
			.push(['x', { id: 'y' }, new Y.Array(), Y.Array.from([{ id: 'ok', c: 1 }, 'no', 'number', 'here'])]);
		const board = new Board(doc);
		doc.getArray('geometry').push(entries);
		doc.getArray('live').push([Y.Array.from([{ id: '../..', c: 1 }])]);
		expect([...board.shapes.keys()]).toEqual(['fine', '__proto__']);
		expect(board.shapes.get('fine' as never)?.style).toEqual({ ...DEFAULT_STYLE, width: 1 });
		expect(board.textOf('fine' as never)).toBe('');
		expect(board.ink.strokes.map((stroke) => stroke.points)).toEqual([[]]);
	});

	it('does not claim to understand the layout of a later version', () => {
		const doc = new Y.Doc();
		seedWhiteboard(doc);
		const board = new Board(doc);
		expect(board.understood).toBe(true);
		doc.getMap('meta').set('schema', 2);
		expect(board.understood).toBe(false);
	});

	it('stays small after a year of moving things about', () => {
		const { board, perform } = person('ada');
		const notes = Array.from({ length: 500 }, (_, at) => noteAt(at * 10, 0, 'ada'));
		perform((gesture) => notes.forEach((note) => gesture.make(note)));
		const before = Y.encodeStateAsUpdate(board.doc).length;
		for (let round = 0; round < 20; round++)
			perform((gesture) => notes.forEach((note) => gesture.replace({ ...note, y: round * 3 })));
		expect(Y.encodeStateAsUpdate(board.doc).length).toBeLessThan(before * 1.2);
	});
});

describe('ink in progress', () => {
	const style = { ...DEFAULT_STYLE, color: 'sky' } as const;
	const points = Array.from({ length: 600 }, (_, at) => ({
		x: at * 3,
		y: 40 * Math.sin(at / 20),
		pressure: 0.5 + 0.4 * Math.sin(at / 50)
	}));

	it('sends a 600-point stroke in some 7 kB, and shows it to others as it grows', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		let sent = 0;
		ada.board.doc.on('update', (update: Uint8Array) => {
			sent += update.length;
			Y.applyUpdate(bo.board.doc, update);
		});
		const id = createShapeId();
		ada.board.doc.transact(() => ada.board.ink.begin({ id, type: 'pen', author: 'ada', style }), 'test');
		for (let at = 0; at < points.length; at += 4) {
			ada.board.doc.transact(() => ada.board.ink.push(id, points.slice(at, at + 4)), 'test');
			expect(bo.board.ink.strokes[0]?.points).toHaveLength(at + 4);
		}
		expect(sent).toBeLessThan(8_000);
		expect(bo.board.ink.strokes[0]).toMatchObject({
			id,
			author: 'ada',
			style,
			client: ada.board.doc.clientID
		});
		const last = bo.board.ink.strokes[0]!.points.at(-1)!;
		expect(last.x).toBeCloseTo(points.at(-1)!.x, 0);
		expect(last.y).toBeCloseTo(points.at(-1)!.y, 0);
	});

	it('survives its tab, and is gone when it was committed', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		const id = createShapeId();
		ada.board.doc.transact(() => ada.board.ink.begin({ id, type: 'pen', author: 'ada', style }), 'test');
		ada.board.doc.transact(() => ada.board.ink.push(id, points), 'test');
		exchange(ada, bo);
		const late = new Board(bo.board.doc);
		expect(late.ink.strokes[0]?.points).toHaveLength(600);
		bo.board.doc.transact(() => bo.board.ink.end(id), 'test');
		exchange(ada, bo);
		expect(ada.board.ink.strokes).toEqual([]);
		expect(late.ink.strokes).toEqual([]);
	});

	it('packs a stroke of 600 points into less than 2.5 kB', () => {
		expect(encodeInk(points).length).toBeLessThan(2_500);
	});
});

describe('two boards of one document', () => {
	it('stop following when destroyed', () => {
		const { board, perform } = person('ada');
		const second = new Board(board.doc);
		second.destroy();
		perform((gesture) => gesture.make(noteAt(0, 0)));
		expect(second.shapes.size).toBe(0);
		expect(board.shapes.size).toBe(1);
	});
});
