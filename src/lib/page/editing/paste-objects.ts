import { COPIED_OBJECT } from '#model/page/objects/object-dom.ts';
import type { PageObject } from '#model/page/objects/object.ts';
import { readObject } from '#model/page/objects/read-object.ts';
import { tableOf } from '#model/page/objects/table.ts';
import { cellsOfTable } from './cells-from-paste.ts';

/** Longer ones were not copied from a page of ours. */
const MOST_LETTERS = 100_000;

/** What an element says that it is a copy of, checked like anything that a document says. */
export function copiedObject(element: Element): PageObject | null {
	const copied = element.getAttribute(COPIED_OBJECT);
	if (copied === null || copied.length > MOST_LETTERS) return null;
	try {
		const fields: unknown = JSON.parse(copied);
		if (typeof fields !== 'object' || fields === null) return null;
		return readObject((name) => (fields as Record<string, unknown>)[name]);
	} catch {
		return null;
	}
}

/** A table that holds data; those that lay out a page or a message hold other tables, or one cell. */
export function isOfCells(table: Element): boolean {
	if (table.querySelector('table, h1, h2, h3, h4, ul, ol, pre') !== null) return false;
	return table.querySelectorAll('td, th').length > 1;
}

export function tableFromHtml(table: Element): PageObject {
	const first = table.querySelector('tr');
	const isHeader = first !== null && first.querySelector('th') !== null && first.querySelector('td') === null;
	const others = [...table.querySelectorAll('tr')].slice(1);
	const headerColumn = others.length > 0 && others.every((row) => row.firstElementChild?.tagName === 'TH');
	return { ...tableOf(cellsOfTable(table), isHeader), headerColumn };
}
