import { chooseFiles } from '$lib/ui/choose-files.ts';
import { centreOf } from '#model/whiteboard/geometry.ts';
import type { Editor } from '../editor.svelte.ts';
import { bringImages } from './bring-images.ts';

/** Lets people choose images from their device, or take one with its camera; they come into the middle of the window. */
export function pickImages(editor: Editor): void {
	chooseFiles('image/*', (files) => bringImages(editor, [...files], centreOf(editor.visible)));
}
