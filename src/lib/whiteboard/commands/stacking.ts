import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import BringToFront from '@lucide/svelte/icons/bring-to-front';
import SendToBack from '@lucide/svelte/icons/send-to-back';
import { t } from '$lib/messages/whiteboard-commands.ts';
import type { Editor } from '../editor.svelte.ts';
import { restack } from '../restacking.ts';
import type { Restacking } from '../stacking.ts';
import type { Command } from './command.ts';
import { needsSelection } from './needs.ts';

const base = { group: 'arrange', writes: true, blocked: needsSelection } as const;

const toFront: Command = {
	...base,
	id: 'front',
	menu: 'selection',
	label: () => t.toFront,
	shortcuts: [']'],
	icon: BringToFront,
	run: (editor) => run(editor, 'front')
};

const toBack: Command = {
	...base,
	id: 'back',
	menu: 'selection',
	label: () => t.toBack,
	shortcuts: ['['],
	icon: SendToBack,
	run: (editor) => run(editor, 'back')
};

const forward: Command = {
	...base,
	id: 'forward',
	label: () => t.forward,
	shortcuts: ['Ctrl+]'],
	icon: ArrowUp,
	run: (editor) => run(editor, 'forward')
};

const backward: Command = {
	...base,
	id: 'backward',
	label: () => t.backward,
	shortcuts: ['Ctrl+['],
	icon: ArrowDown,
	run: (editor) => run(editor, 'backward')
};

function run(editor: Editor, to: Restacking): void {
	restack(editor, to);
	editor.announce(t.restacked[to]);
}

/** From the top of the pile down. */
export const STACKING: readonly Command[] = [toFront, forward, backward, toBack];
