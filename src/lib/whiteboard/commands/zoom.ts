import Maximize from '@lucide/svelte/icons/maximize';
import { t } from '$lib/messages/whiteboard.ts';
import type { Command } from './command.ts';
import { needsAny } from './needs.ts';

const STEP = 1.25;
const base = { group: 'view', writes: false } as const;

export const zoomIn: Command = {
	...base,
	id: 'zoom-in',
	label: () => t.zoomIn,
	shortcuts: ['+', '='],
	run: (editor) => editor.zoomTo(editor.camera.zoom * STEP)
};

export const zoomOut: Command = {
	...base,
	id: 'zoom-out',
	label: () => t.zoomOut,
	shortcuts: ['-'],
	run: (editor) => editor.zoomTo(editor.camera.zoom / STEP)
};

export const actualSize: Command = {
	...base,
	id: 'actual-size',
	label: () => t.actualSize,
	shortcuts: ['Shift+0', '0'],
	run: (editor) => editor.zoomTo(1)
};

export const fit: Command = {
	...base,
	id: 'fit',
	label: () => t.fit,
	shortcuts: ['Shift+1', '1'],
	icon: Maximize,
	menu: 'board',
	blocked: (editor) => (editor.scene.size === 0 ? t.needsShapes : null),
	run: (editor) => editor.fit()
};

export const fitSelection: Command = {
	...base,
	id: 'fit-selection',
	label: () => t.fitSelection,
	shortcuts: ['Shift+2', '2'],
	blocked: needsAny,
	run: (editor) => editor.fit(editor.scene.boundsOf(editor.selection))
};
