import type { Point } from '#model/whiteboard/geometry.ts';
import { IDENTITY, type Matrix, multiplied, rotation, scaling, translation } from './matrix.ts';
import { type PathOp, TracedPath } from './traced-path.ts';

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

interface State {
	matrix: Matrix;
	fillStyle: string;
	strokeStyle: string;
	lineWidth: number;
	lineCap: CanvasLineCap;
	lineJoin: CanvasLineJoin;
	miterLimit: number;
	lineDashOffset: number;
	dash: readonly number[];
	globalAlpha: number;
	globalCompositeOperation: Blend;
	font: string;
	textAlign: CanvasTextAlign;
	textBaseline: CanvasTextBaseline;
	direction: CanvasDirection;
	clips: number;
}

const FRESH: State = {
	matrix: IDENTITY,
	fillStyle: '#000000',
	strokeStyle: '#000000',
	lineWidth: 1,
	lineCap: 'butt',
	lineJoin: 'miter',
	miterLimit: 10,
	lineDashOffset: 0,
	dash: [],
	globalAlpha: 1,
	globalCompositeOperation: 'source-over',
	font: '10px sans-serif',
	textAlign: 'start',
	textBaseline: 'alphabetic',
	direction: 'ltr',
	clips: 0
};

/** The part of a canvas's context that the painters use, for pictures made of vectors. */
export class VectorContext {
	readonly #sink: VectorSink;
	readonly #measure: MeasureText;
	readonly #kept: State[] = [];
	#state: State = { ...FRESH };
	#path = new TracedPath();

	constructor(sink: VectorSink, measure: MeasureText) {
		this.#sink = sink;
		this.#measure = measure;
	}

	/** As the painters ask for it. What they use beyond this class, its tests tell. */
	get forPainters(): CanvasRenderingContext2D {
		return this as unknown as CanvasRenderingContext2D;
	}

