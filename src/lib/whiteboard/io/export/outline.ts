import { readingOrder } from '#model/whiteboard/reading-order.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { splitCells } from '#model/whiteboard/cell-texts.ts';
import type { Copied } from '../../copies.ts';
import { framesIn } from './picture.ts';

/**
 * The words of a board in reading order, as Markdown: what lies in a frame under its title, what is connected by arrows
 * as "from → to".
 */
export function outlineOf(pieces: readonly Copied[], title: string, unnamed: string): string {
	const texts = new Map(pieces.map(({ shape, text }) => [shape.id, text]));
	const ordered = readingOrder(pieces.map(({ shape }) => shape)).map((shape) => ({
		shape,
		text: texts.get(shape.id)!
	}));
	const frames = framesIn(ordered);
	const framed = new Set(frames.map(({ shape }) => shape.id));
	const linesOf = (frame: ShapeId | null): string[] =>
		ordered
			.filter(({ shape }) => (shape.frame !== null && framed.has(shape.frame) ? shape.frame : null) === frame)
			.flatMap((piece) => lineOf(piece, texts));
	const loose = linesOf(null);
	return [
		`# ${inline(title)}`,
		...(loose.length === 0 ? [] : [loose.join('\n')]),
		...frames.map(({ shape, text }) =>
			[`## ${inline(text === '' ? unnamed : text)}`, linesOf(shape.id).join('\n')]
				.filter((part) => part !== '')
				.join('\n\n')
		)
	]
		.join('\n\n')
		.concat('\n');
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
