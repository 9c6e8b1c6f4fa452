import { parseFont } from './css-font.ts';
import { IDENTITY, type Matrix, multiplied, rotation, scaling, translation } from './matrix.ts';
import { type Blend, BLENDS, type Placed, type Stroke } from './vector-sink.ts';

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

/** What a canvas's context remembers: how the next thing is painted, and where. */
export abstract class PaintState {
	readonly #kept: State[] = [];
	#state: State = { ...FRESH };

	save(): void {
		this.#kept.push({ ...this.#state, clips: 0 });
		[this.#kept[this.#kept.length - 1]!.clips, this.#state.clips] = [this.#state.clips, 0];
	}

	restore(): void {
		const kept = this.#kept.pop();
		if (kept === undefined) return;
		for (let at = 0; at < this.#state.clips; at++) this.unclip();
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

	setLineDash(dash: readonly number[]): void {
		this.#state.dash = [...dash];
	}

	getLineDash(): number[] {
		return [...this.#state.dash];
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

	/** Ends what one clip began. */
	protected abstract unclip(): void;

	/** From now on there is one clip more, until what was saved is restored. */
	protected clipped(): void {
		this.#state.clips++;
	}

	protected get matrix(): Matrix {
		return this.#state.matrix;
	}

	/** Where and how the next thing comes to lie. */
	protected get placed(): Placed {
		const { matrix, globalAlpha: alpha, globalCompositeOperation: blend } = this.#state;
		return { matrix, alpha, blend };
	}

	protected get strokeNow(): Stroke {
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

	#transformBy(by: Matrix): void {
		this.#state.matrix = multiplied(this.#state.matrix, by);
	}
}
