import BringToFront from '@lucide/svelte/icons/bring-to-front';
import SendToBack from '@lucide/svelte/icons/send-to-back';
import { t } from '$lib/messages/whiteboard.ts';
import { restack } from '../edits.ts';
import type { Command } from './command.ts';
import { needsSelection } from './needs.ts';

const base = { group: 'arrange', writes: true, menu: 'selection', blocked: needsSelection } as const;

export const toFront: Command = {
	...base,
	id: 'front',
	label: () => t.toFront,
	shortcuts: [']'],
	icon: BringToFront,
	run: (editor) => restack(editor, 'front')
};

export const toBack: Command = {
	...base,
	id: 'back',
	label: () => t.toBack,
	shortcuts: ['['],
	icon: SendToBack,
	run: (editor) => restack(editor, 'back')
};

export const forward: Command = {
	...base,
	id: 'forward',
	label: () => t.forward,
	shortcuts: ['Ctrl+]'],
	run: (editor) => restack(editor, 'forward')
};

export const backward: Command = {
	...base,
	id: 'backward',
	label: () => t.backward,
	shortcuts: ['Ctrl+['],
	run: (editor) => restack(editor, 'backward')
};
