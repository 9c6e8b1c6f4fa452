import type { Box } from '#model/whiteboard/geometry.ts';
import type { BoardTheme } from './board-theme.ts';
import { paintDots } from './dots.ts';
import type { Easel } from './painters/painter.ts';
import type { SceneItem } from './scene-item.ts';

/** Of a tile's side, in device pixels. */
export const TILE = 384;
/** That a painted tile takes. */
export const TILE_BYTES = TILE * TILE * 4;

/** What a layer's tiles show. */
export interface Subject {
	/** On paper, or on nothing, to be laid over others. */
	readonly opaque: boolean;
	/** What paints into a box, from the bottom up. */
	within(box: Box): readonly SceneItem[];
	paint(easel: Easel, item: SceneItem): void;
}

/** What a layer's tiles are painted by. */
export interface Brush {
	readonly subject: Subject;
	/** As it is now. */
	readonly theme: BoardTheme;
	readonly easels: Easels;
	/** Of the tiles' canvases. */
	readonly className: string;
	/** Tiles that are complete go on showing what they showed, until they are all let go. */
	readonly isHeld: () => boolean;
}

/** Looking at the clock costs more than painting a bar. */
const LOOK_EVERY = 8;

/** Where tiles are painted: a few canvases that nobody sees, used over and over. */
export class Easels {
	readonly #free: OffscreenCanvasRenderingContext2D[] = [];
	readonly #alpha: boolean;

	constructor(alpha: boolean) {
		this.#alpha = alpha;
	}

	take(): OffscreenCanvasRenderingContext2D {
		return this.#free.pop() ?? new OffscreenCanvas(TILE, TILE).getContext('2d', { alpha: this.#alpha })!;
	}

	give(context: OffscreenCanvasRenderingContext2D): void {
		this.#free.push(context);
	}
}

/** Painting in progress. */
interface Work {
	readonly context: OffscreenCanvasRenderingContext2D;
	readonly items: readonly SceneItem[];
	next: number;
	readonly stale: Box[];
}

/** A square of the board at one scale. */
export class Tile {
	readonly column: number;
	readonly row: number;
	readonly scale: number;
	readonly #brush: Brush;
	/** What is seen: a finished bitmap, which costs the compositor nothing as long as it stays the same. */
	#shown: ImageBitmapRenderingContext | null = null;
	/** What is seen once it is let go. */
	#held: ImageBitmap | null = null;
	#work: Work | null = null;
	/** Whether what is seen, or held, is all that belongs there. */
	done = false;
	/** In which frame it was last in view. */
	seen = 0;

	constructor(column: number, row: number, scale: number, brush: Brush) {
		this.column = column;
		this.row = row;
		this.scale = scale;
		this.#brush = brush;
	}

