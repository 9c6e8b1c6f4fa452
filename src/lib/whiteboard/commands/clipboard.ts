import ClipboardPaste from '@lucide/svelte/icons/clipboard-paste';
import Copy from '@lucide/svelte/icons/copy';
import Scissors from '@lucide/svelte/icons/scissors';
import { centreOf } from '#model/whiteboard/geometry.ts';
import { t } from '$lib/messages/whiteboard-commands.ts';
import { copyByHand, cutByHand, pasteByHand } from '../clipboard-by-hand.ts';
import type { Command } from './command.ts';
import { needsAny, needsSelection } from './needs.ts';

/** The browser turns these keys into events, which input/incoming.ts and outgoing.ts hear; menus have to ask for the same. */
const byBrowser = { group: 'edit', hasOwnEvent: true } as const;

export const cut: Command = {
	...byBrowser,
	id: 'cut',
	label: () => t.cut,
	shortcuts: ['Ctrl+X'],
	writes: true,
	icon: Scissors,
	menu: 'selection',
	blocked: needsSelection,
	run: cutByHand
};

export const copy: Command = {
	...byBrowser,
	id: 'copy',
	label: () => t.copy,
	shortcuts: ['Ctrl+C'],
	writes: false,
	icon: Copy,
	menu: 'selection',
	blocked: needsAny,
	run: copyByHand
};

export const paste: Command = {
	...byBrowser,
	id: 'paste',
	label: () => t.paste,
	shortcuts: ['Ctrl+V'],
	writes: true,
	icon: ClipboardPaste,
	menu: 'both',
	run: (editor) => void pasteByHand(editor, centreOf(editor.visible)),
	runAt: (editor, point) => void pasteByHand(editor, point)
};
