import AlignHorizontalSpaceBetween from '@lucide/svelte/icons/align-horizontal-space-between';
import AlignVerticalSpaceBetween from '@lucide/svelte/icons/align-vertical-space-between';
import LayoutGrid from '@lucide/svelte/icons/layout-grid';
import { t } from '$lib/messages/whiteboard-commands.ts';
import { arrange, thingsOf } from '../arrange.ts';
import { distributed, tidied } from '../arranging.ts';
import type { Command } from './command.ts';

export const distributeAcross: Command = {
	id: 'distribute-across',
	group: 'arrange',
	label: () => t.distributeAcross,
	shortcuts: ['Alt+Shift+H'],
	writes: true,
	icon: AlignHorizontalSpaceBetween,
	blocked: (editor) => (thingsOf(editor).length < 3 ? t.needsThree : null),
	run: (editor) => arrange(editor, (boxes) => distributed(boxes, 'across'))
};

export const distributeDown: Command = {
	id: 'distribute-down',
	group: 'arrange',
	label: () => t.distributeDown,
	shortcuts: ['Alt+Shift+V'],
	writes: true,
	icon: AlignVerticalSpaceBetween,
	blocked: (editor) => (thingsOf(editor).length < 3 ? t.needsThree : null),
	run: (editor) => arrange(editor, (boxes) => distributed(boxes, 'down'))
};

export const tidy: Command = {
	id: 'tidy',
	group: 'arrange',
	label: () => t.tidy,
	shortcuts: ['Alt+Shift+T'],
	writes: true,
	icon: LayoutGrid,
	menu: 'selection',
	blocked: (editor) => (thingsOf(editor).length < 2 ? t.needsTwo : null),
	run: (editor) => arrange(editor, tidied)
};
