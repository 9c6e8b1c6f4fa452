import TextCursorInput from '@lucide/svelte/icons/text-cursor-input';
import { centreOf } from '#model/whiteboard/geometry.ts';
import { kindOf } from '#model/whiteboard/shapes/registry.ts';
import { t } from '$lib/messages/whiteboard.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Command } from './command.ts';

/** Opens the selected shape's text; with a tool in hand, puts its shape in the middle of the screen. */
export const enter: Command = {
	id: 'enter',
	group: 'edit',
	label: () => t.editOrPlace,
	shortcuts: ['Enter'],
	writes: true,
	icon: TextCursorInput,
	blocked: (editor) => (canWrite(editor) || canPlace(editor) ? null : t.needsTextOrTool),
	run(editor) {
		const [only] = editor.selectedShapes;
		if (canWrite(editor)) editor.edit(only!.id);
		else if (canPlace(editor)) editor.tools[editor.tool].place!(centreOf(editor.visible));
	}
};

function canWrite(editor: Editor): boolean {
	const [only, ...others] = editor.selectedShapes;
	return only !== undefined && others.length === 0 && !only.locked && kindOf(only.type).hasText;
}

function canPlace(editor: Editor): boolean {
	return editor.selection.size === 0 && editor.tools[editor.tool].place !== undefined;
}
