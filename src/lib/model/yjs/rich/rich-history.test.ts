import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { RichHistory } from './rich-history.ts';

/** One person at one document with a text `t`; `act` is one transaction of theirs. */
function open(client: number) {
	const doc = new Y.Doc();
	doc.clientID = client;
	const text = doc.getText('t');
	const clock = { now: 0 };
	const history = new RichHistory({ text, origin: 'me', now: () => clock.now });
	const act = (change: (text: Y.Text) => void): void => {
		clock.now += 1_000;
		doc.transact(() => change(text), 'me');
	};
	return { doc, text, clock, history, act };
}

type Desk = ReturnType<typeof open>;

function meet(...desks: readonly Desk[]): void {
	for (const from of desks)
		for (const to of desks)
			if (from !== to) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)));
}

function pair(start: string): [Desk, Desk] {
	const [me, other] = [open(1), open(2)];
	other.doc.transact(() => other.text.insert(0, start), 'the start');
	meet(me, other);
	return [me, other];
}

const plain = ({ text }: Desk): string => text.toJSON();

describe('undo and redo of words', () => {
	it('brings erased words back around what others wrote between them, and takes them again', () => {
		const [me, other] = pair('one two three');
		me.act((text) => text.delete(4, 4));
		other.act((text) => text.insert(6, '!?'));
		meet(me, other);
		expect(plain(me)).toBe('one !?three');
		me.history.undo();
		meet(me, other);
		expect([plain(me), plain(other)]).toEqual(['one tw!?o three', 'one tw!?o three']);
		me.history.redo();
		meet(me, other);
		expect(plain(other)).toBe('one !?three');
	});

	it('goes over a step of which nothing is left', () => {
		const [me, other] = pair('');
		me.act((text) => text.insert(0, 'a'));
		me.act((text) => text.insert(1, 'b'));
		meet(me, other);
		other.act((text) => text.delete(1, 1));
		meet(me, other);
		expect([me.history.undo(), plain(me), me.history.canUndo]).toEqual([true, '', false]);
		expect(me.history.undo()).toBe(false);
	});

	it('knows words that came back by the names that they have now, however often', () => {
		const [me, other] = pair('start ');
		me.act((text) => text.insert(6, 'abc'));
		me.act((text) => text.delete(7, 1));
		for (let time = 0; time < 3; time++) {
			const back = [0, 0].map(() => (me.history.undo(), plain(me)));
			expect(back).toEqual(['start abc', 'start ']);
			const forth = [0, 0].map(() => (me.history.redo(), plain(me)));
			expect(forth).toEqual(['start abc', 'start ac']);
		}
		meet(me, other);
		expect(plain(other)).toBe('start ac');
	});

	it('makes one step of what is typed and erased without a pause, and none of what came and went', () => {
		const [me] = pair('');
		const strike = (change: (text: Y.Text) => void): void => {
			me.act(change);
			me.clock.now -= 900;
		};
		strike((text) => text.insert(0, 'a'));
		strike((text) => text.insert(1, 'x'));
		strike((text) => text.delete(1, 1));
		strike((text) => text.insert(1, 'b'));
		me.clock.now += 5_000;
		strike((text) => text.insert(2, 'c'));
		strike((text) => text.delete(2, 1));
		me.history.undo();
		expect([plain(me), me.history.canUndo]).toEqual(['', false]);
		me.history.redo();
		expect(plain(me)).toBe('ab');
	});
});

describe('undo of marks', () => {
	it('returns marks that are still mine, and leaves those that somebody has changed since', () => {
		const [me, other] = pair('one two');
		me.act((text) => text.format(0, 7, { color: 'red' }));
		meet(me, other);
		other.act((text) => text.format(4, 3, { color: 'blue' }));
		meet(me, other);
		me.history.undo();
		meet(me, other);
		expect(other.text.toDelta()).toEqual([
			{ insert: 'one ' },
			{ insert: 'two', attributes: { color: 'blue' } }
		]);
	});

	it('brings words back with the marks that they had', () => {
		const [me, other] = pair('one two');
		other.act((text) => text.format(0, 3, { bold: {} }));
		meet(me, other);
		me.act((text) => text.delete(0, 7));
		me.history.undo();
		expect(me.text.toDelta()).toEqual([{ insert: 'one', attributes: { bold: {} } }, { insert: ' two' }]);
	});

	it('takes a mark off words that this person brought back after it', () => {
		const [me] = pair('one');
		me.act((text) => text.format(0, 3, { bold: {} }));
		me.act((text) => text.delete(0, 3));
		me.history.undo();
		me.history.undo();
		expect(me.text.toDelta()).toEqual([{ insert: 'one' }]);
	});
});

describe('undo of what is embedded', () => {
	const embed = (entries: readonly (readonly [string, unknown])[]): Y.Map<unknown> =>
		new Y.Map(entries.map(([key, value]): [string, unknown] => [key, value]));

	it('returns a setting that is still mine, and leaves one that is not', () => {
		const [me, other] = pair('');
		me.act((text) => text.insertEmbed(0, embed([['kind', 'paragraph']])));
		const block = (desk: Desk): Y.Map<unknown> =>
			(desk.text.toDelta() as { insert: Y.Map<unknown> }[])[0]!.insert;
		me.act(() => block(me).set('kind', 'heading'));
		me.act(() => block(me).set('level', 2));
		meet(me, other);
		other.act(() => block(other).set('kind', 'quote'));
		meet(me, other);
		me.history.undo();
		expect(block(me).toJSON()).toEqual({ kind: 'quote' });
		me.history.undo();
		expect(block(me).toJSON(), 'somebody has set it since').toEqual({ kind: 'quote' });
		me.history.undo();
		expect(me.text.toDelta()).toEqual([]);
	});

	it('brings an embedded map back as it was, with all that is in it', () => {
		const [me] = pair('');
		const inner = new Y.Text();
		inner.applyDelta([{ insert: 'in ' }, { insert: 'it', attributes: { bold: {} } }]);
		const list = Y.Array.from([1, 2, 'three']);
		me.act((text) =>
			text.insertEmbed(
				0,
				embed([
					['text', inner],
					['list', list],
					['rows', 3]
				])
			)
		);
		const there = (): Y.Map<unknown> => (me.text.toDelta() as { insert: Y.Map<unknown> }[])[0]!.insert;
		me.act(() => {
			there().set('rows', 4);
			(there().get('text') as Y.Text).insert(5, '!');
		});
		me.act((text) => {
			there().set('rows', 5);
			text.delete(0, 1);
		});
		me.history.undo();
		expect(there().toJSON()).toEqual({ text: 'in it!', list: [1, 2, 'three'], rows: 4 });
		expect((there().get('text') as Y.Text).toDelta()).toEqual([
			{ insert: 'in ' },
			{ insert: 'it!', attributes: { bold: {} } }
		]);
	});

	it('takes back what was typed in an embedded text', () => {
		const [me, other] = pair('');
		me.act((text) => text.insertEmbed(0, embed([['text', new Y.Text('a')]])));
		const inner = (desk: Desk): Y.Text =>
			(desk.text.toDelta() as { insert: Y.Map<unknown> }[])[0]!.insert.get('text') as Y.Text;
		me.act(() => inner(me).insert(1, ' cell'));
		meet(me, other);
		other.act(() => inner(other).insert(3, 'XX'));
		meet(me, other);
		me.history.undo();
		expect(inner(me).toJSON()).toBe('aXX');
	});
});
