import { unreachable } from '../../unreachable.ts';
import type { PageObject } from './object.ts';

/** An object's words as plain text, for search, for comparing and for the clipboard; a table as spreadsheets copy it. */
export function objectText(object: PageObject): string {
	switch (object.type) {
		case 'table':
			return object.cells.map((row) => row.map(inOneLine).join('\t')).join('\n');
		case 'image':
			return [object.alt, object.caption].filter((words) => words !== '').join('\n');
		case 'file':
			return object.name;
		case 'formula':
		case 'diagram':
			return object.source;
		case 'board':
		case 'card':
		case 'page':
			return object.title;
		default:
			return unreachable(object);
	}
}

function inOneLine(words: string): string {
	return words.replace(/[\t\n]+/g, ' ');
}
