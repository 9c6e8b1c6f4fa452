import Group from '@lucide/svelte/icons/group';
import Ungroup from '@lucide/svelte/icons/ungroup';
import { createGroupId } from '#model/whiteboard/ids.ts';
import { t } from '$lib/messages/whiteboard-commands.ts';
import { amendAll } from '../edits.ts';
import { grouped, ungrouped, unitsOf } from '../grouping.ts';
import type { Command } from './command.ts';

export const group: Command = {
	id: 'group',
	group: 'arrange',
	label: () => t.group,
	shortcuts: ['Ctrl+G'],
	writes: true,
	icon: Group,
	menu: 'selection',
	blocked: (editor) => (unitsOf(editor.unlockedShapes, editor.entered).length < 2 ? t.needsTwo : null),
	run(editor) {
		const shapes = editor.unlockedShapes;
		amendAll(editor, grouped(shapes, createGroupId(), editor.entered));
		editor.announce(t.grouped(shapes.length));
	}
};

export const ungroup: Command = {
	id: 'ungroup',
	group: 'arrange',
	label: () => t.ungroup,
	shortcuts: ['Ctrl+Shift+G'],
	writes: true,
	icon: Ungroup,
	menu: 'selection',
	blocked: (editor) => (ungrouped(editor.unlockedShapes, editor.entered).length === 0 ? t.needsGroup : null),
	run(editor) {
		amendAll(editor, ungrouped(editor.unlockedShapes, editor.entered));
		editor.announce(t.ungrouped);
	}
};
