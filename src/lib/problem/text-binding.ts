import type * as Y from 'yjs';
import { applySplice, mapOffset, spliceBetween } from '#model/yjs/rewrite-text.ts';

/**
 * Makes a textarea show a Y.Text and write into it by the smallest splices, so that several people can type at once.
 * While an input method composes, the field is left alone: what others write meanwhile is merged when the composition ends.
 * Returns the function that unbinds them.
 */
export function bindTextarea(
	area: HTMLTextAreaElement,
	text: Y.Text,
	options: { readonly origin: unknown }
): () => void {
	/** What the field and the text both had when they last agreed. */
	let agreed = text.toJSON();
	let composing = false;
	let writing = false;
	/** What others wrote during the composition. */
	let held: Y.YTextEvent['delta'][] = [];

	const show = (deltas: readonly Y.YTextEvent['delta'][]): void => {
		const { selectionStart, selectionEnd, selectionDirection } = area;
		agreed = text.toJSON();
		area.value = agreed;
		const map = (offset: number): number => deltas.reduce((now, delta) => mapOffset(delta, now), offset);
		area.setSelectionRange(map(selectionStart), map(selectionEnd), selectionDirection);
	};
	const write = (): void => {
		const splice = spliceBetween(agreed, area.value, area.selectionStart);
		agreed = area.value;
		if (splice === null) return;
		const at = held.reduce((offset, delta) => mapOffset(delta, offset), splice.at);
		const end = held.reduce((offset, delta) => mapOffset(delta, offset), splice.at + splice.removed);
		writing = true;
		text.doc?.transact(() => applySplice(text, { ...splice, at, removed: end - at }), options.origin);
		writing = false;
		// Half a character cannot be kept: Yjs writes another in its place.
		if (held.length === 0 && text.toJSON() !== agreed) show([]);
	};
	const onInput = (): void => {
		if (!composing) write();
	};
	const onCompositionStart = (): void => void (composing = true);
	const onCompositionEnd = (): void => {
		composing = false;
		write();
		const waiting = held;
		held = [];
		if (waiting.length > 0) show(waiting);
	};
	const onText = (event: Y.YTextEvent): void => {
		if (writing) return;
		if (composing) held.push(event.delta);
		else show([event.delta]);
	};

	area.value = agreed;
	area.addEventListener('input', onInput);
	area.addEventListener('compositionstart', onCompositionStart);
	area.addEventListener('compositionend', onCompositionEnd);
	text.observe(onText);
	return () => {
		// Taken away in the middle of a composition (its card was moved): what stands in the field counts.
		if (composing) onCompositionEnd();
		area.removeEventListener('input', onInput);
		area.removeEventListener('compositionstart', onCompositionStart);
		area.removeEventListener('compositionend', onCompositionEnd);
		text.unobserve(onText);
	};
}
