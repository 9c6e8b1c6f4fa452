import type * as Y from 'yjs';
import { mapOffset, spliceBetween } from '#model/yjs/rewrite-text.ts';
import { Divergence } from './divergence.ts';

/** Writes into the text, as a step of the history. */
export type WriteText = (at: number, removed: number, inserted: string) => void;

/**
 * Keeps a text field and a Y.Text the same, in both directions: what is typed goes out as the smallest change, what others
 * type comes in around the caret. While an input method composes, the field is left alone and catches up afterwards.
 */
export class TextBinding {
	readonly #field: HTMLTextAreaElement;
	readonly #text: Y.Text;
	readonly #write: WriteText;
	readonly #changed: () => void;
	readonly #stop = new AbortController();
	#shown: string;
	#writing = false;
	/** Set while composing, once field and document differ. */
	#apart: Divergence | null = null;
	#composing = false;

	/** `changed` is called after every change, so that the field can take its new size. */
	constructor(field: HTMLTextAreaElement, text: Y.Text, write: WriteText, changed: () => void) {
		this.#field = field;
		this.#text = text;
		this.#write = write;
		this.#changed = changed;
		this.#shown = text.toString();
		field.value = this.#shown;
		text.observe(this.#onText);
		const { signal } = this.#stop;
		field.addEventListener('input', () => this.#onInput(), { signal });
		field.addEventListener('compositionstart', () => (this.#composing = true), { signal });
		field.addEventListener('compositionend', () => this.#onComposed(), { signal });
	}

	destroy(): void {
		this.#onInput();
		this.#text.unobserve(this.#onText);
		this.#stop.abort();
	}

	#onInput(): void {
		const value = this.#field.value;
		const splice = spliceBetween(this.#shown, value, this.#field.selectionEnd);
		this.#shown = value;
		if (splice === null) return;
		const { at, removed, inserted } = splice;
		this.#writing = true;
		if (this.#apart === null) this.#write(at, removed, inserted);
		else {
			const change = this.#apart.viewChanged(at, removed, inserted.length);
			for (const index of change.removals) this.#write(index, 1, '');
			if (inserted !== '') this.#write(change.at, 0, inserted);
		}
		this.#writing = false;
		this.#changed();
	}

	#onComposed(): void {
		this.#composing = false;
		this.#onInput();
		const { selectionStart, selectionEnd } = this.#field;
		const apart = this.#apart;
		this.#apart = null;
		if (apart !== null) this.#show(apart.toDoc(selectionStart), apart.toDoc(selectionEnd));
	}

	readonly #onText = (event: Y.YTextEvent): void => {
		if (this.#writing) return;
		if (this.#composing) {
			this.#apart ??= new Divergence(this.#shown.length);
			this.#apart.docChanged(event.delta);
			return;
		}
		const { selectionStart, selectionEnd } = this.#field;
		this.#show(mapOffset(event.delta, selectionStart), mapOffset(event.delta, selectionEnd));
	};

	#show(start: number, end: number): void {
		this.#shown = this.#text.toString();
		this.#field.value = this.#shown;
		this.#field.setSelectionRange(start, end);
		this.#changed();
	}
}
