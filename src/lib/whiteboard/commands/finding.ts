import Ear from '@lucide/svelte/icons/ear';
import Link from '@lucide/svelte/icons/link';
import ListTree from '@lucide/svelte/icons/list-tree';
import MapIcon from '@lucide/svelte/icons/map';
import Presentation from '@lucide/svelte/icons/presentation';
import Search from '@lucide/svelte/icons/search';
import { t } from '$lib/messages/whiteboard-finding.ts';
import { address } from '#protocol/addresses.ts';
import { t as hearing } from '$lib/messages/whiteboard-hearing.ts';
import type { Editor } from '../editor.svelte.ts';
import { copyLink as copyLinkTo } from '../finding/copy-link.ts';
import type { Command } from './command.ts';
import { needsAny } from './needs.ts';

const base = { group: 'view', writes: false } as const;

const search: Command = {
	...base,
	id: 'search',
	label: () => t.search,
	shortcuts: ['Ctrl+F'],
	icon: Search,
	menu: 'board',
	run: (editor) => editor.panels.open('search')
};

/** Not of this board: in all that this person may read. */
const searchEverywhere: Command = {
	...base,
	id: 'search-everywhere',
	label: () => t.searchEverywhere,
	shortcuts: [],
	icon: Search,
	run: () => location.assign(address.search())
};

const outline: Command = {
	...base,
	id: 'outline',
	label: () => t.outline,
	shortcuts: ['Alt+Shift+O'],
	icon: ListTree,
	menu: 'board',
	run: (editor) => editor.panels.toggle('outline')
};

const minimap: Command = {
	...base,
	id: 'minimap',
	label: () => t.minimap,
	shortcuts: ['Shift+M'],
	icon: MapIcon,
	menu: 'board',
	checked: (editor) => editor.panels.isOpen('minimap'),
	run: (editor) => editor.panels.toggle('minimap')
};

const present: Command = {
	...base,
	id: 'present',
	label: () => t.present,
	shortcuts: ['Ctrl+Alt+P'],
	icon: Presentation,
	menu: 'board',
	blocked: (editor) => (hasFrames(editor) ? null : t.needsFrames),
	run(editor) {
		const [first] = editor.selectedShapes;
		editor.finding.showing = { at: 'leading', from: first?.type === 'frame' ? first.id : null };
		editor.panels.open('present');
	}
};

const copyLink: Command = {
	...base,
	id: 'copy-link',
	label: () => t.copyLink,
	shortcuts: ['Ctrl+Alt+L'],
	icon: Link,
	menu: 'selection',
	blocked: needsAny,
	run: (editor) => void copyLinkTo(editor.selection)
};

const hearOthers: Command = {
	...base,
	id: 'hear-others',
	label: () => hearing.hearOthers,
	shortcuts: [],
	icon: Ear,
	checked: ({ finding }) => finding.hears,
	run(editor) {
		editor.finding.hears = !editor.finding.hears;
		editor.announce(editor.finding.hears ? hearing.hears : hearing.hearsNot);
	}
};

export const FINDING_COMMANDS: readonly Command[] = [
	search,
	searchEverywhere,
	outline,
	minimap,
	present,
	copyLink,
	hearOthers
];

function hasFrames(editor: Editor): boolean {
	for (const { type } of editor.board.shapes.values()) if (type === 'frame') return true;
	return false;
}
