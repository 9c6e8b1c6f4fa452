import MessagesSquare from '@lucide/svelte/icons/messages-square';
import { t } from '$lib/messages/whiteboard-comments.ts';
import type { Command } from './command.ts';

/** All comments, open and resolved. */
export const comments: Command = {
	id: 'comments',
	group: 'board',
	label: () => t.title,
	shortcuts: ['Shift+C'],
	writes: false,
	icon: MessagesSquare,
	menu: 'board',
	run: (editor) => editor.panels.toggle('comments')
};
