import Image from '@lucide/svelte/icons/image';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import Minus from '@lucide/svelte/icons/minus';
import Paperclip from '@lucide/svelte/icons/paperclip';
import Sigma from '@lucide/svelte/icons/sigma';
import Table from '@lucide/svelte/icons/table';
import Workflow from '@lucide/svelte/icons/workflow';
import type { Command } from '@tiptap/pm/state';
import type { Component } from 'svelte';
import { type t } from '$lib/messages/page-tools.ts';
import { chooseFiles } from '$lib/ui/choose-files.ts';
import { createBlockId } from '#model/page/block.ts';
import type { PageObject } from '#model/page/objects/object.ts';
import { emptyTable } from '#model/page/objects/table.ts';
import { pageSchemaForEditing as schema } from '#model/page/schema.ts';
import { insertBlocks, insertDivider } from './block-commands.ts';

/** What can be asked of an editor by whoever inserts something into its page. */
export interface InsertTarget {
	run(command: Command): void;
	/** Puts the caret into the object with this id, as soon as that is there. */
	enter(id: string): void;
	/** Puts files where the caret is. */
	addFiles(files: readonly File[]): Promise<void>;
	/** Lets people choose one of the session’s other boards. */
	chooseBoard(): void;
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
	{ id: 'divider', icon: Minus, typed: '---', insert: (target) => target.run(insertDivider) },
	{ id: 'table', icon: Table, insert: (target) => insertObject(target, emptyTable(3, 3), true) },
	{ id: 'image', icon: Image, insert: (target) => choose(target, 'image/*') },
	{ id: 'file', icon: Paperclip, insert: (target) => choose(target, '') },
	{
		id: 'formula',
		icon: Sigma,
		insert: (target) => insertObject(target, { type: 'formula', source: '' }, true)
	},
	{
		id: 'diagram',
		icon: Workflow,
		insert: (target) => insertObject(target, { type: 'diagram', source: '' }, true)
	},
	{ id: 'board', icon: LayoutDashboard, insert: (target) => target.chooseBoard() }
];

/** `enter`: the caret goes into it. */
export function insertObject(
	target: Pick<InsertTarget, 'run' | 'enter'>,
	object: PageObject,
	enter: boolean
): void {
	const id = createBlockId();
	target.run(insertBlocks([schema.nodes.object.create({ id, object })]));
	if (enter) target.enter(id);
}

function choose(target: InsertTarget, accept: string): void {
	chooseFiles(accept, (files) => void target.addFiles(files));
}
