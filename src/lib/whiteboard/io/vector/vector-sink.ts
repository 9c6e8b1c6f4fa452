import type { Point } from '#model/whiteboard/geometry.ts';
import type { Matrix } from './matrix.ts';
import type { PathOp } from './traced-path.ts';

/** A stroke as the context has it at that moment. */
export interface Stroke {
	readonly color: string;
	readonly width: number;
	readonly cap: CanvasLineCap;
	readonly join: CanvasLineJoin;
	readonly dash: readonly number[];
	readonly dashOffset: number;
}

export interface Font {
	/** In units of the context. */
	readonly size: number;
	readonly family: string;
	readonly bold: boolean;
	readonly italic: boolean;
}

export interface Words {
	readonly text: string;
	/** Where the line's left end stands, on its baseline. */
	readonly at: Point;
	readonly font: Font;
	readonly color: string;
	readonly rightToLeft: boolean;
	/** How wide it is here, so that a viewer without the face can keep the layout. */
	readonly width: number;
}

/** Where vectors go: an SVG, a page of a PDF. Coordinates are the context's, `matrix` puts them on the page. */
export interface VectorSink {
	fill(ops: readonly PathOp[], color: string, rule: CanvasFillRule, place: Placed): void;
	stroke(ops: readonly PathOp[], stroke: Stroke, place: Placed): void;
	words(words: Words, place: Placed): void;
	image(source: CanvasImageSource, part: ImagePart, place: Placed): void;
	/** Everything until the matching `unclip` shows only within these. */
	clip(ops: readonly PathOp[], rule: CanvasFillRule, matrix: Matrix): void;
	unclip(): void;
	/** Everything until the matching `closeLayer` is laid over the rest as one thing, thinned as a whole. */
	openLayer(opacity: number): void;
	closeLayer(): void;
}

export interface Placed {
	readonly matrix: Matrix;
	/** 0 to 1. */
	readonly alpha: number;
	readonly blend: Blend;
}

/** How a colour meets what is under it: those of the canvas that the painters use. */
export const BLENDS = ['source-over', 'multiply', 'screen'] as const;
export type Blend = (typeof BLENDS)[number];

/** Which part of an image is drawn, in its own pixels, and into what box. */
export interface ImagePart {
	readonly from: readonly [x: number, y: number, w: number, h: number] | null;
	readonly to: readonly [x: number, y: number, w: number, h: number];
}

/** The width of a text in a CSS font, in CSS pixels. */
export type MeasureText = (text: string, font: string) => number;
