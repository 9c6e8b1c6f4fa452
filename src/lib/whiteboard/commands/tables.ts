import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowLeft from '@lucide/svelte/icons/arrow-left';
import ArrowRight from '@lucide/svelte/icons/arrow-right';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import BetweenHorizontalEnd from '@lucide/svelte/icons/between-horizontal-end';
import BetweenHorizontalStart from '@lucide/svelte/icons/between-horizontal-start';
import BetweenVerticalEnd from '@lucide/svelte/icons/between-vertical-end';
import BetweenVerticalStart from '@lucide/svelte/icons/between-vertical-start';
import Trash from '@lucide/svelte/icons/trash';
import type { Component } from 'svelte';
import type { CellPlace, TableShape } from '#model/whiteboard/shapes/table.ts';
import { t } from '$lib/messages/whiteboard-shapes.ts';
import { addTrack, meantCell, moveTrack, removeTrack, selectedTable } from '../cells.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Command } from './command.ts';

function command(
	id: string,
	label: () => string,
	icon: Component,
	act: (editor: Editor, table: TableShape, cell: CellPlace) => void
): Command {
	return {
		id,
		group: 'edit',
		label,
		shortcuts: [],
		writes: true,
		icon,
		menu: 'selection',
		inCells: true,
		blocked: (editor) => (selectedTable(editor) === null ? t.needsTable : null),
		run(editor) {
			const table = selectedTable(editor);
			if (table !== null) act(editor, table, meantCell(editor, table));
		}
	};
}

/** Rows and columns, around the cell under the menu, or at the end. */
export const TABLE_COMMANDS: readonly Command[] = [
	command(
		'row-above',
		() => t.rowAbove,
		BetweenVerticalStart,
		(editor, table, { row }) => addTrack(editor, table, 'rows', row)
	),
	command(
		'row-below',
		() => t.rowBelow,
		BetweenVerticalEnd,
		(editor, table, { row }) => addTrack(editor, table, 'rows', row + 1)
	),
	command(
		'column-before',
		() => t.columnBefore,
		BetweenHorizontalStart,
		(editor, table, { column }) => addTrack(editor, table, 'columns', column)
	),
	command(
		'column-after',
		() => t.columnAfter,
		BetweenHorizontalEnd,
		(editor, table, { column }) => addTrack(editor, table, 'columns', column + 1)
	),
	command(
		'row-up',
		() => t.rowUp,
		ArrowUp,
		(editor, table, at) => moveTrack(editor, table, 'rows', { at, by: -1 })
	),
	command(
		'row-down',
		() => t.rowDown,
		ArrowDown,
		(editor, table, at) => moveTrack(editor, table, 'rows', { at, by: 1 })
	),
	command(
		'column-left',
		() => t.columnLeft,
		ArrowLeft,
		(editor, table, at) => moveTrack(editor, table, 'columns', { at, by: -1 })
	),
	command(
		'column-right',
		() => t.columnRight,
		ArrowRight,
		(editor, table, at) => moveTrack(editor, table, 'columns', { at, by: 1 })
	),
	command(
		'remove-row',
		() => t.removeRow,
		Trash,
		(editor, table, { row }) => removeTrack(editor, table, 'rows', row)
	),
	command(
		'remove-column',
		() => t.removeColumn,
		Trash,
		(editor, table, { column }) => removeTrack(editor, table, 'columns', column)
	)
];
