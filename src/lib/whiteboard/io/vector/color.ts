/** A colour with its parts from 0 to 255, and how much it covers from 0 to 1. */
export interface Rgba {
	readonly r: number;
	readonly g: number;
	readonly b: number;
	readonly a: number;
}

const HEX = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const RGB = /^rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)(?:\s*[/,]\s*([\d.]+%?))?\s*\)$/i;

/** The names that drawings really use; the rest of CSS's 148 are read as `null`. */
const NAMED: Readonly<Record<string, string>> = {
	black: '#000000',
	white: '#ffffff',
	red: '#ff0000',
	green: '#008000',
	blue: '#0000ff',
	yellow: '#ffff00',
	orange: '#ffa500',
	purple: '#800080',
	pink: '#ffc0cb',
	brown: '#a52a2a',
	gray: '#808080',
	grey: '#808080',
	silver: '#c0c0c0',
	navy: '#000080',
	teal: '#008080',
	lime: '#00ff00',
	aqua: '#00ffff',
	cyan: '#00ffff',
	magenta: '#ff00ff',
	fuchsia: '#ff00ff',
	maroon: '#800000',
	olive: '#808000',
	transparent: '#00000000',
	none: '#00000000'
};

/** Reads `#rgb`, `#rrggbb`, either with alpha, `rgb()`, `rgba()` and the common names; `null` for anything else. */
export function parseColor(css: string): Rgba | null {
	const named = NAMED[css.trim().toLowerCase()] ?? css.trim();
	const hex = HEX.exec(named)?.[1];
	if (hex !== undefined) {
		const long = hex.length <= 4 ? [...hex].map((digit) => digit + digit).join('') : hex;
		const byte = (at: number): number => parseInt(long.slice(at, at + 2), 16);
		return { r: byte(0), g: byte(2), b: byte(4), a: long.length === 8 ? byte(6) / 255 : 1 };
	}
	const match = RGB.exec(named);
	if (match === null) return null;
	const part = (text: string | undefined, whole: number, otherwise: number): number => {
		if (text === undefined) return otherwise;
		const value = text.endsWith('%') ? (parseFloat(text) / 100) * whole : parseFloat(text);
		return Math.min(whole, Math.max(0, value));
	};
	return {
		r: Math.round(part(match[1], 255, 0)),
		g: Math.round(part(match[2], 255, 0)),
		b: Math.round(part(match[3], 255, 0)),
		a: part(match[4], 1, 1)
	};
}

export function hexOf({ r, g, b }: Rgba): string {
	return `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}
