import type { Box } from '#model/whiteboard/geometry.ts';
import { parseColor } from './color.ts';
import type { Matrix } from './matrix.ts';
import type { PdfBlend, PdfImage, PdfLayer, PdfPage } from './pdf-document.ts';
import { faceOf, widthIn, winAnsi } from './pdf-letters.ts';
import type { PathOp } from './traced-path.ts';
import type { Blend, ImagePart, Placed, Stroke, VectorSink, Words } from './vector-sink.ts';

/** A board unit is a CSS pixel, of which an inch has 96; a point is a 72nd. */
const POINTS_A_UNIT = 0.75;
/** Readers refuse larger pages. */
const LARGEST_PAGE_POINTS = 14_400;
const MODES = { 'source-over': 'Normal', multiply: 'Multiply', screen: 'Screen' } as const;
const CAPS: Readonly<Record<CanvasLineCap, number>> = { butt: 0, round: 1, square: 2 };
const JOINS: Readonly<Record<CanvasLineJoin, number>> = { miter: 0, round: 1, bevel: 2 };

/** What the pages of one file share. */
export class PdfResources {
	readonly faces: string[] = [];
	readonly images: PdfImage[] = [];
	readonly alphas: PdfBlend[] = [];
	readonly layers: PdfLayer[] = [];
	/** The image that is in the file already, by what it was made of. */
	readonly known = new Map<unknown, number>();

	/** The number of a face, from 1. */
	faceNumber(face: string): number {
		const at = this.faces.indexOf(face);
		return at === -1 ? this.faces.push(face) : at + 1;
	}

	/** The number of a way in which colours meet what is under them, from 1. */
	blendNumber(alpha: number, blend: Blend): number {
		const mode = MODES[blend];
		const at = this.alphas.findIndex((known) => known.alpha === alpha && known.mode === mode);
		return at === -1 ? this.alphas.push({ alpha, mode }) : at + 1;
	}
}

export interface PdfSinkParts {
	readonly resources: PdfResources;
	readonly box: Box;
	readonly paper: string | null;
	/** The pixels of an image; `null` when it cannot be read. */
	readonly imageData: (source: CanvasImageSource, part: ImagePart) => PdfImage | null;
	/** A picture of words in letters that the standard faces lack, and where its edges are, in the words' own units. */
	readonly picture: (words: Words) => { readonly image: PdfImage; readonly box: Box } | null;
}

/** One page of a PDF. Lines and areas stay vectors; text is text, in the standard face that is nearest. */
export class PdfSink implements VectorSink {
	readonly #parts: PdfSinkParts;
	/** Of the page, and of each layer that is open. */
	readonly #contents: string[][] = [[]];
	readonly #opacities: number[] = [];
	readonly #scale: number;

	constructor(parts: PdfSinkParts) {
		this.#parts = parts;
		const { box, paper } = parts;
		const s = Math.min(POINTS_A_UNIT, LARGEST_PAGE_POINTS / Math.max(box.w, box.h, 1));
		this.#scale = s;
		// PDF's y goes up.
		this.#content.push(matrix([s, 0, 0, -s, -box.x * s, (box.y + box.h) * s]));
		if (paper === null) return;
		this.#content.push(`${color(paper, 'rg')} ${[box.x, box.y, box.w, box.h].map(num).join(' ')} re f`);
	}

