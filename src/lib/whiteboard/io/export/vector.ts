import type { Box } from '#model/whiteboard/geometry.ts';
import type { BoardTheme } from '../../render/board-theme.ts';
import { SOURCE_ELEMENT } from '../svg-source.ts';
import { type PdfImage, writePdf } from '../vector/pdf-document.ts';
import { PdfResources, PdfSink } from '../vector/pdf-sink.ts';
import { SvgSink } from '../vector/svg-sink.ts';
import { withTracedPaths } from '../vector/traced-path.ts';
import { VectorContext } from '../vector/vector-context.ts';
import type { ImagePart, MeasureText, VectorSink, Words } from '../vector/vector-sink.ts';
import { escapeXml } from '../vector/xml.ts';
import type { Picture } from './picture.ts';

/** Device pixels a unit: painters leave out what would be too small to see, which in vectors nothing is. */
const ALL_DETAIL = 8;
/** Pixels a unit of what cannot be vectors. */
const SHARP = 3;

export interface VectorOptions {
	readonly theme: BoardTheme;
	readonly withPaper: boolean;
	readonly title: string;
}

export function writeSvg(
	picture: Picture,
	{ theme, withPaper, title }: VectorOptions,
	source: string
): string {
	const sink = new SvgSink({
		box: picture.box,
		paper: withPaper ? theme.paper : null,
		title,
		metadata: source === '' ? '' : `<${SOURCE_ELEMENT}>${escapeXml(source)}</${SOURCE_ELEMENT}>`,
		imageData: (image, part) => pixelsOf(image, part).toDataURL('image/png')
	});
	paintInto(sink, picture, theme);
	return sink.toString();
}

/** One page for each picture. */
export function writePdfOf(
	pictures: readonly Picture[],
	{ theme, withPaper, title }: VectorOptions
): Promise<Uint8Array<ArrayBuffer>> {
	const resources = new PdfResources();
	const pages = pictures.map((picture) => {
		const sink = new PdfSink({
			resources,
			box: picture.box,
			paper: withPaper ? theme.paper : null,
			imageData: (image, part) => pdfImageOf(pixelsOf(image, part)),
			picture: pictureOfWords
		});
		paintInto(sink, picture, theme);
		return sink.page;
	});
	return writePdf({ title, pages, ...resources });
}

function paintInto(sink: VectorSink, picture: Picture, theme: BoardTheme): void {
	const context = new VectorContext(sink, createTextMeasure());
	context.lineCap = 'round';
	context.lineJoin = 'round';
	const thinly = (opacity: number, paint: () => void): void => context.thinly(opacity, paint);
	withTracedPaths(() => picture.paint({ context: context.forPainters, theme, scale: ALL_DETAIL, thinly }));
}

function createTextMeasure(): MeasureText {
	const context = document.createElement('canvas').getContext('2d')!;
	return (text, font) => {
		context.font = font;
		return context.measureText(text).width;
	};
}

/** The part of an image that is shown, in no more pixels than it has. */
function pixelsOf(image: CanvasImageSource, { from, to }: ImagePart): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	const natural = image as { readonly width: number; readonly height: number };
	const [x, y, w, h] = from ?? [0, 0, natural.width, natural.height];
	const by = Math.min(1, (SHARP * to[2]) / w, (SHARP * to[3]) / h);
	canvas.width = Math.max(1, Math.round(w * by));
	canvas.height = Math.max(1, Math.round(h * by));
	canvas.getContext('2d')!.drawImage(image, x, y, w, h, 0, 0, canvas.width, canvas.height);
	return canvas;
}

/** Words in letters that no PDF reader has by itself, as the browser draws them. */
function pictureOfWords({ text, at, font, color, rightToLeft, width }: Words): { image: PdfImage; box: Box } {
	const box = { x: at.x - 2, y: at.y - font.size * 1.1, w: width + 4, h: font.size * 1.5 };
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.ceil(box.w * SHARP));
	canvas.height = Math.max(1, Math.ceil(box.h * SHARP));
	const context = canvas.getContext('2d')!;
	context.scale(SHARP, SHARP);
	context.font = `${font.italic ? 'italic ' : ''}${font.bold ? '700 ' : ''}${font.size}px ${font.family}`;
	context.fillStyle = color;
	context.direction = rightToLeft ? 'rtl' : 'ltr';
	context.textAlign = 'left';
	context.fillText(text, at.x - box.x, at.y - box.y);
	return { image: pdfImageOf(canvas), box };
}

function pdfImageOf(canvas: HTMLCanvasElement): PdfImage {
	const { width, height } = canvas;
	const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
	const rgb = new Uint8Array(width * height * 3);
	const alpha = new Uint8Array(width * height);
	for (let pixel = 0; pixel < alpha.length; pixel++) {
		rgb.set(data.subarray(4 * pixel, 4 * pixel + 3), 3 * pixel);
		alpha[pixel] = data[4 * pixel + 3]!;
	}
	return { width, height, rgb, alpha: alpha.every((covers) => covers === 255) ? null : alpha };
}
