import type { Box } from '#model/whiteboard/geometry.ts';
import { hexOf, parseColor } from './color.ts';
import type { Matrix } from './matrix.ts';
import type { PathOp } from './traced-path.ts';
import type { ImagePart, Placed, Stroke, VectorSink, Words } from './vector-sink.ts';
import { escapeXml } from './xml.ts';

export interface SvgOptions {
	/** The part of the board that is shown, in board units, which become pixels. */
	readonly box: Box;
	/** `null`: nothing behind the shapes. */
	readonly paper: string | null;
	readonly title: string;
	/** Goes into the `metadata` element as it is. */
	readonly metadata: string;
	/** The address of an image's bytes, as a `data:` URL. */
	readonly imageData: (source: CanvasImageSource, part: ImagePart) => string | null;
}

/** An SVG, in the order in which it is painted. Text stays text, with the faces named. */
export class SvgSink implements VectorSink {
	readonly #options: SvgOptions;
	readonly #parts: string[] = [];
	readonly #clips: string[] = [];

	constructor(options: SvgOptions) {
		this.#options = options;
	}

	fill(ops: readonly PathOp[], color: string, rule: CanvasFillRule, place: Placed): void {
		const evenOdd = rule === 'evenodd' ? ' fill-rule="evenodd"' : '';
		this.#parts.push(
			`<path d="${pathData(ops)}" ${paint('fill', color, place.alpha)}${evenOdd}${placed(place)}/>`
		);
	}

	stroke(ops: readonly PathOp[], stroke: Stroke, place: Placed): void {
		const dash = stroke.dash.length === 0 ? '' : ` stroke-dasharray="${stroke.dash.map(short).join(' ')}"`;
		const offset = stroke.dashOffset === 0 ? '' : ` stroke-dashoffset="${short(stroke.dashOffset)}"`;
		const cap = stroke.cap === 'butt' ? '' : ` stroke-linecap="${stroke.cap}"`;
		const join = stroke.join === 'miter' ? '' : ` stroke-linejoin="${stroke.join}"`;
		this.#parts.push(
			`<path d="${pathData(ops)}" fill="none" ${paint('stroke', stroke.color, place.alpha)} stroke-width="${short(
				stroke.width
			)}"${cap}${join}${dash}${offset}${placed(place)}/>`
		);
	}

	words({ text, at, font, color, rightToLeft, width }: Words, place: Placed): void {
		const weight = font.bold ? ' font-weight="bold"' : '';
		const slant = font.italic ? ' font-style="italic"' : '';
		// The line's left end is what is known: for right-to-left text that is where it ends.
		const direction = rightToLeft ? ' direction="rtl" text-anchor="end"' : '';
		this.#parts.push(
			`<text x="${short(at.x)}" y="${short(at.y)}" font-family="${escapeXml(font.family)}" font-size="${short(
				font.size
			)}"${weight}${slant} textLength="${short(width)}" lengthAdjust="spacingAndGlyphs" xml:space="preserve"${direction} ${paint(
				'fill',
				color,
				place.alpha
			)}${placed(place)}>${escapeXml(text)}</text>`
		);
	}

	image(source: CanvasImageSource, part: ImagePart, place: Placed): void {
		const href = this.#options.imageData(source, part);
		if (href === null) return;
		const [x, y, w, h] = part.to.map(short) as [string, string, string, string];
		const veil = place.alpha === 1 ? '' : ` opacity="${short(place.alpha)}"`;
		this.#parts.push(
			`<image x="${x}" y="${y}" width="${w}" height="${h}" preserveAspectRatio="none" href="${href}"${veil}${placed(place)}/>`
		);
	}

	clip(ops: readonly PathOp[], rule: CanvasFillRule, matrix: Matrix): void {
		const id = `clip-${this.#clips.length + 1}`;
		const how = rule === 'evenodd' ? ' clip-rule="evenodd"' : '';
		this.#clips.push(
			`<clipPath id="${id}"><path d="${pathData(ops)}"${how}${transform(matrix)}/></clipPath>`
		);
		this.#parts.push(`<g clip-path="url(#${id})">`);
	}

	unclip(): void {
		this.#parts.push('</g>');
	}

	openLayer(opacity: number): void {
		this.#parts.push(`<g opacity="${short(opacity)}">`);
	}

	closeLayer(): void {
		this.#parts.push('</g>');
	}

	/** The whole file. */
	toString(): string {
		const { box, paper, title, metadata } = this.#options;
		const [x, y, w, h] = [box.x, box.y, box.w, box.h].map(short) as [string, string, string, string];
		return [
			`<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="${x} ${y} ${w} ${h}">`,
			`<title>${escapeXml(title)}</title>`,
			metadata === '' ? '' : `<metadata>${metadata}</metadata>`,
			this.#clips.length === 0 ? '' : `<defs>${this.#clips.join('')}</defs>`,
			paper === null ? '' : `<rect x="${x}" y="${y}" width="${w}" height="${h}" ${paint('fill', paper, 1)}/>`,
			...this.#parts,
			'</svg>\n'
		]
			.filter((part) => part !== '')
			.join('\n');
	}
}

/** A hundredth of a unit is finer than any screen shows. */
export function short(value: number): string {
	return String(Math.round(value * 100) / 100 + 0);
}

export function pathData(ops: readonly PathOp[]): string {
	return ops.map(([letter, ...numbers]) => letter + numbers.map(short).join(' ')).join('');
}

/** Older viewers know no alpha within a colour. */
function paint(what: 'fill' | 'stroke', color: string, alpha: number): string {
	const parsed = parseColor(color);
	if (parsed === null)
		return `${what}="${escapeXml(color)}"${alpha === 1 ? '' : ` ${what}-opacity="${short(alpha)}"`}`;
	const covers = parsed.a * alpha;
	return `${what}="${hexOf(parsed)}"${covers === 1 ? '' : ` ${what}-opacity="${Math.round(covers * 1000) / 1000}"`}`;
}

function placed({ matrix, blend }: Placed): string {
	return `${transform(matrix)}${blend === 'source-over' ? '' : ` style="mix-blend-mode: ${blend}"`}`;
}

function transform([a, b, c, d, e, f]: Matrix): string {
	if (a === 1 && b === 0 && c === 0 && d === 1)
		return e === 0 && f === 0 ? '' : ` transform="translate(${short(e)} ${short(f)})"`;
	const exact = [a, b, c, d].map((part) => String(Math.round(part * 1e6) / 1e6));
	return ` transform="matrix(${[...exact, short(e), short(f)].join(' ')})"`;
}
