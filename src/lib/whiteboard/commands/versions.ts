import History from '@lucide/svelte/icons/history';
import { t } from '$lib/messages/whiteboard-versions.ts';
import type { Command } from './command.ts';

export const versions: Command = {
	id: 'versions',
	group: 'board',
	label: () => t.open,
	shortcuts: [],
	writes: false,
	icon: History,
	menu: 'board',
	run: (editor) => editor.panels.toggle('versions')
};
