import type { Component } from 'svelte';
import type { Point } from '#model/whiteboard/geometry.ts';
import type { Editor } from '../editor.svelte.ts';

/** In the order of the palette and of the help. */
export const COMMAND_GROUPS = ['tools', 'edit', 'arrange', 'select', 'view', 'board'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** Something that people can ask for. Buttons, menus, shortcuts, the palette and the help all come from here. */
export interface Command {
	readonly id: string;
	readonly group: CommandGroup;
	readonly label: () => string;
	/** `Ctrl` stands for ⌘ on a Mac as well. The first one is shown. */
	readonly shortcuts: readonly string[];
	/** The browser raises an event for its keys: they are shown, and never taken from it. */
	readonly hasOwnEvent?: boolean;
	/** Changes the document, so not for those who only look. */
	readonly writes: boolean;
	readonly icon?: Component;
	/** In the menu of what is selected, of the board itself, or in every menu. */
	readonly menu?: 'selection' | 'board' | 'both';
	/** About the cell that is being written in: its menu has only these. */
	readonly inCells?: boolean;
	/** Puts something on the board: stands among the tools too. */
	readonly inserts?: boolean;
	/** What it makes of a selection is marked in menus. */
	readonly danger?: boolean;
	/** Whether what it switches is on. */
	checked?(editor: Editor): boolean;
	/** What its key does, where that is more than its button: a key is pressed with the pointer somewhere. */
	runByKey?(editor: Editor): void;
	/** Why it would do nothing now, as a sentence; `null` when it would. */
	blocked?(editor: Editor): string | null;
	run(editor: Editor): void;
	/** From a menu that was opened at a place on the board, where that makes a difference. */
	runAt?(editor: Editor, point: Point): void;
}

/** Whether it would do anything now, for this person. */
export function isEnabled(command: Command, editor: Editor): boolean {
	return !(command.writes && editor.readonly) && (command.blocked?.(editor) ?? null) === null;
}