	save(): void {
		this.#kept.push({ ...this.#state, clips: 0 });
		[this.#kept[this.#kept.length - 1]!.clips, this.#state.clips] = [this.#state.clips, 0];
	}

	restore(): void {
		const kept = this.#kept.pop();
		if (kept === undefined) return;
		for (let at = 0; at < this.#state.clips; at++) this.#sink.unclip();
		this.#state = kept;
	}

	translate(x: number, y: number): void {
		this.#transformBy(translation(x, y));
	}

	rotate(radians: number): void {
		this.#transformBy(rotation(radians));
	}

	scale(x: number, y: number): void {
		this.#transformBy(scaling(x, y));
	}

	transform(a: number, b: number, c: number, d: number, e: number, f: number): void {
		this.#transformBy([a, b, c, d, e, f]);
	}

	/** What is painted meanwhile is thinned as one thing. */
	thinly(opacity: number, paint: () => void): void {
		this.#sink.openLayer(opacity);
		paint();
		this.#sink.closeLayer();
	}

	setLineDash(dash: readonly number[]): void {
		this.#state.dash = [...dash];
	}

	getLineDash(): number[] {
		return [...this.#state.dash];
	}

	beginPath(): void {
		this.#path = new TracedPath();
	}

	moveTo(x: number, y: number): void {
		this.#path.moveTo(x, y);
	}

	lineTo(x: number, y: number): void {
		this.#path.lineTo(x, y);
	}

	quadraticCurveTo(...numbers: Parameters<TracedPath['quadraticCurveTo']>): void {
		this.#path.quadraticCurveTo(...numbers);
	}

	bezierCurveTo(...numbers: Parameters<TracedPath['bezierCurveTo']>): void {
		this.#path.bezierCurveTo(...numbers);
	}

	rect(x: number, y: number, w: number, h: number): void {
		this.#path.rect(x, y, w, h);
	}

	roundRect(...numbers: Parameters<TracedPath['roundRect']>): void {
		this.#path.roundRect(...numbers);
	}

	arc(...numbers: Parameters<TracedPath['arc']>): void {
		this.#path.arc(...numbers);
	}

	ellipse(...numbers: Parameters<TracedPath['ellipse']>): void {
		this.#path.ellipse(...numbers);
	}

	arcTo(...numbers: Parameters<TracedPath['arcTo']>): void {
		this.#path.arcTo(...numbers);
	}

	closePath(): void {
		this.#path.closePath();
	}

	fill(pathOrRule?: unknown, rule?: CanvasFillRule): void {
		const [ops, how] = this.#meant(pathOrRule, rule);
		if (ops.length > 0) this.#sink.fill(ops, this.#state.fillStyle, how, this.#placed());
	}

	stroke(path?: unknown): void {
		const [ops] = this.#meant(path);
		if (ops.length > 0) this.#sink.stroke(ops, this.#stroke(), this.#placed());
	}

	clip(pathOrRule?: unknown, rule?: CanvasFillRule): void {
		const [ops, how] = this.#meant(pathOrRule, rule);
		this.#sink.clip(ops, how, this.#state.matrix);
		this.#state.clips++;
	}

	fillRect(x: number, y: number, w: number, h: number): void {
		const path = new TracedPath();
		path.rect(x, y, w, h);
		this.fill(path);
	}

	strokeRect(x: number, y: number, w: number, h: number): void {
		const path = new TracedPath();
		path.rect(x, y, w, h);
		this.stroke(path);
	}

	measureText(text: string): Pick<TextMetrics, 'width'> {
		return { width: this.#measure(text, this.#state.font) };
	}

	fillText(text: string, x: number, y: number): void {
		const font = parseFont(this.#state.font);
		if (text.trim() === '' || font === null) return;
		const width = this.#measure(text, this.#state.font);
		const { textAlign, direction, textBaseline } = this.#state;
		const rightToLeft = direction === 'rtl';
		const share =
			textAlign === 'center'
				? 0.5
				: textAlign === 'right' || textAlign === (rightToLeft ? 'start' : 'end')
					? 1
					: 0;
		const drop = textBaseline === 'middle' ? 0.32 : textBaseline === 'top' ? 0.76 : 0;
		this.#sink.words(
			{
				text,
				at: { x: x - share * width, y: y + drop * font.size },
				font,
				color: this.#state.fillStyle,
				rightToLeft,
				width
			},
			this.#placed()
		);
	}

	drawImage(source: CanvasImageSource, ...numbers: number[]): void {
		const [a = 0, b = 0, c, d, e, f, g, h] = numbers;
		const to =
			g !== undefined && h !== undefined
				? ([e!, f!, g, h] as const)
				: ([a, b, c ?? sizeOf(source).w, d ?? sizeOf(source).h] as const);
		const from = h === undefined ? null : ([a, b, c!, d!] as const);
		this.#sink.image(source, { from, to }, this.#placed());
	}

	set fillStyle(style: string) {
		this.#state.fillStyle = style;
	}
	get fillStyle(): string {
		return this.#state.fillStyle;
	}
	set strokeStyle(style: string) {
		this.#state.strokeStyle = style;
	}
	get strokeStyle(): string {
		return this.#state.strokeStyle;
	}
	set lineWidth(width: number) {
		this.#state.lineWidth = width;
	}
	get lineWidth(): number {
		return this.#state.lineWidth;
	}
	set lineCap(cap: CanvasLineCap) {
		this.#state.lineCap = cap;
	}
	get lineCap(): CanvasLineCap {
		return this.#state.lineCap;
	}
	set lineJoin(join: CanvasLineJoin) {
		this.#state.lineJoin = join;
	}
	get lineJoin(): CanvasLineJoin {
		return this.#state.lineJoin;
	}
	set miterLimit(limit: number) {
		this.#state.miterLimit = limit;
	}
	get miterLimit(): number {
		return this.#state.miterLimit;
	}
	set lineDashOffset(offset: number) {
		this.#state.lineDashOffset = offset;
	}
	get lineDashOffset(): number {
		return this.#state.lineDashOffset;
	}
	set globalAlpha(alpha: number) {
		if (alpha >= 0 && alpha <= 1) this.#state.globalAlpha = alpha;
	}
	get globalAlpha(): number {
		return this.#state.globalAlpha;
	}
	set globalCompositeOperation(operation: string) {
		const known = BLENDS.find((blend) => blend === operation);
		if (known !== undefined) this.#state.globalCompositeOperation = known;
	}
	get globalCompositeOperation(): Blend {
		return this.#state.globalCompositeOperation;
	}
	set font(font: string) {
		if (parseFont(font) !== null) this.#state.font = font;
	}
	get font(): string {
		return this.#state.font;
	}
	set textAlign(align: CanvasTextAlign) {
		this.#state.textAlign = align;
	}
	get textAlign(): CanvasTextAlign {
		return this.#state.textAlign;
	}
	set textBaseline(baseline: CanvasTextBaseline) {
		this.#state.textBaseline = baseline;
	}
	get textBaseline(): CanvasTextBaseline {
		return this.#state.textBaseline;
	}
	set direction(direction: CanvasDirection) {
		this.#state.direction = direction;
	}
	get direction(): CanvasDirection {
		return this.#state.direction;
	}

	#transformBy(by: Matrix): void {
		this.#state.matrix = multiplied(this.#state.matrix, by);
	}

	#placed(): Placed {
		const { matrix, globalAlpha: alpha, globalCompositeOperation: blend } = this.#state;
		return { matrix, alpha, blend };
	}

	#stroke(): Stroke {
		const { strokeStyle, lineWidth, lineCap, lineJoin, dash, lineDashOffset } = this.#state;
		return {
			color: strokeStyle,
			width: lineWidth,
			cap: lineCap,
			join: lineJoin,
			dash,
			dashOffset: lineDashOffset
		};
	}

	#meant(pathOrRule: unknown, rule?: CanvasFillRule): [readonly PathOp[], CanvasFillRule] {
		if (pathOrRule instanceof TracedPath) return [pathOrRule.ops, rule ?? 'nonzero'];
		if (pathOrRule === undefined || typeof pathOrRule === 'string')
			return [this.#path.ops, pathOrRule === 'evenodd' ? 'evenodd' : 'nonzero'];
		// A path that cannot be read would be missing from the picture without a word.
		throw new TypeError('This path was not made within withTracedPaths');
	}
}

const FONT = /^((?:(?:italic|oblique|normal|bold|small-caps|[1-9]\d{2,3})\s+)*)([\d.]+)px(?:\/\S+)?\s+(.+)$/;

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

/** The size that an image source has of itself. */
export function sizeOf(source: CanvasImageSource): { w: number; h: number } {
	if ('naturalWidth' in source) return { w: source.naturalWidth, h: source.naturalHeight };
	if ('videoWidth' in source) return { w: source.videoWidth, h: source.videoHeight };
	if ('displayWidth' in source) return { w: source.displayWidth, h: source.displayHeight };
	const { width, height } = source;
	return {
		w: typeof width === 'number' ? width : width.baseVal.value,
		h: typeof height === 'number' ? height : height.baseVal.value
	};
}
