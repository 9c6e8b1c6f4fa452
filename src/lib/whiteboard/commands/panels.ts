import CommandIcon from '@lucide/svelte/icons/command';
import Keyboard from '@lucide/svelte/icons/keyboard';
import List from '@lucide/svelte/icons/list';
import { t } from '$lib/messages/whiteboard.ts';
import type { Command } from './command.ts';

const base = { writes: false, group: 'board' } as const;

export const list: Command = {
	...base,
	id: 'list',
	label: () => t.list,
	shortcuts: ['L'],
	icon: List,
	menu: 'board',
	run: (editor) => editor.panels.toggle('list')
};

export const palette: Command = {
	...base,
	id: 'palette',
	label: () => t.palette,
	shortcuts: ['Ctrl+K'],
	icon: CommandIcon,
	menu: 'both',
	run: (editor) => editor.panels.toggle('palette')
};

export const help: Command = {
	...base,
	id: 'help',
	label: () => t.help,
	shortcuts: ['?'],
	icon: Keyboard,
	menu: 'board',
	run: (editor) => editor.panels.toggle('help')
};

export const menu: Command = {
	...base,
	id: 'menu',
	label: () => t.menu,
	shortcuts: ['ContextMenu', 'Shift+F10'],
	run: (editor) => void import('../input/menu-at.ts').then(({ openMenu }) => openMenu(editor, null))
};
