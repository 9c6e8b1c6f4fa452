import Redo2 from '@lucide/svelte/icons/redo-2';
import Undo2 from '@lucide/svelte/icons/undo-2';
import { t } from '$lib/messages/whiteboard.ts';
import type { Command } from './command.ts';

export const undo: Command = {
	id: 'undo',
	group: 'edit',
	label: () => t.undo,
	shortcuts: ['Ctrl+Z'],
	writes: true,
	icon: Undo2,
	blocked: (editor) => (editor.steps.canUndo ? null : t.nothingToUndo),
	run: (editor) => editor.undo()
};

export const redo: Command = {
	id: 'redo',
	group: 'edit',
	label: () => t.redo,
	shortcuts: ['Ctrl+Shift+Z', 'Ctrl+Y'],
	writes: true,
	icon: Redo2,
	blocked: (editor) => (editor.steps.canRedo ? null : t.nothingToRedo),
	run: (editor) => editor.redo()
};
