import type { Font } from './vector-sink.ts';

/** The faces that every PDF reader has, so that none is in the file. */
export type PdfFace = `${'Helvetica' | 'Times' | 'Courier'}${string}`;

/** Widths of the characters from space to ~, in thousandths of the font size; from Adobe's metrics of the standard faces. */
const HELVETICA = widths(
	'278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584'
);
const HELVETICA_BOLD = widths(
	'278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584'
);
const TIMES = widths(
	'250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541'
);
const COURIER = 600;

/** What Windows-1252 has between 0x80 and 0x9f, where Latin-1 has nothing. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function widths(list: string): readonly number[] {
	return list.split(' ').map(Number);
}

export function faceOf({ family, bold, italic }: Font): PdfFace {
	const first = family.split(',')[0]!.toLowerCase();
	if (/mono|courier|consolas/u.test(first)) return `Courier${suffix(bold, italic, 'Oblique')}`;
	if (/literata|georgia|times|(?<!sans-)serif/u.test(first))
		return `Times${suffix(bold, italic, 'Italic') || '-Roman'}`;
	return `Helvetica${suffix(bold, italic, 'Oblique')}`;
}

function suffix(bold: boolean, italic: boolean, slanted: string): string {
	return bold || italic ? `-${bold ? 'Bold' : ''}${italic ? slanted : ''}` : '';
}

/** The bytes of a text in the encoding of the standard faces; `null` when it has other letters than those. */
export function winAnsi(text: string): readonly number[] | null {
	const bytes: number[] = [];
	for (const character of text.normalize('NFC')) {
		const code = character.codePointAt(0)!;
		const windows = WINDOWS.indexOf(character);
		if (code >= 0x20 && code <= 0x7e) bytes.push(code);
		else if (code >= 0xa0 && code <= 0xff) bytes.push(code);
		else if (code > 0xff && windows !== -1) bytes.push(0x80 + windows);
		else if (code === 9) bytes.push(0x20);
		else return null;
	}
	return bytes;
}

/** How wide a standard face sets a text, in units of the font size: near enough to stretch it to the width it has on the board. */
export function widthIn(face: PdfFace, text: string): number {
	if (face.startsWith('Courier')) return ([...text].length * COURIER) / 1_000;
	const isBold = face.includes('Bold');
	const table = face.startsWith('Times') ? TIMES : isBold ? HELVETICA_BOLD : HELVETICA;
	let sum = 0;
	// Letters with accents are as wide as without.
	for (const character of text.normalize('NFD').replace(/\p{M}/gu, ''))
		sum += table[character.charCodeAt(0) - 0x20] ?? 556;
	return (sum / 1_000) * (isBold && table === TIMES ? 1.05 : 1);
}
