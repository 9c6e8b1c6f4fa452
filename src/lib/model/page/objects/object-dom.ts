import { unreachable } from '../../unreachable.ts';
import type { PageObject, TableObject } from './object.ts';
import { objectText } from './object-text.ts';

/** As ProseMirror takes it. */
type Spec = readonly [string, ...unknown[]];

/** Under which a copied object carries what it is, for a page that it is pasted into. */
export const COPIED_OBJECT = 'data-page-object';

/** An object as it is copied: what other programs understand, and what a page of ours reads back. */
export function objectToDOM(object: PageObject): Spec {
	switch (object.type) {
		case 'table':
			return tableToDOM(object);
		case 'formula':
		case 'diagram':
			return ['pre', { [COPIED_OBJECT]: JSON.stringify(object) }, object.source];
		case 'image':
		case 'file':
		case 'board':
		case 'card':
		case 'page':
			return ['p', { [COPIED_OBJECT]: JSON.stringify(object) }, objectText(object)];
		default:
			return unreachable(object);
	}
}

function tableToDOM({ cells, headerRow, headerColumn }: TableObject): Spec {
	const rows = cells.map((row, down): Spec => {
		const cellsOfRow = row.map((words, right): Spec => {
			const isHeader = (headerRow && down === 0) || (headerColumn && right === 0);
			return [isHeader ? 'th' : 'td', ...withBreaks(words)];
		});
		return ['tr', ...cellsOfRow];
	});
	return ['table', ['tbody', ...rows]];
}

function withBreaks(words: string): (Spec | string)[] {
	return words.split('\n').flatMap((line, at) => [...(at === 0 ? [] : [['br'] as Spec]), line]);
}
