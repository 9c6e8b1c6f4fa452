import Copy from '@lucide/svelte/icons/copy';
import { t } from '$lib/messages/whiteboard.ts';
import { duplicateSelection } from '../copies.ts';
import type { Command } from './command.ts';
import { needsAny } from './needs.ts';

export const duplicate: Command = {
	id: 'duplicate',
	group: 'edit',
	label: () => t.duplicate,
	shortcuts: ['Ctrl+D'],
	writes: true,
	icon: Copy,
	menu: 'selection',
	blocked: needsAny,
	run: duplicateSelection
};
