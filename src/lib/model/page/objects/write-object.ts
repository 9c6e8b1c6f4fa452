import * as Y from 'yjs';
import type { BlockId } from '../block.ts';
import type { Marker } from '../read-page.ts';
import { plainKeys } from '../../order.ts';
import { unreachable } from '../../unreachable.ts';
import type { PageObject, TableObject, TrackId } from './object.ts';
import { cellKey } from './read-object.ts';

/** An object's marker, not in any document yet. What several people write in is a text of its own. */
export function createObjectMarker(id: BlockId, object: PageObject): Marker {
	const marker: Marker = new Y.Map();
	marker.set('id', id);
	for (const [name, value] of fieldsOf(object)) marker.set(name, value);
	return marker;
}

function fieldsOf(object: PageObject): [string, unknown][] {
	switch (object.type) {
		case 'table':
			return tableFields(object);
		case 'formula':
		case 'diagram':
			return [
				['type', object.type],
				['source', new Y.Text(object.source)]
			];
		case 'image':
			return Object.entries({ ...object, caption: new Y.Text(object.caption) });
		case 'file':
		case 'board':
		case 'card':
		case 'page':
			return Object.entries(object);
		default:
			return unreachable(object);
	}
}

function tableFields({ rows, columns, cells, headerRow, headerColumn }: TableObject): [string, unknown][] {
	const ids = columns.map(({ id }) => id);
	const texts: [string, Y.Text][] = rows.flatMap((row, at) =>
		ids.map((column, place): [string, Y.Text] => [cellKey(row, column), new Y.Text(cells[at]?.[place] ?? '')])
	);
	const widths = columns.flatMap(({ id, width }): [string, number][] =>
		width === null ? [] : [[id, width]]
	);
	return [
		['type', 'table'],
		['rows', orderOf(rows)],
		['columns', orderOf(ids)],
		['widths', new Y.Map(widths)],
		['cells', new Y.Map(texts)],
		['headerRow', headerRow],
		['headerColumn', headerColumn]
	];
}

function orderOf(tracks: readonly TrackId[]): Y.Map<string> {
	const keys = plainKeys(tracks.length);
	return new Y.Map(tracks.map((id, at): [string, string] => [id, keys[at]!]));
}
