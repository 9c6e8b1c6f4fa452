import Download from '@lucide/svelte/icons/download';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import ImageDown from '@lucide/svelte/icons/image-down';
import LayoutTemplate from '@lucide/svelte/icons/layout-template';
import { t } from '$lib/messages/whiteboard-io.ts';
import { t as templates } from '$lib/messages/whiteboard-templates.ts';
import { copyAs } from '../io/copy-as.ts';
import { pickFiles } from '../io/pick-files.ts';
import type { Command } from './command.ts';
import { needsAny } from './needs.ts';

const base = { group: 'board', menu: 'board' } as const;

/** What goes out of a board and comes into it. */
export const IO_COMMANDS: readonly Command[] = [
	{
		...base,
		id: 'import',
		label: () => t.import,
		shortcuts: ['Ctrl+O'],
		writes: true,
		icon: FolderOpen,
		run: pickFiles
	},
	{
		...base,
		id: 'templates',
		label: () => templates.command,
		shortcuts: [],
		writes: true,
		icon: LayoutTemplate,
		run: (editor) => editor.panels.open('templates')
	},
	{
		...base,
		id: 'export',
		label: () => t.export,
		shortcuts: ['Ctrl+Shift+E'],
		writes: false,
		icon: Download,
		run: (editor) => editor.panels.open('export')
	},
	{
		...base,
		menu: 'selection',
		id: 'copy-png',
		label: () => t.copyPng,
		shortcuts: [],
		writes: false,
		icon: ImageDown,
		blocked: needsAny,
		run: (editor) => copyAs(editor, 'png')
	},
	{
		...base,
		menu: 'selection',
		id: 'copy-svg',
		label: () => t.copySvg,
		shortcuts: [],
		writes: false,
		icon: ImageDown,
		blocked: needsAny,
		run: (editor) => copyAs(editor, 'svg')
	}
];
