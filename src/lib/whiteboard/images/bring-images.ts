import { toast } from '$lib/ui/toast.svelte.ts';
import { t as ui } from '$lib/messages/ui.ts';
import type { Point } from '#model/whiteboard/geometry.ts';
import type { Editor } from '../editor.svelte.ts';

/** Puts images on the board around a point, with what that takes fetched now. Says so where it cannot be had. */
export function bringImages(editor: Editor, files: readonly Blob[], at: Point): void {
	import('./add-images.ts')
		.then(({ addImages }) => addImages(editor, files, at))
		.catch(() => toast.show({ text: ui.notLoaded, kind: 'problem' }));
}
