import ExternalLink from '@lucide/svelte/icons/external-link';
import Link from '@lucide/svelte/icons/link';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { t } from '$lib/messages/whiteboard-shapes.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Command } from './command.ts';

/** Asks for an address and puts a card with it on the board; with a card selected, changes that. */
export const addLink: Command = {
	id: 'add-link',
	group: 'tools',
	label: () => t.addLink,
	shortcuts: ['U'],
	writes: true,
	icon: Link,
	inserts: true,
	run: (editor) => editor.panels.open('link')
};

export const openLink: Command = {
	id: 'open-link',
	group: 'edit',
	label: () => t.openLink,
	shortcuts: [],
	writes: false,
	icon: ExternalLink,
	menu: 'selection',
	blocked: (editor) => (leadsTo(editor) === null ? t.needsLink : null),
	run(editor) {
		const link = leadsTo(editor);
		if (link !== null) window.open(link, '_blank', 'noopener,noreferrer');
	}
};

/** Where the one selected shape leads. */
function leadsTo(editor: Editor): string | null {
	const [only, ...others]: readonly Shape[] = editor.selectedShapes;
	if (only === undefined || others.length > 0) return null;
	return only.type === 'link' ? only.url : only.link;
}
