import CopyCheck from '@lucide/svelte/icons/copy-check';
import { t } from '$lib/messages/whiteboard-commands.ts';
import type { Command } from './command.ts';
import { needsAny } from './needs.ts';

export const selectSameKind: Command = {
	id: 'select-same-kind',
	group: 'select',
	label: () => t.selectSameKind,
	shortcuts: ['Ctrl+Shift+A'],
	writes: true,
	icon: CopyCheck,
	menu: 'selection',
	blocked: needsAny,
	run(editor) {
		const types = new Set(editor.selectedShapes.map(({ type }) => type));
		const same = [...editor.board.shapes.values()].filter(({ type, locked }) => types.has(type) && !locked);
		editor.select(same.map(({ id }) => id));
	}
};
