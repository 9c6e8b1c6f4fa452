import { clamp } from './geometry.ts';

/** Named, not valued: each theme has its own shades of them, legible on its ground. */
export const BOARD_COLORS = ['ink', 'clay', 'amber', 'moss', 'sky', 'plum', 'rose'] as const;
export type BoardColor = (typeof BOARD_COLORS)[number];

export const FILLS = ['none', 'tint', 'solid'] as const;
export type Fill = (typeof FILLS)[number];

export const DASHES = ['solid', 'dashed', 'dotted'] as const;
export type Dash = (typeof DASHES)[number];

/** As by hand, or as by a ruler. */
export const LOOKS = ['drawn', 'clean'] as const;
export type Look = (typeof LOOKS)[number];

/** Faces by what they are for; the client knows which files they are. */
export const FONTS = ['sans', 'serif', 'mono', 'hand'] as const;
export type Font = (typeof FONTS)[number];

/** In the direction in which the text itself runs. */
export const ALIGNS = ['start', 'center', 'end'] as const;
export type Align = (typeof ALIGNS)[number];

export const LISTS = ['none', 'bullets', 'numbers'] as const;
export type List = (typeof LISTS)[number];

/** A colour by its value, `#rrggbb`: drawings from elsewhere bring theirs along. The app's own palette has names only. */
export type OwnColor = `#${string}`;

/** How a shape looks, apart from where it is: recolouring and moving at once keep both. */
export interface Style {
	readonly color: BoardColor;
	readonly fill: Fill;
	/** Instead of `color`, for its lines and letters; `none` draws no line. */
	readonly ownStroke: OwnColor | 'none' | null;
	/** Instead of `color`, where `fill` is solid. */
	readonly ownFill: OwnColor | null;
	/** Of a stroke, in board units. */
	readonly width: number;
	readonly dash: Dash;
	readonly look: Look;
	/** Of all that it paints, from 0.1 to 1. */
	readonly opacity: number;
	/** The largest that its text is set in, in board units. */
	readonly fontSize: number;
	readonly font: Font;
	readonly align: Align;
	readonly bold: boolean;
	readonly italic: boolean;
	/** What stands before each line that its writers began. */
	readonly list: List;
}

export type StyleKey = keyof Style;

export const STROKE_WIDTHS = [2, 4, 8, 14] as const;
export const HIGHLIGHTER_WIDTHS = [12, 24, 36, 48] as const;
export const FONT_SIZES = [16, 24, 36, 56] as const;
export const OPACITIES = [1, 0.75, 0.5, 0.25] as const;
const LEAST_OPACITY = 0.1;

export const DEFAULT_STYLE: Style = {
	color: 'ink',
	fill: 'none',
	ownStroke: null,
	ownFill: null,
	width: 4,
	dash: 'solid',
	look: 'drawn',
	opacity: 1,
	fontSize: 24,
	font: 'sans',
	align: 'center',
	bold: false,
	italic: false,
	list: 'none'
};

/** As it lies in the document: only what differs from the default, under one-letter names. */
export type StoredStyle = Readonly<Record<string, unknown>>;

/**
 * Reads a style from the document, trusting nothing: what makes no sense becomes the default. `align` is how the words of
 * such a shape stand when nobody said anything: boxes centre theirs, text on the bare paper begins at the left.
 */
export function parseStyle(stored: unknown, align: Align): Style {
	const from = typeof stored === 'object' && stored !== null ? (stored as StoredStyle) : {};
	return {
		color: oneOf(BOARD_COLORS, from.c, DEFAULT_STYLE.color),
		fill: oneOf(FILLS, from.f, DEFAULT_STYLE.fill),
		ownStroke: from.x === 'none' ? 'none' : parseOwnColor(from.x),
		ownFill: parseOwnColor(from.y),
		width: numberOr(from.w, 1, 60, DEFAULT_STYLE.width),
		dash: oneOf(DASHES, from.d, DEFAULT_STYLE.dash),
		look: oneOf(LOOKS, from.l, DEFAULT_STYLE.look),
		opacity: numberOr(from.o, LEAST_OPACITY, 1, DEFAULT_STYLE.opacity),
		fontSize: numberOr(from.s, 6, 400, DEFAULT_STYLE.fontSize),
		font: oneOf(FONTS, from.t, DEFAULT_STYLE.font),
		align: oneOf(ALIGNS, from.a, align),
		bold: from.b === 1,
		italic: from.i === 1,
		list: oneOf(LISTS, from.n, DEFAULT_STYLE.list)
	};
}

/** What `parseStyle` reads back, given the same `align`. */
export function storeStyle(style: Style, align: Align): StoredStyle {
	const stored: Record<string, unknown> = {};
	if (style.color !== DEFAULT_STYLE.color) stored.c = style.color;
	if (style.fill !== DEFAULT_STYLE.fill) stored.f = style.fill;
	if (style.ownStroke !== null) stored.x = style.ownStroke;
	if (style.ownFill !== null) stored.y = style.ownFill;
	if (style.width !== DEFAULT_STYLE.width) stored.w = style.width;
	if (style.dash !== DEFAULT_STYLE.dash) stored.d = style.dash;
	if (style.look !== DEFAULT_STYLE.look) stored.l = style.look;
	if (style.opacity !== DEFAULT_STYLE.opacity) stored.o = style.opacity;
	if (style.fontSize !== DEFAULT_STYLE.fontSize) stored.s = style.fontSize;
	if (style.font !== DEFAULT_STYLE.font) stored.t = style.font;
	if (style.align !== align) stored.a = style.align;
	if (style.bold) stored.b = 1;
	if (style.italic) stored.i = 1;
	if (style.list !== DEFAULT_STYLE.list) stored.n = style.list;
	return stored;
}

/** The style after somebody's choice: a named colour takes the place of the shape's own. */
export function restyled(style: Style, choice: Partial<Style>): Style {
	const own = choice.color === undefined ? {} : { ownStroke: null, ownFill: null };
	return { ...style, ...own, ...choice };
}

function parseOwnColor(value: unknown): OwnColor | null {
	return typeof value === 'string' && /^#[0-9a-f]{6}$/u.test(value) ? (value as OwnColor) : null;
}

function oneOf<T extends string>(known: readonly T[], value: unknown, otherwise: T): T {
	return known.find((one) => one === value) ?? otherwise;
}

function numberOr(value: unknown, low: number, high: number, otherwise: number): number {
	return typeof value === 'number' && Number.isFinite(value) ? clamp(value, low, high) : otherwise;
}
