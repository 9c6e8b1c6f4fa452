import { readingOrder } from '#model/whiteboard/reading-order.ts';
import type { Thread } from '#model/whiteboard/comments/comments.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { splitCells } from '#model/whiteboard/cell-texts.ts';
import type { Copied } from '../../copies.ts';
import { framesIn } from './picture.ts';

/** What an outline says of itself. */
export interface OutlineWords {
	/** Stands for the title of a frame without one. */
	readonly unnamedFrame: string;
	/** Above what was said about no words in particular. */
	readonly comments: string;
	readonly resolved: (comment: string) => string;
}

interface Outlined {
	readonly title: string;
	readonly comments: readonly Thread[];
	readonly words: OutlineWords;
}

/**
 * The words of a board in reading order, as Markdown: what lies in a frame under its title, what is connected by arrows
 * as "from → to", what was said about something below it.
 */
export function outlineOf(pieces: readonly Copied[], { title, comments, words }: Outlined): string {
	const texts = new Map(pieces.map(({ shape, text }) => [shape.id, text]));
	const ordered = readingOrder(pieces.map(({ shape }) => shape)).map((shape) => ({
		shape,
		text: texts.get(shape.id)!
	}));
	const frames = framesIn(ordered);
	const framed = new Set(frames.map(({ shape }) => shape.id));
	const lines = new Map(ordered.map((piece) => [piece.shape.id, lineOf(piece, texts)]));
	// What is pinned to a drawing without words has nothing to stand below.
	const hasPlace = (id: ShapeId): boolean => framed.has(id) || (lines.get(id) ?? []).length > 0;
	const threads = Map.groupBy(comments, ({ pin: { on } }) =>
		on !== null && hasPlace(on.shape) ? on.shape : null
	);
	const saidOf = (id: ShapeId | null, indent = ''): string[] =>
		(threads.get(id) ?? []).flatMap((thread) => threadLines(thread, words, indent));
	const linesIn = (frame: ShapeId | null): string[] =>
		ordered
			.filter(({ shape }) => (shape.frame !== null && framed.has(shape.frame) ? shape.frame : null) === frame)
			.flatMap(({ shape: { id, type } }) => [
				...lines.get(id)!,
				...(type === 'frame' ? [] : saidOf(id, type === 'table' ? '' : '  '))
			]);
	return [
		[`# ${inline(title)}`],
		linesIn(null),
		...frames.flatMap(({ shape: { id }, text }) => [
			[`## ${inline(text === '' ? words.unnamedFrame : text)}`],
			[...saidOf(id), ...linesIn(id)]
		]),
		threads.has(null) ? [`## ${inline(words.comments)}`] : [],
		saidOf(null)
	]
		.filter((block) => block.length > 0)
		.map((block) => block.join('\n'))
		.join('\n\n')
		.concat('\n');
}

/** Who said what, as a list; replies below it. */
function threadLines({ comments, resolved }: Thread, words: OutlineWords, indent: string): string[] {
	return comments.map(({ name, text }, at) => {
		const said = `**${inline(name)}:** ${inline(text)}`;
		if (at > 0) return `${indent}  - ${said}`;
		return `${indent}- ${resolved === null ? said : words.resolved(said)}`;
	});
}

function lineOf({ shape, text }: Copied, texts: ReadonlyMap<ShapeId, string>): string[] {
	switch (shape.type) {
		case 'frame':
			return [];
		case 'table':
			return text.trim() === '' ? [] : tableLines(splitCells(text));
		case 'link':
			return [`- [${inline(text === '' ? shape.url : text)}](${shape.url.replaceAll(')', '%29')})`];
		case 'image':
			return shape.alt === '' ? [] : [`- ![${inline(shape.alt)}]()`];
		case 'arrow': {
			const [from, to] = [shape.start, shape.end].map((end) =>
				end === null ? '' : (texts.get(end.shape) ?? '')
			);
			const way = from !== '' && to !== '' ? `${inline(from!)} → ${inline(to!)}` : '';
			const said = [way, inline(text)].filter((part) => part !== '').join(': ');
			return said === '' ? [] : [`- ${said}`];
		}
		default:
			return text.trim() === '' ? [] : [`- ${lines(text)}`];
	}
}

/** As a list within the table's place: Markdown's own tables cannot be in one. */
function tableLines(rows: readonly string[][]): string[] {
	const row = (cells: readonly string[]): string =>
		`| ${cells.map((cell) => inline(cell).replaceAll('|', '\\|')).join(' | ')} |`;
	const [head = [], ...rest] = rows;
	return ['', row(head), row(head.map(() => '---')), ...rest.map(row), ''];
}

function inline(text: string): string {
	return escaped(text.trim().replace(/\s*\n\s*/gu, ' '));
}

function lines(text: string): string {
	return text.trim().split('\n').map(escaped).join('  \n  ');
}

/** What Markdown would read as its own. */
function escaped(text: string): string {
	return text.replace(/[\\`*_[\]<>]/gu, '\\$&').replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/u, '$1\\$2');
}
