import { t } from '$lib/messages/whiteboard.ts';
import type { Editor } from '../editor.svelte.ts';

/** Why a command for what is selected would do nothing: there is nothing, or all of it is locked. */
export function needsSelection(editor: Editor): string | null {
	if (editor.selection.size === 0) return t.needsSelection;
	return editor.selectedShapes.some((shape) => !shape.locked) ? null : t.needsUnlocked;
}

/** The same, for commands that change nothing of what is selected. */
export function needsAny(editor: Editor): string | null {
	return editor.selection.size === 0 ? t.needsSelection : null;
}
