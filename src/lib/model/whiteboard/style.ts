import { clamp } from './geometry.ts';

/** Named, not valued: each theme has its own shades of them, legible on its ground. */
export const BOARD_COLORS = ['ink', 'clay', 'amber', 'moss', 'sky', 'plum', 'rose'] as const;
export type BoardColor = (typeof BOARD_COLORS)[number];

export const FILLS = ['none', 'tint', 'solid'] as const;
export type Fill = (typeof FILLS)[number];

/** How a shape looks, apart from where it is: recolouring and moving at once keep both. */
export interface Style {
	readonly color: BoardColor;
	readonly fill: Fill;
	/** Of a stroke, in board units. */
	readonly width: number;
	/** The largest that its text is set in, in board units. */
	readonly fontSize: number;
}

export type StyleKey = keyof Style;

export const STROKE_WIDTHS = [2, 4, 8, 14] as const;
export const FONT_SIZES = [16, 24, 36, 56] as const;

export const DEFAULT_STYLE: Style = { color: 'ink', fill: 'none', width: 4, fontSize: 24 };

/** As it lies in the document: only what differs from the default, under one-letter names. */
export type StoredStyle = Readonly<Record<string, unknown>>;

/** Reads a style from the document, trusting nothing: what makes no sense becomes the default. */
export function parseStyle(stored: unknown): Style {
	const from = typeof stored === 'object' && stored !== null ? (stored as StoredStyle) : {};
	return {
		color: BOARD_COLORS.find((color) => color === from.c) ?? DEFAULT_STYLE.color,
		fill: FILLS.find((fill) => fill === from.f) ?? DEFAULT_STYLE.fill,
		width: numberOr(from.w, 1, 60, DEFAULT_STYLE.width),
		fontSize: numberOr(from.s, 6, 400, DEFAULT_STYLE.fontSize)
	};
}

export function storeStyle(style: Style): StoredStyle {
	const stored: Record<string, unknown> = {};
	if (style.color !== DEFAULT_STYLE.color) stored.c = style.color;
	if (style.fill !== DEFAULT_STYLE.fill) stored.f = style.fill;
	if (style.width !== DEFAULT_STYLE.width) stored.w = style.width;
	if (style.fontSize !== DEFAULT_STYLE.fontSize) stored.s = style.fontSize;
	return stored;
}

function numberOr(value: unknown, low: number, high: number, otherwise: number): number {
	return typeof value === 'number' && Number.isFinite(value) ? clamp(value, low, high) : otherwise;
}
