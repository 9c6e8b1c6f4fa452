import type { Box } from '#model/whiteboard/geometry.ts';
import { type Camera, fitting } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';
import { glided } from '../people/following.ts';

/** Longer steps than this are a tab that slept. */
const MOST_STEP_MS = 100;

/** Moves the camera there in a glide, or at once for those who want no motion. Whoever moves it meanwhile stops it. */
export function glideTo(editor: Editor, target: Camera): void {
	if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
		editor.look(target);
		return;
	}
	let left = editor.camera;
	let at = performance.now();
	const step = (now: number): void => {
		if (editor.camera !== left) return;
		const next = glided(left, target, editor.viewport, Math.min(MOST_STEP_MS, Math.max(1, now - at)));
		at = now;
		editor.look(next);
		left = editor.camera;
		if (next !== target) requestAnimationFrame(step);
	};
	requestAnimationFrame(step);
}

/** Shows all of a box, not larger than 100 %. */
export function glideToBox(editor: Editor, box: Box): void {
	glideTo(editor, fitting(box, editor.viewport));
}
