import type { Point } from '#model/whiteboard/geometry.ts';
import type { Editor } from '../editor.svelte.ts';

/** A wheel's step of zoom; a trackpad's pinch comes as many small ones. */
const ZOOM_PER_PIXEL = 0.01;
const MOST_ZOOM_PER_EVENT = 0.25;
const LINE_PX = 20;

/** A wheel or a trackpad moves the paper; with Ctrl, or by a pinch, it zooms at `at`. */
export function onWheel(event: WheelEvent, editor: Editor, at: Point): void {
	event.preventDefault();
	const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
	let [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
	if (event.ctrlKey || event.metaKey) {
		const by = Math.max(-MOST_ZOOM_PER_EVENT, Math.min(MOST_ZOOM_PER_EVENT, -dy * ZOOM_PER_PIXEL));
		editor.zoomTo(editor.camera.zoom * Math.exp(by), at);
		return;
	}
	if (event.shiftKey && dx === 0) [dx, dy] = [dy, 0];
	editor.pan(-dx, -dy);
}
