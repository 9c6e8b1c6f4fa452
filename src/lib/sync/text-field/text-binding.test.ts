import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import { applySplice } from '#model/yjs/rewrite-text.ts';
import { TextBinding } from './text-binding.ts';

/** What the binding needs of a textarea, and somebody who types into it. */
class FakeArea extends EventTarget {
	value = '';
	selectionStart = 0;
	selectionEnd = 0;
	selectionDirection: 'forward' | 'backward' | 'none' = 'none';

	setSelectionRange(start: number, end: number): void {
		this.selectionStart = start;
		this.selectionEnd = end;
	}

	type(at: number, words: string, removed = 0): void {
		this.value = this.value.slice(0, at) + words + this.value.slice(at + removed);
		this.setSelectionRange(at + words.length, at + words.length);
		this.dispatchEvent(new Event('input'));
	}
}

function open(content: string) {
	const doc = new Y.Doc();
	const text = doc.getText('t');
	text.insert(0, content);
	const area = new FakeArea();
	const binding = new TextBinding(area as unknown as HTMLTextAreaElement, text, {
		write: (splice) => doc.transact(() => applySplice(text, splice), 'me')
	});
	return { doc, text, area, unbind: () => binding.destroy(), content: () => text.toJSON() };
}

describe('a textarea bound to a text', () => {
	it('writes what is typed by small changes, under its origin', () => {
		const { area, content, doc } = open('one three');
		const seen: unknown[] = [];
		doc.on('update', (update: Uint8Array, origin: unknown) => seen.push([update.length < 40, origin]));
		area.type(4, 'two ');
		expect(content()).toBe('one two three');
		expect(seen).toEqual([[true, 'me']]);
	});

	it('shows what others type and keeps the caret at its letter', () => {
		const { area, text } = open('hello');
		area.setSelectionRange(3, 3);
		text.insert(0, 'oh, ');
		expect([area.value, area.selectionStart]).toEqual(['oh, hello', 7]);
		text.insert(9, '!');
		expect([area.value, area.selectionStart]).toEqual(['oh, hello!', 7]);
		text.delete(5, 4);
		expect([area.value, area.selectionStart]).toEqual(['oh, h!', 5]);
	});

	it('leaves the field alone while an input method composes, and loses nothing of either side', () => {
		const { area, text, content } = open('日 end');
		area.dispatchEvent(new Event('compositionstart'));
		area.type(1, 'ほ');
		text.insert(0, 'start ');
		area.type(1, 'ほん', 1);
		text.insert(12, '!');
		expect(area.value).toBe('日ほん end');
		area.type(1, '本', 2);
		area.dispatchEvent(new Event('compositionend'));
		expect(content()).toBe('start 日本 en!d');
		expect(area.value).toBe(content());
		area.type(area.value.length, '.');
		expect(content()).toBe('start 日本 en!d.');
	});

	it('keeps the letters in composition when it is taken away', () => {
		const { area, unbind, content, text } = open('');
		area.dispatchEvent(new Event('compositionstart'));
		area.type(0, 'ほん');
		unbind();
		expect(content()).toBe('ほん');
		text.insert(0, 'later ');
		expect(area.value).toBe('ほん');
	});

	it('agrees with the text whatever both sides do', () => {
		const { below: random, seedText } = createRandom();
		const { area, text, content } = open('😀 start');
		let composing = false;
		for (let step = 0; step < 2_000; step++) {
			const chance = random(10);
			if (chance < 4) {
				const at = random(area.value.length + 1);
				area.type(at, ['a', 'bc', '😁', ''][random(4)]!, random(Math.min(3, area.value.length - at + 1)));
			} else if (chance < 7) text.insert(random(text.length + 1), 'R');
			else if (chance < 8 && text.length > 3) text.delete(random(text.length - 2), 2);
			else {
				composing = !composing;
				area.dispatchEvent(new Event(composing ? 'compositionstart' : 'compositionend'));
			}
			if (!composing) expect(area.value, `${seedText}, step ${step}`).toBe(content());
		}
	});
});
