import Trash2 from '@lucide/svelte/icons/trash-2';
import { t } from '$lib/messages/whiteboard.ts';
import { deleteShapes } from '../edits.ts';
import type { Command } from './command.ts';
import { needsSelection } from './needs.ts';

export const remove: Command = {
	id: 'delete',
	group: 'edit',
	label: () => t.delete,
	shortcuts: ['Delete', 'Backspace'],
	writes: true,
	icon: Trash2,
	menu: 'selection',
	danger: true,
	blocked: needsSelection,
	run: (editor) => deleteShapes(editor, editor.selection)
};
