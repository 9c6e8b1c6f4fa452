/** Lines of text set in a box. */
export interface TextLayout {
	readonly lines: readonly string[];
	readonly fontSize: number;
	readonly lineHeight: number;
	readonly width: number;
	readonly height: number;
}

export interface TextSpace {
	/** Where lines wrap; `Infinity` for nowhere. */
	readonly width: number;
	/** The text shrinks until it is no taller than this. */
	readonly height: number;
	readonly fontSize: number;
}

/** The width of a piece of text at a font size of 100. */
export type Measure = (text: string) => number;

export const LINE_HEIGHT = 1.3;
const SMALLEST_FONT = 7;
const SHRINK = 0.92;
const MEASURED_AT = 100;

/** Breaks text into lines, at words where it can; shrinks it until it fits the height. */
export function layoutText(text: string, space: TextSpace, measure: Measure): TextLayout {
	const paragraphs = text.split('\n');
	for (let fontSize = space.fontSize; ; fontSize = Math.max(SMALLEST_FONT, fontSize * SHRINK)) {
		const scale = fontSize / MEASURED_AT;
		const room = space.width / scale;
		const brokeWord = { yes: false };
		const lines = paragraphs.flatMap((paragraph) => wrapped(paragraph, room, measure, brokeWord));
		const lineHeight = fontSize * LINE_HEIGHT;
		const height = lines.length * lineHeight;
		if ((height <= space.height && !(brokeWord.yes && fontSize > 12)) || fontSize <= SMALLEST_FONT) {
			const width = lines.reduce((widest, line) => Math.max(widest, measure(line)), 0) * scale;
			return { lines, fontSize, lineHeight, width, height };
		}
	}
}

function wrapped(paragraph: string, room: number, measure: Measure, brokeWord: { yes: boolean }): string[] {
	if (room === Infinity || measure(paragraph) <= room) return [paragraph];
	const lines: string[] = [];
	let line = '';
	for (const word of paragraph.split(/(?<=\s)/u)) {
		if (line !== '' && measure(line + word.trimEnd()) > room) {
			lines.push(line.trimEnd());
			line = '';
		}
		line += word;
		while (measure(line.trimEnd()) > room && line.length > 1) {
			brokeWord.yes = true;
			const fits = fittingPrefix(line, room, measure);
			lines.push(line.slice(0, fits));
			line = line.slice(fits);
		}
	}
	lines.push(line.trimEnd());
	return lines;
}

/** How many UTF-16 units of a too long word fit: whole characters, at least one. */
function fittingPrefix(line: string, room: number, measure: Measure): number {
	let fits = 0;
	for (const character of line) {
		if (fits > 0 && measure(line.slice(0, fits + character.length)) > room) break;
		fits += character.length;
	}
	return fits;
}

/** Beyond this, a board has been open for very long: start anew rather than grow for ever. */
const MAX_REMEMBERED = 50_000;

/** Measures with a canvas, remembering what it measured: a wall of notes uses few different words. */
export function createMeasure(font: string): Measure {
	const context = document.createElement('canvas').getContext('2d')!;
	context.font = `${MEASURED_AT}px ${font}`;
	const known = new Map<string, number>();
	return (text) => {
		const remembered = known.get(text);
		if (remembered !== undefined) return remembered;
		if (known.size > MAX_REMEMBERED) known.clear();
		const { width } = context.measureText(text);
		known.set(text, width);
		return width;
	};
}
