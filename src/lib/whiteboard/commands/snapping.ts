import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import Magnet from '@lucide/svelte/icons/magnet';
import { t } from '$lib/messages/whiteboard-commands.ts';
import type { Command } from './command.ts';

export const snapToShapes: Command = {
	id: 'snap-to-shapes',
	group: 'board',
	label: () => t.snapToShapes,
	shortcuts: ['Alt+Shift+X'],
	writes: true,
	icon: Magnet,
	menu: 'board',
	checked: (editor) => editor.snapping.toShapes,
	run(editor) {
		editor.snapping.toShapes = !editor.snapping.toShapes;
		editor.announce(editor.snapping.toShapes ? t.snapsToShapes : t.snapsNot);
	}
};

export const snapToGrid: Command = {
	id: 'snap-to-grid',
	group: 'board',
	label: () => t.snapToGrid,
	shortcuts: ['Alt+Shift+G'],
	writes: true,
	icon: Grid3x3,
	menu: 'board',
	checked: (editor) => editor.snapping.toGrid,
	run(editor) {
		editor.snapping.toGrid = !editor.snapping.toGrid;
		editor.announce(editor.snapping.toGrid ? t.snapsToGrid : t.snapsNot);
	}
};
