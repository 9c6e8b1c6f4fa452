import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import BookOpen from '@lucide/svelte/icons/book-open';
import Code from '@lucide/svelte/icons/code';
import Highlighter from '@lucide/svelte/icons/highlighter';
import IndentDecrease from '@lucide/svelte/icons/indent-decrease';
import IndentIncrease from '@lucide/svelte/icons/indent-increase';
import Keyboard from '@lucide/svelte/icons/keyboard';
import ListTree from '@lucide/svelte/icons/list-tree';
import Search from '@lucide/svelte/icons/search';
import Printer from '@lucide/svelte/icons/printer';
import Redo from '@lucide/svelte/icons/redo-2';
import Strikethrough from '@lucide/svelte/icons/strikethrough';
import Underline from '@lucide/svelte/icons/underline';
import type { Component } from 'svelte';
import { t } from '$lib/messages/page-tools.ts';
import { t as words } from '$lib/messages/page-writing.ts';
import type { MenuEntry } from '$lib/ui/menu.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { indent, setShape } from './editing/block-commands.ts';
import { moveBlocks } from './editing/block-moves.ts';
import { INSERTABLES } from './editing/insertable.ts';
import { isMarked, toggleSwitch } from './editing/mark-commands.ts';
import { KIND_CHOICES, kindOf } from './kinds.ts';
import type { PagePanels } from './writing/page-panels.svelte.ts';
import type { PageEditing } from './page-editing.svelte.ts';

/** The plain-HTML view: readable without this app, to print or to hand on. */
export function openReading(name: DocumentName): void {
	window.open(`/read/${name}`, '_blank', 'noopener');
}

/** What the block at the caret can be. `null` while the page loads. */
export function kindEntries(editing: PageEditing | null): MenuEntry[] {
	const current = editing === null ? null : kindOf(editing.state);
	return KIND_CHOICES.map((choice) =>
		onText(editing, {
			label: t.kinds[choice.name],
			icon: choice.icon,
			checked: current === choice,
			...(choice.shortcut === undefined ? {} : { shortcut: choice.shortcut }),
			separated: choice.name === 'bullet' || choice.name === 'quote',
			onselect: () => editing?.run(setShape(choice.shape))
		})
	);
}

/** What the bar has no room for. */
export function moreEntries(
	editing: PageEditing | null,
	reading: DocumentName | null,
	panels: PagePanels
): MenuEntry[] {
	const mark = (
		of: 'underline' | 'strike' | 'highlight' | 'code',
		icon: Component,
		shortcut: string
	): MenuEntry => ({
		label: t.marks[of],
		icon,
		shortcut,
		checked: editing !== null && isMarked(editing.state, of),
		onselect: () => editing?.run(toggleSwitch(of))
	});
	const changes: MenuEntry[] = [
		mark('underline', Underline, 'Ctrl+U'),
		mark('strike', Strikethrough, 'Ctrl+Shift+X'),
		mark('highlight', Highlighter, 'Ctrl+Shift+H'),
		mark('code', Code, 'Ctrl+E'),
		{
			label: t.redo,
			icon: Redo,
			shortcut: 'Ctrl+Y',
			separated: true,
			disabled: !(editing?.canRedo ?? false),
			onselect: () => editing?.redo()
		},
		...INSERTABLES.map(({ id, icon, insert }, index) => ({
			label: t.insertable[id].label,
			icon,
			separated: index === 0,
			onselect: () => void (editing && insert(editing))
		})),
		{
			label: t.indent,
			separated: true,
			icon: IndentIncrease,
			shortcut: 'Tab',
			onselect: () => editing?.run(indent(1))
		},
		{
			label: t.outdent,
			icon: IndentDecrease,
			shortcut: 'Shift+Tab',
			onselect: () => editing?.run(indent(-1))
		},
		{ label: t.moveUp, icon: ArrowUp, shortcut: 'Alt+↑', onselect: () => editing?.run(moveBlocks('up')) },
		{
			label: t.moveDown,
			icon: ArrowDown,
			shortcut: 'Alt+↓',
			onselect: () => editing?.run(moveBlocks('down'))
		}
	];
	return [
		{
			label: words.find.title,
			icon: Search,
			shortcut: 'Ctrl+F',
			onselect: () => panels.find()
		},
		{
			label: words.outline.title,
			icon: ListTree,
			checked: panels.isOutlineOpen,
			onselect: () => panels.toggleOutline()
		},
		...changes.map((entry) => onText(editing, entry)),
		...(reading === null
			? []
			: [{ label: t.plainView, icon: BookOpen, separated: true, onselect: () => openReading(reading) }]),
		{ label: t.print, icon: Printer, separated: reading === null, onselect: () => window.print() },
		{ label: t.keys, icon: Keyboard, shortcut: 'Ctrl+/', onselect: () => (panels.keys = true) }
	];
}

/** A choice that changes the text: typing goes on there, not at the bar. */
function onText(editing: PageEditing | null, entry: MenuEntry): MenuEntry {
	return { ...entry, onclosed: () => editing?.focus() };
}