	get page(): PdfPage {
		const { box } = this.#parts;
		return {
			width: Number(num(box.w * this.#scale)),
			height: Number(num(box.h * this.#scale)),
			content: this.#contents[0]!.join('\n')
		};
	}

	fill(ops: readonly PathOp[], style: string, rule: CanvasFillRule, place: Placed): void {
		this.#painted(style, place, [color(style, 'rg'), path(ops), rule === 'evenodd' ? 'f*' : 'f']);
	}

	stroke(ops: readonly PathOp[], stroke: Stroke, place: Placed): void {
		const dash = `[${stroke.dash.map(num).join(' ')}] ${num(stroke.dashOffset)} d`;
		const pen = `${num(stroke.width)} w ${CAPS[stroke.cap]} J ${JOINS[stroke.join]} j`;
		this.#painted(stroke.color, place, [color(stroke.color, 'RG'), pen, dash, path(ops), 'S']);
	}

	words(words: Words, place: Placed): void {
		const bytes = words.rightToLeft ? null : winAnsi(words.text);
		if (bytes === null) {
			const pictured = this.#parts.picture(words);
			if (pictured !== null) this.#drawImage(this.#added(words, pictured.image), pictured.box, place);
			return;
		}
		const { font, at, width } = words;
		const face = faceOf(font);
		const own = widthIn(face, words.text) * font.size;
		const stretch = own > 0 ? (100 * width) / own : 100;
		const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
		const { resources } = this.#parts;
		this.#painted(words.color, place, [
			color(words.color, 'rg'),
			`BT /F${resources.faceNumber(face)} ${num(font.size)} Tf ${num(stretch)} Tz`,
			`1 0 0 -1 ${num(at.x)} ${num(at.y)} Tm <${hex}> Tj ET`
		]);
	}

	image(source: CanvasImageSource, part: ImagePart, place: Placed): void {
		const known = part.from === null ? this.#parts.resources.known.get(source) : undefined;
		const image = known === undefined ? this.#parts.imageData(source, part) : null;
		const number = known ?? (image === null ? null : this.#added(part.from === null ? source : part, image));
		const [x, y, w, h] = part.to;
		if (number !== null) this.#drawImage(number, { x, y, w, h }, place);
	}

	clip(ops: readonly PathOp[], rule: CanvasFillRule, by: Matrix): void {
		const [a, b, c, d, e, f] = by;
		const size = a * d - b * c;
		// A way back, since only the clip stays and not the map it was drawn in.
		const back: Matrix = [
			d / size,
			-b / size,
			-c / size,
			a / size,
			(c * f - d * e) / size,
			(b * e - a * f) / size
		];
		this.#content.push('q', matrix(by), path(ops), rule === 'evenodd' ? 'W* n' : 'W n', matrix(back));
	}

	unclip(): void {
		this.#content.push('Q');
	}

	openLayer(opacity: number): void {
		this.#contents.push([]);
		this.#opacities.push(opacity);
	}

	/** The reader paints a layer apart, and then lays it over the rest. */
	closeLayer(): void {
		const content = this.#contents.pop()!.join('\n');
		const { x, y, w, h } = this.#parts.box;
		const { resources } = this.#parts;
		const number = resources.layers.push({ content, box: [x - w, y - h, x + 2 * w, y + 2 * h] });
		const veil = resources.blendNumber(this.#opacities.pop()!, 'source-over');
		this.#content.push('q', `/A${veil} gs`, `/L${number} Do`, 'Q');
	}

	get #content(): string[] {
		return this.#contents.at(-1)!;
	}

	#added(of: unknown, image: PdfImage): number {
		const number = this.#parts.resources.images.push(image);
		this.#parts.resources.known.set(of, number);
		return number;
	}

	#drawImage(number: number, { x, y, w, h }: Box, place: Placed): void {
		this.#painted('#000000', place, [matrix([w, 0, 0, -h, x, y + h]), `/I${number} Do`]);
	}

	#painted(style: string, { matrix: by, alpha, blend }: Placed, operators: readonly string[]): void {
		const covers = Math.round((parseColor(style)?.a ?? 1) * alpha * 1000) / 1000;
		const { resources } = this.#parts;
		const veil =
			covers === 1 && blend === 'source-over' ? '' : `/A${resources.blendNumber(covers, blend)} gs`;
		this.#content.push('q', matrix(by), ...(veil === '' ? [] : [veil]), ...operators, 'Q');
	}
}

/** PDF has no exponents. */
function num(value: number): string {
	return String(Number(value.toFixed(3)) + 0);
}

function matrix(by: Matrix): string {
	return `${by.map((part) => String(Number(part.toFixed(6)) + 0)).join(' ')} cm`;
}

function color(style: string, operator: 'rg' | 'RG'): string {
	const { r, g, b } = parseColor(style) ?? { r: 0, g: 0, b: 0 };
	return `${[r, g, b].map((part) => num(part / 255)).join(' ')} ${operator}`;
}

function path(ops: readonly PathOp[]): string {
	let [x, y] = [0, 0];
	return ops
		.map((op) => {
			if (op[0] === 'Z') return 'h';
			const before = { x, y };
			[x, y] = op.slice(-2) as [number, number];
			switch (op[0]) {
				case 'M':
					return `${num(x)} ${num(y)} m`;
				case 'L':
					return `${num(x)} ${num(y)} l`;
				case 'C':
					return `${op
						.slice(1)
						.map((part) => num(part as number))
						.join(' ')} c`;
				case 'Q': {
					// A quadratic curve as a cubic one.
					const third = (from: number, control: number): string => num(from + ((control - from) * 2) / 3);
					const out = `${third(before.x, op[1])} ${third(before.y, op[2])}`;
					return `${out} ${third(x, op[1])} ${third(y, op[2])} ${num(x)} ${num(y)} c`;
				}
			}
		})
		.join(' ');
}
