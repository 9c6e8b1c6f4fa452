import Highlighter from '@lucide/svelte/icons/highlighter';
import { t } from '$lib/messages/whiteboard-commands.ts';
import { canHighlight, highlightSelection } from '../highlighting.ts';
import type { Command } from './command.ts';

export const highlight: Command = {
	id: 'highlight',
	group: 'edit',
	label: () => t.highlight,
	shortcuts: ['Alt+M'],
	writes: true,
	icon: Highlighter,
	blocked: (editor) => (editor.selectedShapes.some(canHighlight) ? null : t.needsHighlightable),
	run: (editor) => editor.announce(t.highlighted(highlightSelection(editor)))
};
