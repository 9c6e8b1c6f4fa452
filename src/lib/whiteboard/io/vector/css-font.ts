import type { Font } from './vector-sink.ts';

const FONT = /^((?:(?:italic|oblique|normal|bold|small-caps|[1-9]\d{2,3})\s+)*)([\d.]+)px(?:\/\S+)?\s+(.+)$/;

/** What a canvas's `font` says, as far as painters use it; `null` when it is none. */
export function parseFont(font: string): Font | null {
	const match = FONT.exec(font.trim());
	if (match === null) return null;
	const words = match[1]!.split(/\s+/u);
	return {
		size: Number(match[2]),
		family: match[3]!,
		bold: words.some((word) => word === 'bold' || Number(word) >= 600),
		italic: words.some((word) => word === 'italic' || word === 'oblique')
	};
}
