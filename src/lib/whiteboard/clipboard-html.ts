import { base64Of, bytesOfBase64 } from './io/base64.ts';

/** The attribute that holds the shapes, as UTF-8 JSON in base64. */
const ATTRIBUTE = 'data-commonplace-shapes';

/**
 * Copied shapes as HTML: the words, for whoever takes those, and unseen the shapes. A page that asks for the clipboard (as a
 * menu has to) is given HTML by every browser, and a type of its own by none.
 */
export function htmlOfShapes(json: string, texts: readonly string[]): string {
	const words = texts
		.filter((text) => text !== '')
		.map((text) => `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`);
	return `<div ${ATTRIBUTE}="${base64Of(new TextEncoder().encode(json))}"></div>${words.join('')}`;
}

/** The shapes in pasted HTML; empty where there are none. */
export function shapesInHtml(html: string): string {
	const [, coded] = new RegExp(`${ATTRIBUTE}="([A-Za-z0-9+/=]+)"`, 'u').exec(html) ?? [];
	if (coded === undefined) return '';
	// Cut off, it is HTML like any other.
	const bytes = bytesOfBase64(coded);
	return bytes === null ? '' : new TextDecoder().decode(bytes);
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
