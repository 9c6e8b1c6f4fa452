import Info from '@lucide/svelte/icons/info';
import Code from '@lucide/svelte/icons/code';
import Heading1 from '@lucide/svelte/icons/heading-1';
import Heading2 from '@lucide/svelte/icons/heading-2';
import Heading3 from '@lucide/svelte/icons/heading-3';
import Lightbulb from '@lucide/svelte/icons/lightbulb';
import List from '@lucide/svelte/icons/list';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import ListTodo from '@lucide/svelte/icons/list-todo';
import Quote from '@lucide/svelte/icons/quote';
import Pilcrow from '@lucide/svelte/icons/pilcrow';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { Component } from 'svelte';
import { type t } from '$lib/messages/page-tools.ts';
import type { EditorState } from '@tiptap/pm/state';
import { attributesOf, isTextNode } from '#model/page/schema.ts';
import { type BlockShape, hasShape } from './editing/block-commands.ts';
import { selectedBlocks } from './editing/selected-blocks.ts';

export interface KindChoice {
	readonly name: Exclude<keyof typeof t.kinds, 'mixed'>;
	readonly shape: BlockShape;
	readonly icon: Component;
	readonly shortcut?: string;
	/** What makes it at the start of a line. */
	readonly typed?: string;
}

/** What a block can be, in the order of the menu. */
export const KIND_CHOICES: readonly KindChoice[] = [
	{ name: 'paragraph', shape: { kind: 'paragraph' }, icon: Pilcrow, shortcut: 'Ctrl+Alt+0' },
	{
		name: 'heading1',
		shape: { kind: 'heading', level: 1 },
		icon: Heading1,
		shortcut: 'Ctrl+Alt+1',
		typed: '#'
	},
	{
		name: 'heading2',
		shape: { kind: 'heading', level: 2 },
		icon: Heading2,
		shortcut: 'Ctrl+Alt+2',
		typed: '##'
	},
	{
		name: 'heading3',
		shape: { kind: 'heading', level: 3 },
		icon: Heading3,
		shortcut: 'Ctrl+Alt+3',
		typed: '###'
	},
	{ name: 'bullet', shape: { kind: 'bullet' }, icon: List, shortcut: 'Ctrl+Shift+8', typed: '-' },
	{ name: 'numbered', shape: { kind: 'numbered' }, icon: ListOrdered, shortcut: 'Ctrl+Shift+7', typed: '1.' },
	{ name: 'task', shape: { kind: 'task' }, icon: ListTodo, shortcut: 'Ctrl+Shift+9', typed: '[]' },
	{ name: 'quote', shape: { kind: 'quote' }, icon: Quote, shortcut: 'Ctrl+Shift+B', typed: '>' },
	{ name: 'calloutNote', shape: { kind: 'callout', tone: 'note' }, icon: Info, typed: '!' },
	{ name: 'calloutTip', shape: { kind: 'callout', tone: 'tip' }, icon: Lightbulb },
	{ name: 'calloutWarning', shape: { kind: 'callout', tone: 'warning' }, icon: TriangleAlert },
	{ name: 'code', shape: { kind: 'code' }, icon: Code, shortcut: 'Ctrl+Alt+C', typed: '```' }
];

/** What the selected blocks are, when they are all the same. */
export function kindOf(state: EditorState): KindChoice | null {
	const blocks = selectedBlocks(state).filter(({ node }) => isTextNode(node));
	if (blocks.length === 0) return null;
	return (
		KIND_CHOICES.find(({ shape }) => blocks.every(({ node }) => hasShape(attributesOf(node), shape))) ?? null
	);
}
