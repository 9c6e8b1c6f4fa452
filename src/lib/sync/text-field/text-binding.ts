import type * as Y from 'yjs';
import { mapOffset, spliceBetween, type Splice } from '#model/yjs/rewrite-text.ts';
import { Divergence } from './divergence.ts';

interface Binding {
	/** Writes into the text, at once, under an origin of the caller's. */
	readonly write: (splice: Splice) => void;
	/** Called after every change, so that the field can take its new size. */
	readonly onChange?: () => void;
}

/**
 * Keeps a text field and a Y.Text the same, in both directions: what is typed goes out as the smallest change, what others
 * type comes in around the caret. While an input method composes, the field is left alone and catches up afterwards.
 */
export class TextBinding {
	readonly #field: HTMLTextAreaElement;
	readonly #text: Y.Text;
	readonly #write: (splice: Splice) => void;
	readonly #onChange: () => void;
	readonly #stop = new AbortController();
	#shown: string;
	#writing = false;
	/** Set while composing, once field and document differ. */
	#apart: Divergence | null = null;
	#composing = false;

	constructor(field: HTMLTextAreaElement, text: Y.Text, { write, onChange }: Binding) {
		this.#field = field;
		this.#text = text;
		this.#write = write;
		this.#onChange = onChange ?? ((): void => undefined);
		this.#shown = text.toJSON();
		field.value = this.#shown;
		text.observe(this.#onText);
		const { signal } = this.#stop;
		field.addEventListener('input', () => this.#onInput(), { signal });
		field.addEventListener('compositionstart', () => (this.#composing = true), { signal });
		field.addEventListener('compositionend', () => this.#onComposed(), { signal });
	}

	/** What stands in the field counts, also where it is taken away in the middle of a composition. */
	destroy(): void {
		this.#onInput();
		this.#text.unobserve(this.#onText);
		this.#stop.abort();
	}

	#onInput(): void {
		const { value, selectionEnd } = this.#field;
		const splice = spliceBetween(this.#shown, value, selectionEnd);
		this.#shown = value;
		if (splice === null) return;
		this.#writing = true;
		for (const each of this.#apart?.viewChanged(splice) ?? [splice]) this.#write(each);
		this.#writing = false;
		if (!this.#composing) this.#agree();
		this.#onChange();
	}

	#onComposed(): void {
		this.#composing = false;
		this.#onInput();
		const apart = this.#apart;
		this.#apart = null;
		if (apart === null) this.#agree();
		else this.#show((offset) => apart.toDoc(offset));
	}

	readonly #onText = ({ delta }: Y.YTextEvent): void => {
		if (this.#writing) return;
		if (this.#composing) {
			this.#apart ??= new Divergence(this.#shown.length);
			this.#apart.docChanged(delta);
		} else this.#show((offset) => mapOffset(delta, offset));
	};

	/** Half a character cannot be kept: Yjs writes another in its place. */
	#agree(): void {
		if (this.#text.toJSON() !== this.#shown) this.#show((offset) => offset);
	}

	#show(map: (offset: number) => number): void {
		const { selectionStart, selectionEnd, selectionDirection } = this.#field;
		this.#shown = this.#text.toJSON();
		this.#field.value = this.#shown;
		this.#field.setSelectionRange(map(selectionStart), map(selectionEnd), selectionDirection);
		this.#onChange();
	}
}
