import FlipHorizontal2 from '@lucide/svelte/icons/flip-horizontal-2';
import FlipVertical2 from '@lucide/svelte/icons/flip-vertical-2';
import { t } from '$lib/messages/whiteboard-commands.ts';
import { replaceAll } from '../edits.ts';
import { flipped } from '../flipping.ts';
import type { Command } from './command.ts';
import { needsSelection } from './needs.ts';

export const flipAcross: Command = {
	id: 'flip-across',
	group: 'arrange',
	label: () => t.flipAcross,
	shortcuts: ['Shift+H'],
	writes: true,
	icon: FlipHorizontal2,
	blocked: needsSelection,
	run(editor) {
		replaceAll(editor, flipped(editor.unlockedShapes, editor.scene.boundsOf(editor.selection)!, 'across'));
		editor.announce(t.flipped);
	}
};

export const flipDown: Command = {
	id: 'flip-down',
	group: 'arrange',
	label: () => t.flipDown,
	shortcuts: ['Shift+V'],
	writes: true,
	icon: FlipVertical2,
	blocked: needsSelection,
	run(editor) {
		replaceAll(editor, flipped(editor.unlockedShapes, editor.scene.boundsOf(editor.selection)!, 'down'));
		editor.announce(t.flipped);
	}
};
