import PaintRoller from '@lucide/svelte/icons/paint-roller';
import Pipette from '@lucide/svelte/icons/pipette';
import { t } from '$lib/messages/whiteboard-commands.ts';
import { restyle } from '../edits.ts';
import type { Command } from './command.ts';
import { needsAny, needsSelection } from './needs.ts';

export const copyStyle: Command = {
	id: 'copy-style',
	group: 'edit',
	label: () => t.copyStyle,
	shortcuts: ['Ctrl+Alt+C'],
	writes: true,
	icon: Pipette,
	menu: 'selection',
	blocked: needsAny,
	run(editor) {
		editor.nextStyle.copied = editor.selectedShapes[0]!.style;
		editor.announce(t.styleCopied);
	}
};

export const pasteStyle: Command = {
	id: 'paste-style',
	group: 'edit',
	label: () => t.pasteStyle,
	shortcuts: ['Ctrl+Alt+V'],
	writes: true,
	icon: PaintRoller,
	menu: 'selection',
	blocked: (editor) => (editor.nextStyle.copied === null ? t.needsStyle : needsSelection(editor)),
	run(editor) {
		restyle(editor, editor.nextStyle.copied!);
		editor.announce(t.stylePasted(editor.unlockedShapes.length));
	}
};
