import type { Editor } from '../editor.svelte.ts';
import { itemAt, withFellows } from '../tools/picking.ts';
import type { Press } from '../tools/tool.ts';

/** Opens the menu where a pointer asked for it, for what is there: also for what is locked, which nothing else picks. */
export function openMenuAt(editor: Editor, press: Press): void {
	const on = itemAt(editor, press) ?? itemAt(editor, press, 'too');
	if (on === null) editor.select([]);
	else if (!editor.selection.has(on.shape.id)) {
		if (editor.tool !== 'select' && !editor.readonly) editor.use('select');
		editor.select(withFellows(editor, [on.shape]));
	}
	editor.openMenu(press.screen);
}
