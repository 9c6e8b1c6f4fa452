import type { Component } from 'svelte';
import TextAlignCenter from '@lucide/svelte/icons/text-align-center';
import TextAlignEnd from '@lucide/svelte/icons/text-align-end';
import TextAlignStart from '@lucide/svelte/icons/text-align-start';
import ListIcon from '@lucide/svelte/icons/list';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Minus from '@lucide/svelte/icons/minus';
import { t } from '$lib/messages/whiteboard.ts';
import { t as words } from '$lib/messages/whiteboard-look.ts';
import {
	ALIGNS,
	type BoardColor,
	BOARD_COLORS,
	type Dash,
	DASHES,
	type Fill,
	FILLS,
	FONT_SIZES,
	FONTS,
	HIGHLIGHTER_WIDTHS,
	LISTS,
	LOOKS,
	OPACITIES,
	STROKE_WIDTHS,
	type Style
} from '#model/whiteboard/style.ts';
import { COLOR_TOKENS } from '../render/board-theme.ts';
import { FONT_TOKENS } from '../render/faces.ts';

/** The parts of a look that are chosen one of a few. */
export type RowKey =
	'color' | 'fill' | 'width' | 'dash' | 'look' | 'opacity' | 'font' | 'fontSize' | 'align' | 'list';

/** What stands on a choice. Backgrounds and edges are CSS colours, families CSS font families. */
export type Mark =
	| { readonly at: 'swatch'; readonly background: string }
	| { readonly at: 'fill'; readonly background: string; readonly edge: string }
	| { readonly at: 'line'; readonly thicknessPx: number }
	| { readonly at: 'dash'; readonly dash: Dash }
	| { readonly at: 'drawing'; readonly path: string }
	| { readonly at: 'veil'; readonly opacity: number; readonly background: string }
	| { readonly at: 'letters'; readonly family: string }
	| { readonly at: 'letter'; readonly sizeRem: number }
	| { readonly at: 'icon'; readonly Icon: Component };

/** One part of the look, as a row of choices. */
export interface LookRow<K extends RowKey = RowKey> {
	readonly key: K;
	/** The accessible name of the row. */
	readonly label: string;
	readonly choices: readonly { readonly value: Style[K]; readonly label: string; readonly mark: Mark }[];
}

/** What the rows show themselves in. */
export interface Shades {
	readonly color: BoardColor;
	readonly shade: 'note' | 'stroke';
	readonly isHighlighter: boolean;
}

/** A highlighter's lines are this much thicker than what is drawn of them. */
const HIGHLIGHTER_SHRINKS = 2.5;
const RECTANGLES = {
	clean: 'M4 6 H20 V18 H4 Z',
	drawn: 'M4 7 Q12 4.5 20 6.4 Q21.6 12 19.6 18 Q12 19.6 4.4 17.6 Q2.8 12 4.6 5.6'
} as const;
const ALIGN_ICONS = { start: TextAlignStart, center: TextAlignCenter, end: TextAlignEnd } as const;
const LIST_ICONS = { none: Minus, bullets: ListIcon, numbers: ListOrdered } as const;
const percent = new Intl.NumberFormat(undefined, { style: 'percent' });
const percentages = OPACITIES.map((opacity) => percent.format(opacity));

/** All rows there are: which of them show is a question to what is selected. */
export function lookRows(shades: Shades): { readonly [K in RowKey]: LookRow<K> } {
	return { ...lineRows(shades), ...letterRows() };
}

function lineRows({ color, shade, isHighlighter }: Shades) {
	const widths = isHighlighter ? HIGHLIGHTER_WIDTHS : STROKE_WIDTHS;
	const tokens = COLOR_TOKENS[color];
	return {
		color: named('color', t.color, BOARD_COLORS, t.colors, (value) => ({
			at: 'swatch',
			background: `var(${COLOR_TOKENS[value][shade]})`
		})),
		fill: named('fill', t.fill, FILLS, t.fills, (value) => ({
			at: 'fill',
			background: filled(value, tokens),
			edge: `var(${tokens.stroke})`
		})),
		width: counted('width', t.width, widths, t.widths, (value) => ({
			at: 'line',
			thicknessPx: value / (isHighlighter ? HIGHLIGHTER_SHRINKS : 1)
		})),
		dash: named('dash', words.dash, DASHES, words.dashes, (dash) => ({ at: 'dash', dash })),
		look: named('look', words.hand, LOOKS, words.looks, (value) => ({
			at: 'drawing',
			path: RECTANGLES[value]
		})),
		opacity: counted('opacity', words.opacity, OPACITIES, percentages, (opacity) => ({
			at: 'veil',
			opacity,
			background: `var(${tokens[shade]})`
		}))
	};
}

function letterRows() {
	return {
		font: named('font', words.font, FONTS, words.fonts, (value) => ({
			at: 'letters',
			family: `var(${FONT_TOKENS[value]})`
		})),
		fontSize: counted('fontSize', t.fontSize, FONT_SIZES, t.fontSizes, (_, place) => ({
			at: 'letter',
			sizeRem: 0.8 + place * 0.2
		})),
		align: named('align', words.align, ALIGNS, words.aligns, (value) => ({
			at: 'icon',
			Icon: ALIGN_ICONS[value]
		})),
		list: named('list', words.list, LISTS, words.lists, (value) => ({ at: 'icon', Icon: LIST_ICONS[value] }))
	};
}

/** A row of values that are words, each of them with a name on screen. */
function named<K extends RowKey, V extends Style[K] & string>(
	key: K,
	label: string,
	values: readonly V[],
	names: Readonly<Record<V, string>>,
	mark: (value: V) => Mark
): LookRow<K> {
	return { key, label, choices: values.map((value) => ({ value, label: names[value], mark: mark(value) })) };
}

/** A row of numbers, with their names on screen in the same order. */
function counted<K extends RowKey, V extends Style[K] & number>(
	key: K,
	label: string,
	values: readonly V[],
	names: readonly string[],
	mark: (value: V, place: number) => Mark
): LookRow<K> {
	return {
		key,
		label,
		choices: values.map((value, place) => ({ value, label: names[place]!, mark: mark(value, place) }))
	};
}

function filled(fill: Fill, { stroke, tint }: { readonly stroke: string; readonly tint: string }): string {
	if (fill === 'none') return 'transparent';
	return `var(${fill === 'solid' ? stroke : tint})`;
}
