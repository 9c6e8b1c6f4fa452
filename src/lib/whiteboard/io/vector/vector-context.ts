import { parseFont } from './css-font.ts';
import { PaintState } from './paint-state.ts';
import { type PathOp, TracedPath } from './traced-path.ts';
import type { MeasureText, VectorSink } from './vector-sink.ts';

/** The part of a canvas's context that the painters use, for pictures made of vectors. */
export class VectorContext extends PaintState {
	readonly #sink: VectorSink;
	readonly #measure: MeasureText;
	#path = new TracedPath();

	constructor(sink: VectorSink, measure: MeasureText) {
		super();
		this.#sink = sink;
		this.#measure = measure;
	}

	/** As the painters ask for it. What they use beyond this class, its tests tell. */
	get forPainters(): CanvasRenderingContext2D {
		return this as unknown as CanvasRenderingContext2D;
	}

	/** What is painted meanwhile is thinned as one thing. */
	thinly(opacity: number, paint: () => void): void {
		this.#sink.openLayer(opacity);
		paint();
		this.#sink.closeLayer();
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
		if (ops.length > 0) this.#sink.fill(ops, this.fillStyle, how, this.placed);
	}

	stroke(path?: unknown): void {
		const [ops] = this.#meant(path);
		if (ops.length > 0) this.#sink.stroke(ops, this.strokeNow, this.placed);
	}

	clip(pathOrRule?: unknown, rule?: CanvasFillRule): void {
		const [ops, how] = this.#meant(pathOrRule, rule);
		this.#sink.clip(ops, how, this.matrix);
		this.clipped();
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
		return { width: this.#measure(text, this.font) };
	}

	fillText(text: string, x: number, y: number): void {
		const font = parseFont(this.font);
		if (text.trim() === '' || font === null) return;
		const width = this.#measure(text, this.font);
		const { textAlign, direction, textBaseline } = this;
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
				color: this.fillStyle,
				rightToLeft,
				width
			},
			this.placed
		);
	}

	drawImage(source: CanvasImageSource, ...numbers: number[]): void {
		const [a = 0, b = 0, c, d, e, f, g, h] = numbers;
		const to =
			g !== undefined && h !== undefined
				? ([e!, f!, g, h] as const)
				: ([a, b, c ?? sizeOf(source).w, d ?? sizeOf(source).h] as const);
		const from = h === undefined ? null : ([a, b, c!, d!] as const);
		this.#sink.image(source, { from, to }, this.placed);
	}

	protected override unclip(): void {
		this.#sink.unclip();
	}

	#meant(pathOrRule: unknown, rule?: CanvasFillRule): [readonly PathOp[], CanvasFillRule] {
		if (pathOrRule instanceof TracedPath) return [pathOrRule.ops, rule ?? 'nonzero'];
		if (pathOrRule === undefined || typeof pathOrRule === 'string')
			return [this.#path.ops, pathOrRule === 'evenodd' ? 'evenodd' : 'nonzero'];
		// A path that cannot be read would be missing from the picture without a word.
		throw new TypeError('This path was not made within withTracedPaths');
	}
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
