import type { Editor } from '../../editor.svelte.ts';
import type { ImageBytes } from './images.ts';

/** What the board's images are, from this device or from the server. */
export function imageBytesOf(editor: Editor): ImageBytes {
	return async (hash) => (await editor.images.load()).bytes(hash);
}
