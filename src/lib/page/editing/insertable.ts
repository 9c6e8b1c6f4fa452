import Minus from '@lucide/svelte/icons/minus';
import type { Command } from '@tiptap/pm/state';
import type { Component } from 'svelte';
import { type t } from '$lib/messages/page.ts';
import { insertDivider } from './block-commands.ts';

/** What can be asked of an editor by whoever inserts something into its page. */
export interface InsertTarget {
	run(command: Command): void;
}

/** Something that can be put into a page: a menu shows its icon and its label, and finds it by its keywords too. */
export interface Insertable {
	readonly id: keyof typeof t.insertable;
	readonly icon: Component;
	/** What makes it at the start of a line. */
	readonly typed?: string;
	/** Puts it after the block with the caret, or in its place when that is empty. */
	readonly insert: (target: InsertTarget) => void;
}

/** All that is no text, in the order of the menu. */
export const INSERTABLES: readonly Insertable[] = [
	{ id: 'divider', icon: Minus, typed: '---', insert: (target) => target.run(insertDivider) }
];
