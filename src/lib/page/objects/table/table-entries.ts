import { t } from '$lib/messages/page-objects.ts';
import type { MenuEntry } from '$lib/ui/menu.ts';
import { OBJECT_LIMITS, type TableObject } from '#model/page/objects/object.ts';
import type { Marker } from '#model/page/read-page.ts';
import { moveTrack, removeTrack, setColumnWidth, setHeader, type Side } from '#model/page/objects/table.ts';
import type { ObjectActions } from '../object-actions.ts';

export interface TableEntriesParts {
	readonly table: TableObject;
	readonly actions: ObjectActions;
	readonly onadd: (side: Side, at: number) => void;
}

/** How much wider or narrower a choice makes a column, and where a column without a width begins. Pixels. */
const WIDTH_STEP = 40;
const USUAL_WIDTH = 160;

/** A change that undo takes back by itself. */
function once({ actions }: TableEntriesParts, write: (marker: Marker) => void): () => void {
	return () => {
		actions.endStep();
		actions.change(write);
		actions.endStep();
	};
}

export function rowEntries(parts: TableEntriesParts, at: number): MenuEntry[] {
	const { table, actions, onadd } = parts;
	const id = table.rows[at];
	if (id === undefined) return [{ label: t.table.addRow, onselect: () => onadd('rows', 0) }];
	const last = table.rows.length - 1;
	return [
		{ label: t.table.rowAbove, onselect: () => onadd('rows', at) },
		{ label: t.table.rowBelow, onselect: () => onadd('rows', at + 1) },
		{
			label: t.table.rowUp,
			separated: true,
			disabled: at === 0,
			onselect: once(parts, (marker) => moveTrack(marker, 'rows', id, -1))
		},
		{
			label: t.table.rowDown,
			disabled: at === last,
			onselect: once(parts, (marker) => moveTrack(marker, 'rows', id, 1))
		},
		{
			label: t.table.deleteRow,
			separated: true,
			danger: true,
			onselect: last === 0 ? actions.remove : once(parts, (marker) => removeTrack(marker, 'rows', id))
		}
	];
}

export function columnEntries(parts: TableEntriesParts, at: number): MenuEntry[] {
	const { table, actions, onadd } = parts;
	const column = table.columns[at];
	if (column === undefined) return [{ label: t.table.addColumn, onselect: () => onadd('columns', 0) }];
	const { id, width } = column;
	const last = table.columns.length - 1;
	const { least, most } = OBJECT_LIMITS.columnWidth;
	const wide = (by: number): (() => void) =>
		once(parts, (marker) =>
			setColumnWidth(marker, id, Math.max(least, Math.min(most, (width ?? USUAL_WIDTH) + by)))
		);
	return [
		{ label: t.table.columnBefore, onselect: () => onadd('columns', at) },
		{ label: t.table.columnAfter, onselect: () => onadd('columns', at + 1) },
		{
			label: t.table.columnBack,
			separated: true,
			disabled: at === 0,
			onselect: once(parts, (marker) => moveTrack(marker, 'columns', id, -1))
		},
		{
			label: t.table.columnForth,
			disabled: at === last,
			onselect: once(parts, (marker) => moveTrack(marker, 'columns', id, 1))
		},
		{ label: t.table.wider, separated: true, onselect: wide(WIDTH_STEP) },
		{ label: t.table.narrower, onselect: wide(-WIDTH_STEP) },
		{
			label: t.table.fit,
			disabled: width === null,
			onselect: once(parts, (marker) => setColumnWidth(marker, id, null))
		},
		{
			label: t.table.deleteColumn,
			separated: true,
			danger: true,
			onselect: last === 0 ? actions.remove : once(parts, (marker) => removeTrack(marker, 'columns', id))
		}
	];
}

export function tableEntries(parts: TableEntriesParts): MenuEntry[] {
	const { table, actions } = parts;
	const { headerRow, headerColumn } = table;
	return [
		{
			label: t.table.headerRow,
			checked: headerRow,
			onselect: once(parts, (marker) => setHeader(marker, 'headerRow', !headerRow))
		},
		{
			label: t.table.headerColumn,
			checked: headerColumn,
			onselect: once(parts, (marker) => setHeader(marker, 'headerColumn', !headerColumn))
		},
		{ label: t.table.deleteTable, separated: true, danger: true, onselect: actions.remove }
	];
}
