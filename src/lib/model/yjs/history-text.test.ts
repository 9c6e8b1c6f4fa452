import { describe, expect, it } from 'vitest';
import { exchange, open } from './test-documents.ts';

/** What an undo is expected to return. */
const CHANGED = { changed: new Set(['a']), kept: new Set() };

describe('undo of writing', () => {
	it('takes back my letters and leaves those that others typed among them', () => {
		const [me, other] = [open(), open()];
		other.create('a', 1, 'one three');
		exchange(me, other);
		me.history.begin();
		me.type('a', 4, 'two ');
		me.erase('a', 0, 4);
		me.history.end();
		exchange(me, other);
		other.type('a', 2, 'XX');
		other.type('a', 0, 'start ');
		exchange(me, other);
		expect(me.texts.string('a')).toBe('start twXXo three');
		me.history.undo();
		exchange(me, other);
		expect(other.texts.string('a')).toBe(me.texts.string('a'));
		expect(me.texts.string('a')).toContain('one ');
		expect(me.texts.string('a')).toContain('XX');
		expect(me.texts.string('a')!.replace(/one |start |XX/g, '')).toBe('three');
		me.history.redo();
		expect(me.texts.string('a')).not.toContain('one ');
	});

	it('takes back letters that I typed, erased and brought back', () => {
		const [me, other] = [open(), open()];
		other.create('a', 1, 'start ');
		exchange(me, other);
		me.type('a', 6, 'abc');
		me.erase('a', 7, 1);
		expect([me.history.undo(), me.texts.string('a')]).toEqual([CHANGED, 'start abc']);
		expect([me.history.undo(), me.texts.string('a')]).toEqual([CHANGED, 'start ']);
		expect([me.history.redo(), me.texts.string('a')]).toEqual([CHANGED, 'start abc']);
		expect([me.history.redo(), me.texts.string('a')]).toEqual([CHANGED, 'start ac']);
		expect([me.history.undo(), me.texts.string('a')]).toEqual([CHANGED, 'start abc']);
		expect([me.history.undo(), me.texts.string('a')]).toEqual([CHANGED, 'start ']);
	});

	it('joins keystrokes in a row, and starts anew after a pause or when told so', () => {
		const me = open();
		me.create('a', 1);
		for (const [at, letter] of ['a', 'b', 'c'].entries()) {
			me.clock.now += 200;
			me.strike('a', at, letter);
		}
		me.clock.now += 5_000;
		me.strike('a', 3, 'd');
		me.history.endTyping();
		me.strike('a', 4, 'e');
		const back = [1, 2, 3].map(() => (me.history.undo(), me.texts.string('a')));
		expect(back).toEqual(['abcd', 'abc', '']);
		const forth = [1, 2, 3].map(() => (me.history.redo(), me.texts.string('a')));
		expect(forth).toEqual(['abc', 'abcd', 'abcde']);
	});

	it('takes back and gives again a word that somebody has written into', () => {
		const [me, other] = [open(), open()];
		me.create('a', 1);
		me.type('a', 0, 'hello world');
		exchange(me, other);
		other.type('a', 5, ' BIG');
		exchange(me, other);
		me.history.undo();
		expect(me.texts.string('a')).toBe(' BIG');
		me.history.redo();
		expect(me.texts.string('a')).toBe('hello BIG world');
	});

	it('brings back what I erased at its place, whatever was written around it since', () => {
		const [me, other] = [open(), open()];
		me.create('a', 1, 'one two three');
		me.erase('a', 4, 4);
		exchange(me, other);
		other.type('a', 0, '>> ');
		other.type('a', other.texts.string('a')!.length, ' <<');
		exchange(me, other);
		expect(me.texts.string('a')).toBe('>> one three <<');
		me.history.undo();
		expect(me.texts.string('a')).toBe('>> one two three <<');
	});

	it('brings back in order what was erased letter by letter, and what one transaction erased in many places', () => {
		const me = open();
		me.create('a', 1, 'one two three');
		me.history.begin();
		for (let at = 6; at >= 0; at--) me.erase('a', at, 1);
		me.history.end();
		me.act(() => {
			const text = me.texts.text('a')!;
			text.delete(0, 1);
			text.delete(1, 2);
			text.insert(2, 'ump');
			text.delete(0, 1);
		});
		expect(me.texts.string('a')).toBe('eumpe');
		expect([me.history.undo(), me.texts.string('a')]).toEqual([CHANGED, ' three']);
		expect([me.history.undo(), me.texts.string('a')]).toEqual([CHANGED, 'one two three']);
		me.history.redo();
		me.history.redo();
		expect(me.texts.string('a')).toBe('eumpe');
	});

	it('goes on behind the restoring of a deleted text, though its letters have come back as new ones', () => {
		const me = open();
		me.create('a', 1);
		me.type('a', 0, 'one ');
		me.type('a', 4, 'two');
		me.erase('a', 0, 2);
		me.remove('a');
		const words = (): string | undefined => me.texts.string('a');
		const back = [1, 2, 3, 4, 5].map(() => (me.history.undo(), words()));
		expect(back).toEqual(['e two', 'one two', 'one ', '', undefined]);
		const forth = [1, 2, 3, 4, 5].map(() => (me.history.redo(), words()));
		expect(forth).toEqual(['', 'one ', 'one two', 'e two', undefined]);
		me.history.undo();
		expect(words()).toBe('e two');
	});

	it('keeps a thing of mine into which somebody wrote while I was still making it', () => {
		const [me, other] = [open(), open()];
		me.history.begin();
		me.create('a', 1);
		me.type('a', 0, 'mine');
		exchange(me, other);
		other.type('a', 4, ' and theirs');
		exchange(me, other);
		me.type('a', 0, 'all ');
		me.history.end();
		expect(me.history.undo()).toEqual({ changed: new Set(), kept: new Set(['a']) });
		expect(me.texts.string('a')).toBe('all mine and theirs');
	});

	it('keeps a thing of mine of whose words somebody erased some', () => {
		const [me, other] = [open(), open()];
		me.create('a', 1, 'mine');
		exchange(me, other);
		other.erase('a', 0, 1);
		exchange(me, other);
		expect(me.history.undo()).toEqual({ changed: new Set(), kept: new Set(['a']) });
		expect(me.texts.string('a')).toBe('ine');
	});
});
