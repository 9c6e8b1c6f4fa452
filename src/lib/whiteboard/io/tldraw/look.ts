import type { Head } from '#model/whiteboard/shapes/arrow.ts';
import type { Align, BoardColor, Dash, Font, OwnColor, Style } from '#model/whiteboard/style.ts';
import { objectOf, textOf } from './schema.ts';

/** tldraw's colours by name are ours by name, where there is one; so each theme has its own shade of them. */
const COLORS: Readonly<Record<string, BoardColor>> = {
	black: 'ink',
	orange: 'clay',
	yellow: 'amber',
	green: 'moss',
	'light-green': 'moss',
	blue: 'sky',
	'light-blue': 'sky',
	violet: 'plum',
	'light-violet': 'plum',
	red: 'rose',
	'light-red': 'rose'
};
const OWN: Readonly<Record<string, OwnColor>> = { grey: '#9fa8b2', white: '#ffffff', red: '#e03131' };

const WIDTHS: Readonly<Record<string, number>> = { s: 2, m: 3.5, l: 5, xl: 10 };
const LETTERS: Readonly<Record<string, number>> = { s: 18, m: 24, l: 36, xl: 44 };
/** In boxes and on notes they are smaller. */
const LABELS: Readonly<Record<string, number>> = { s: 18, m: 22, l: 26, xl: 32 };
const FACES: Readonly<Record<string, Font>> = { draw: 'hand', sans: 'sans', serif: 'serif', mono: 'mono' };
const ALIGNS: Readonly<Record<string, Align>> = {
	start: 'start',
	'start-legacy': 'start',
	middle: 'center',
	'middle-legacy': 'center',
	end: 'end',
	'end-legacy': 'end'
};
const DASHES: Readonly<Record<string, Dash>> = { dashed: 'dashed', dotted: 'dotted' };

export interface Looking {
	readonly scale: number;
	readonly opacity: number;
}

export function lookOf(
	props: Readonly<Record<string, unknown>>,
	{ scale, opacity }: Looking
): Partial<Style> {
	const color = textOf(props.color, 'black');
	const fill = textOf(props.fill, 'none');
	const own = OWN[color] ?? null;
	return {
		color: COLORS[color] ?? 'ink',
		ownStroke: own,
		ownFill: own,
		fill: fill === 'none' ? 'none' : fill === 'fill' || fill === 'lined-fill' ? 'solid' : 'tint',
		width: Math.max(1, (WIDTHS[textOf(props.size, 'm')] ?? 3.5) * scale),
		dash: DASHES[textOf(props.dash)] ?? 'solid',
		look: props.dash === 'draw' || props.dash === undefined ? 'drawn' : 'clean',
		opacity: Math.min(1, Math.max(0.1, opacity))
	};
}

export function lettersOf(
	props: Readonly<Record<string, unknown>>,
	of: 'text' | 'label',
	{ scale }: Looking
): Partial<Style> {
	const sizes = of === 'text' ? LETTERS : LABELS;
	const size = (sizes[textOf(props.size, 'm')] ?? 24) * scale;
	const align = textOf(
		of === 'text' ? (props.textAlign ?? props.align) : props.align,
		of === 'text' ? 'start' : 'middle'
	);
	return {
		fontSize: Math.min(400, Math.max(6, size)),
		font: FACES[textOf(props.font, 'draw')] ?? 'hand',
		align: ALIGNS[align] ?? 'center'
	};
}

const HEADS: Readonly<Record<string, Head>> = {
	none: 'none',
	arrow: 'arrow',
	triangle: 'triangle',
	inverted: 'triangle',
	diamond: 'triangle',
	square: 'dot',
	dot: 'dot',
	pipe: 'bar',
	bar: 'bar'
};

export function headOf(name: unknown, otherwise: Head): Head {
	return HEADS[textOf(name)] ?? otherwise;
}

/** The words of a shape: plain in older files, a tree of paragraphs in newer ones. */
export function wordsOf({ text, richText, name }: Readonly<Record<string, unknown>>): string {
	if (typeof text === 'string' && text !== '') return text;
	const blocks: unknown = objectOf(richText).content;
	if (Array.isArray(blocks)) return blocks.map((block: unknown) => inline(block, 8)).join('\n');
	return textOf(name);
}

const BLOCKS = new Set(['listItem', 'bulletList', 'orderedList']);

function inline(node: unknown, levels: number): string {
	const { type, text, content } = objectOf(node);
	if (typeof text === 'string') return text;
	if (type === 'hardBreak') return '\n';
	if (!Array.isArray(content) || levels === 0) return '';
	const parts = content.map((inner: unknown) => inline(inner, levels - 1));
	return parts.join(BLOCKS.has(textOf(type)) ? '\n' : '');
}
