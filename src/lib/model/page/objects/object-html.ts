import { unreachable } from '../../unreachable.ts';
import { escapeHtml } from '../escape-html.ts';
import type { FileObject, ImageObject, PageObject, TableObject } from './object.ts';

/** The words around a page's objects, in the reader's language. */
export interface ObjectWords {
	/** Of an image that nobody has described. */
	readonly image: string;
	/** Over a diagram, of which only the source can be shown. */
	readonly diagram: string;
	/** Before the name of another board of the session. */
	readonly board: string;
	readonly card: string;
	readonly page: string;
	/** In the place of a name that nobody knows any more. */
	readonly untitled: string;
	/** A file's size, of bytes. */
	readonly size: (bytes: number) => string;
}

/** What objects take from where they are rendered. */
export interface ObjectSurroundings {
	readonly words: ObjectWords;
	/** Where the bytes of this hash are. */
	readonly blob: (hash: string) => string;
	/** Where a board of this session is. */
	readonly board: (board: string) => string;
	/** A formula as markup that is safe whatever the source says; `null`: it cannot be read as one. */
	readonly formula: (source: string) => string | null;
}

/** An object as HTML without script or style. */
export function renderObject(
	object: PageObject,
	{ words, blob, board, formula }: ObjectSurroundings
): string {
	switch (object.type) {
		case 'table':
			return renderTable(object);
		case 'image':
			return renderImage(object, blob, words);
		case 'file':
			return renderFile(object, blob, words);
		case 'formula': {
			const markup = object.source.trim() === '' ? null : formula(object.source);
			return markup === null ? source(object.source) : `<div class="formula">${markup}</div>\n`;
		}
		case 'diagram': {
			const caption = `<figcaption>${escapeHtml(words.diagram)}</figcaption>`;
			return `<figure class="diagram">${source(object.source)}${caption}</figure>\n`;
		}
		case 'board':
		case 'card':
		case 'page': {
			const title = object.title.trim() === '' ? words.untitled : object.title;
			const link = `<a href="${escapeHtml(board(object.board))}">${escapeHtml(title)}</a>`;
			return `<p class="embed">${escapeHtml(words[object.type])} ${link}</p>\n`;
		}
		default:
			return unreachable(object);
	}
}

function source(text: string): string {
	return text === '' ? '' : `<pre><code>${escapeHtml(text)}</code></pre>\n`;
}

/** In a box of its own that scrolls, so that a wide table never makes the page wide. */
function renderTable({ cells, headerRow, headerColumn }: TableObject): string {
	if (cells.length === 0 || cells[0]!.length === 0) return '';
	const rows = cells.map((row, down) => {
		const cellsOfRow = row.map((words, right) => {
			const scope = headerRow && down === 0 ? 'col' : headerColumn && right === 0 ? 'row' : null;
			const tag = scope === null ? 'td' : 'th';
			const opening = scope === null ? tag : `${tag} scope="${scope}"`;
			return `<${opening}>${escapeHtml(words).replaceAll('\n', '<br>')}</${tag}>`;
		});
		return `<tr>${cellsOfRow.join('')}</tr>\n`;
	});
	const head = headerRow ? `<thead>\n${rows[0]!}</thead>\n` : '';
	const body = (headerRow ? rows.slice(1) : rows).join('');
	return `<div class="table" tabindex="0"><table>\n${head}<tbody>\n${body}</tbody>\n</table></div>\n`;
}

function renderImage(
	{ hash, w, h, alt, caption, width }: ImageObject,
	blob: ObjectSurroundings['blob'],
	words: ObjectWords
): string {
	const described = escapeHtml(alt.trim() === '' ? words.image : alt);
	// As wide as the text at most, and no wider than the picture has pixels; the browser knows its height in advance.
	const size = width === 100 ? `width="${w}" height="${h}"` : `width="${width}%"`;
	const image = `<img src="${escapeHtml(blob(hash))}" alt="${described}" ${size} loading="lazy">`;
	const text = caption.trim() === '' ? '' : `<figcaption>${escapeHtml(caption)}</figcaption>`;
	return `<figure>${image}${text}</figure>\n`;
}

function renderFile(
	{ hash, name, size }: FileObject,
	blob: ObjectSurroundings['blob'],
	words: ObjectWords
): string {
	const link = `<a href="${escapeHtml(blob(hash))}" download="${escapeHtml(name)}">${escapeHtml(name)}</a>`;
	return `<p class="file">${link} <small>${escapeHtml(words.size(size))}</small></p>\n`;
}
