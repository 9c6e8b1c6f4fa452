import { toScreen } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';

/**
 * How much of an element the keyboard of a phone covers, in CSS pixels: browsers lay it over the page, and tell only by
 * the visual viewport. `changed` is called with every change; returns the function that stops it.
 */
export function watchTextKeyboard(element: HTMLElement, changed: (covered: number) => void): () => void {
	const viewport = window.visualViewport;
	if (viewport === null) return () => undefined;
	const measure = (): void => {
		// Zoomed in by the browser, the viewport is small for another reason.
		if (viewport.scale > 1.05) return;
		const { bottom } = element.getBoundingClientRect();
		changed(Math.max(0, Math.round(bottom - (viewport.offsetTop + viewport.height))));
	};
	viewport.addEventListener('resize', measure);
	viewport.addEventListener('scroll', measure);
	measure();
	return () => {
		viewport.removeEventListener('resize', measure);
		viewport.removeEventListener('scroll', measure);
	};
}

const MARGIN_PX = 16;

/** Moves the paper up as far as it takes to see what is being written, when so much of the bottom is covered. */
export function keepAbove(editor: Editor, covered: number): void {
	const box = editor.editing === null ? null : editor.scene.boundsOf([editor.editing]);
	if (box === null) return;
	const top = toScreen(editor.camera, box).y;
	const bottom = toScreen(editor.camera, { x: box.x, y: box.y + box.h }).y;
	const by = bottom - (editor.viewport.h - covered - MARGIN_PX);
	// Of what is too high, the beginning.
	if (by > 0) editor.pan(0, -Math.min(by, Math.max(0, top - MARGIN_PX)));
}
