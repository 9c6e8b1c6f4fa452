import { untrack } from 'svelte';
import type { Camera } from './camera.ts';
import type { Editor } from './editor.svelte.ts';

/** Keeps two boards at the same place and size, whichever of them somebody moves. Returns the function that ends it. */
export function linkCameras(first: Editor, second: Editor): () => void {
	return $effect.root(() => {
		follow(first, second);
		follow(second, first);
	});
}

function follow(leading: Editor, following: Editor): void {
	$effect(() => {
		const camera = centred(leading, following);
		untrack(() => {
			if (!isNear(camera, following.camera)) following.look(camera);
		});
	});
}

/** A camera for `following` whose middle is that of `leading`. */
function centred(leading: Editor, following: Editor): Camera {
	const { x, y, zoom } = leading.camera;
	return {
		x: x + (leading.viewport.w - following.viewport.w) / 2 / zoom,
		y: y + (leading.viewport.h - following.viewport.h) / 2 / zoom,
		zoom
	};
}

/** The two must not nudge each other for ever by what is lost in rounding. */
function isNear(a: Camera, b: Camera): boolean {
	const most = 0.01 / a.zoom;
	return Math.abs(a.zoom / b.zoom - 1) < 1e-6 && Math.abs(a.x - b.x) < most && Math.abs(a.y - b.y) < most;
}
