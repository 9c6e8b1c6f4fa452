import type { Font, List } from '#model/whiteboard/style.ts';

/** One cut of a typeface. */
export interface Face {
	readonly font: Font;
	readonly bold: boolean;
	readonly italic: boolean;
}

/** One line as it is drawn. */
export interface TextLine {
	readonly text: string;
	/** Its paragraph runs from the right to the left, as its first letter says. */
	readonly rtl: boolean;
	/** What stands before it in a list, where its paragraph begins. */
	readonly marker: string | null;
}

/** Lines of text set in a box. */
export interface TextLayout {
	readonly lines: readonly TextLine[];
	readonly fontSize: number;
	readonly lineHeight: number;
	/** Of the widest line, with its indent. */
	readonly width: number;
	readonly height: number;
	/** How far lines stand in, to leave room for the markers of a list. */
	readonly indent: number;
}

export interface TextSpace {
	/** Where lines wrap; `Infinity` for nowhere. */
	readonly width: number;
	/** The text shrinks until it is no taller than this. */
	readonly height: number;
	readonly fontSize: number;
	readonly face?: Face;
	readonly list?: List;
}

/** The width of a piece of text at a font size of 100. */
export type Measure = (text: string, face: Face) => number;

/** A paragraph, and what stands before it. */
interface Paragraph {
	readonly text: string;
	readonly rtl: boolean;
	readonly marker: string | null;
}

export const LINE_HEIGHT = 1.3;
export const MEASURED_AT = 100;
const PLAIN_FACE: Face = { font: 'sans', bold: false, italic: false };
const SMALLEST_FONT = 7;
const SHRINK = 0.92;
/** Room for a bullet, in parts of the font's size. */
const BULLET_INDENT = 1.1;
const NUMBER_GAP = 0.45;

/** Breaks text into lines, at words where it can; shrinks it until it fits the height. */
export function layoutText(text: string, space: TextSpace, measure: Measure): TextLayout {
	const face = space.face ?? PLAIN_FACE;
	const paragraphs = paragraphsOf(text, space.list ?? 'none');
	const widthOf = (piece: string): number => measure(piece, face);
	const indentEm = indentOf(paragraphs, space.list ?? 'none', widthOf);
	for (let fontSize = space.fontSize; ; fontSize = Math.max(SMALLEST_FONT, fontSize * SHRINK)) {
		const scale = fontSize / MEASURED_AT;
		const indent = indentEm * fontSize;
		const room = Math.max(1, space.width - indent) / scale;
		const brokeWord = { yes: false };
		const lines = paragraphs.flatMap((paragraph) => linesOf(paragraph, room, widthOf, brokeWord));
		const lineHeight = fontSize * LINE_HEIGHT;
		const height = lines.length * lineHeight;
		if ((height <= space.height && !(brokeWord.yes && fontSize > 12)) || fontSize <= SMALLEST_FONT) {
			const widest = lines.reduce((most, line) => Math.max(most, widthOf(line.text)), 0);
			return { lines, fontSize, lineHeight, width: widest * scale + indent, height, indent };
		}
	}
}

/** The number or bullet before each paragraph that says anything. */
export function paragraphsOf(text: string, list: List): readonly Paragraph[] {
	let number = 0;
	return text.split('\n').map((paragraph) => {
		const isItem = list !== 'none' && paragraph.trim() !== '';
		const marker = !isItem ? null : list === 'bullets' ? '•' : `${++number}.`;
		return { text: paragraph, rtl: runsFromRight(paragraph), marker };
	});
}

function indentOf(paragraphs: readonly Paragraph[], list: List, widthOf: (text: string) => number): number {
	if (list === 'none') return 0;
	if (list === 'bullets') return BULLET_INDENT;
	const last = paragraphs.findLast(({ marker }) => marker !== null)?.marker ?? '1.';
	return widthOf(last) / MEASURED_AT + NUMBER_GAP;
}

/** Hebrew, Arabic and their neighbours: as `dir="auto"` does, the first letter decides. */
function runsFromRight(text: string): boolean {
	const first = /\p{L}/u.exec(text)?.[0];
	return first !== undefined && /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u.test(first);
}

function linesOf(
	{ text, rtl, marker }: Paragraph,
	room: number,
	widthOf: (text: string) => number,
	brokeWord: { yes: boolean }
): TextLine[] {
	return wrapped(text, room, widthOf, brokeWord).map((line, at) => ({
		text: line,
		rtl,
		marker: at === 0 ? marker : null
	}));
}

/** After a space, and between the signs of scripts that write without any. */
const BREAKS = /(?<=\s|[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef])/u;

function wrapped(
	paragraph: string,
	room: number,
	widthOf: (text: string) => number,
	brokeWord: { yes: boolean }
): string[] {
	if (room === Infinity || widthOf(paragraph) <= room) return [paragraph];
	const lines: string[] = [];
	let line = '';
	for (const word of paragraph.split(BREAKS)) {
		if (line !== '' && widthOf(line + word.trimEnd()) > room) {
			lines.push(line.trimEnd());
			line = '';
		}
		line += word;
		while (widthOf(line.trimEnd()) > room && line.length > 1) {
			brokeWord.yes = true;
			const fits = fittingPrefix(line, room, widthOf);
			lines.push(line.slice(0, fits));
			line = line.slice(fits);
		}
	}
	lines.push(line.trimEnd());
	return lines;
}

/** How many UTF-16 units of a too long word fit: whole characters, at least one. */
function fittingPrefix(line: string, room: number, widthOf: (text: string) => number): number {
	let fits = 0;
	for (const character of line) {
		if (fits > 0 && widthOf(line.slice(0, fits + character.length)) > room) break;
		fits += character.length;
	}
	return fits;
}
