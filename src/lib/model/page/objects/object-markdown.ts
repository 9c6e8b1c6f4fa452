import { unreachable } from '../../unreachable.ts';
import type { PageObject, TableObject } from './object.ts';

/** What an object needs to become Markdown. */
export interface MarkdownSigns {
	/** Takes the meaning of every sign in a text. */
	readonly escaped: (text: string) => string;
	/** A text between fences that it does not end. */
	readonly fenced: (text: string, language: string) => string[];
	/** Where the bytes of this hash are, and a board of this session. */
	readonly blob: (hash: string) => string;
	readonly board: (board: string) => string;
}

/** An object as lines of GitHub's Markdown. */
export function markdownOfObject(object: PageObject, signs: MarkdownSigns): string[] {
	const { escaped, fenced, blob, board } = signs;
	const inOneLine = (text: string): string => escaped(text.replace(/\s+/g, ' ').trim());
	switch (object.type) {
		case 'table':
			return markdownOfTable(object, escaped);
		case 'image': {
			const image = `![${inOneLine(object.alt)}](<${blob(object.hash)}>)`;
			return object.caption.trim() === '' ? [image] : [image, '', `*${inOneLine(object.caption)}*`];
		}
		case 'file':
			return [`[${inOneLine(object.name)}](<${blob(object.hash)}>)`];
		case 'formula':
			return fenced(object.source, 'math');
		case 'diagram':
			return fenced(object.source, 'mermaid');
		case 'board':
		case 'card':
		case 'page':
			return [`[${inOneLine(object.title)}](<${board(object.board)}>)`];
		default:
			return unreachable(object);
	}
}

/** GitHub's tables have a header always: without one of its own, the first line is empty. */
function markdownOfTable({ cells, headerRow }: TableObject, escaped: MarkdownSigns['escaped']): string[] {
	const width = cells[0]?.length ?? 0;
	if (width === 0) return [];
	const cell = (text: string): string => escaped(text.trim()).replaceAll('\n', '<br>');
	const line = (row: readonly string[]): string => `| ${row.map(cell).join(' | ')} |`;
	const header = headerRow ? line(cells[0]!) : `|${'  |'.repeat(width)}`;
	return [header, `|${' --- |'.repeat(width)}`, ...(headerRow ? cells.slice(1) : cells).map(line)];
}