	/** `null` while there is nothing to see: not painted yet, or nothing lies here. */
	get canvas(): HTMLCanvasElement | null {
		return (this.#shown?.canvas as HTMLCanvasElement | undefined) ?? null;
	}

	/** Paint it anew from the beginning, behind what is seen now. */
	renew(): void {
		this.#stop();
		this.done = false;
	}

	/** Gives back what it holds. */
	destroy(): void {
		this.#stop();
		this.#held?.close();
		this.#held = null;
		this.#shown?.transferFromImageBitmap(null);
		if (this.canvas !== null) {
			this.canvas.remove();
			this.canvas.width = 0;
		}
		this.#shown = null;
	}

	/** Shows what was held back. */
	release(): void {
		if (this.#held !== null) this.#show(this.#held);
		this.#held = null;
	}

	#stop(): void {
		if (this.#work !== null) this.#brush.easels.give(this.#work.context);
		this.#work = null;
	}

	/** The part of the board that it shows. */
	get box(): Box {
		const side = TILE / this.scale;
		return { x: this.column * side, y: this.row * side, w: side, h: side };
	}

	/** Paints on where it stopped, or begins; returns whether it is complete. */
	paint(isOver: () => boolean): boolean {
		const { subject } = this.#brush;
		if (this.#work === null) {
			const items = subject.within(this.box);
			if (items.length === 0 && !subject.opaque && this.#shown === null) return (this.done = true);
			this.#work = this.#begin(items);
		}
		const { context, items, stale } = this.#work;
		const easel = this.#easel(context);
		while (this.#work.next < items.length) {
			subject.paint(easel, items[this.#work.next++]!);
			if (this.#work.next % LOOK_EVERY === 0 && isOver()) break;
		}
		if (this.#work.next < items.length) return false;
		// What changed since it was begun.
		for (const part of stale) this.#repaint(context, part);
		this.#work = null;
		this.#finish(context);
		return true;
	}

	/**
	 * Paints parts of it anew, and `added` on top of what is there, now or when it is complete; returns how many shapes that
	 * took.
	 */
	repaint(parts: readonly Box[], added: readonly SceneItem[] = []): number {
		this.#work?.stale.push(...parts, ...added.map(({ painted }) => painted));
		if (!this.done) return 0;
		const now = this.#held ?? this.canvas;
		if (now === null) {
			this.done = false;
			return 0;
		}
		const context = this.#brush.easels.take();
		context.setTransform(1, 0, 0, 1, 0, 0);
		context.globalCompositeOperation = 'copy';
		context.drawImage(now, 0, 0);
		context.globalCompositeOperation = 'source-over';
		const easel = this.#easel(context);
		for (const item of added) this.#brush.subject.paint(easel, item);
		const painted = parts.reduce((sum, part) => sum + this.#repaint(context, part), added.length);
		this.#finish(context);
		return painted;
	}

	#begin(items: readonly SceneItem[]): Work {
		const context = this.#brush.easels.take();
		clear(context, this.#brush, this, { x: 0, y: 0, w: TILE, h: TILE });
		return { context, items, next: 0, stale: [] };
	}

	#finish(context: OffscreenCanvasRenderingContext2D): void {
		const bitmap = context.canvas.transferToImageBitmap();
		this.#brush.easels.give(context);
		this.done = true;
		this.#held?.close();
		// Where nothing is seen yet, there is nothing to keep.
		this.#held = this.#brush.isHeld() && this.#shown !== null ? bitmap : null;
		if (this.#held === null) this.#show(bitmap);
	}

	#show(bitmap: ImageBitmap): void {
		if (this.#shown === null) {
			const canvas = document.createElement('canvas');
			canvas.width = TILE;
			canvas.height = TILE;
			canvas.className = this.#brush.className;
			this.#shown = canvas.getContext('bitmaprenderer')!;
		}
		this.#shown.transferFromImageBitmap(bitmap);
	}

	/**
	 * Paints a part anew. It is painted apart, whole, and then cut out: a canvas smooths the curves that it clips in another
	 * way, and a seam would be seen around what changed.
	 */
	#repaint(context: OffscreenCanvasRenderingContext2D, part: Box): number {
		const pixels = this.#pixelsOf(part);
		if (pixels === null) return 0;
		const { x, y, w, h } = pixels;
		const { subject, easels } = this.#brush;
		const apart = easels.take();
		clear(apart, this.#brush, this, pixels);
		const easel = this.#easel(apart);
		const side = 1 / this.scale;
		const items = subject.within({
			x: (this.column * TILE + x) * side,
			y: (this.row * TILE + y) * side,
			w: w * side,
			h: h * side
		});
		for (const item of items) subject.paint(easel, item);
		context.setTransform(1, 0, 0, 1, 0, 0);
		context.clearRect(x, y, w, h);
		context.drawImage(apart.canvas, x, y, w, h, x, y, w, h);
		easels.give(apart);
		return items.length;
	}

	/** Whole pixels, and one more on each side for what is smoothed there. */
	#pixelsOf({ x, y, w, h }: Box): Box | null {
		const [left, top] = [this.column * TILE, this.row * TILE];
		const low = (value: number, start: number): number =>
			Math.max(0, Math.floor(value * this.scale - start) - 1);
		const high = (value: number, start: number): number =>
			Math.min(TILE, Math.ceil(value * this.scale - start) + 1);
		const [x0, y0, x1, y1] = [low(x, left), low(y, top), high(x + w, left), high(y + h, top)];
		return x1 <= x0 || y1 <= y0 ? null : { x: x0, y: y0, w: x1 - x0, h: y1 - y0 };
	}

	#easel(context: OffscreenCanvasRenderingContext2D): Easel {
		context.setTransform(this.scale, 0, 0, this.scale, -this.column * TILE, -this.row * TILE);
		context.lineCap = 'round';
		context.lineJoin = 'round';
		// Painters draw alike on what is seen and on what is not.
		return {
			context: context as unknown as CanvasRenderingContext2D,
			theme: this.#brush.theme,
			scale: this.scale
		};
	}
}

function clear(
	context: OffscreenCanvasRenderingContext2D,
	{ subject, theme }: Brush,
	{ column, row, scale }: Tile,
	pixels: Box
): void {
	context.setTransform(1, 0, 0, 1, 0, 0);
	context.globalAlpha = 1;
	context.globalCompositeOperation = 'source-over';
	if (!subject.opaque) {
		context.clearRect(pixels.x, pixels.y, pixels.w, pixels.h);
		return;
	}
	context.fillStyle = theme.paper;
	context.fillRect(pixels.x, pixels.y, pixels.w, pixels.h);
	paintDots(context, theme, scale, { x: column * TILE, y: row * TILE }, pixels);
}
