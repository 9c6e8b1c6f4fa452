import type { Box } from '#model/whiteboard/geometry.ts';
import type { BoardTheme } from './board-theme.ts';
import { paintDots } from './dots.ts';
import type { Easel } from './painters/painter.ts';
import type { SceneItem } from './scene-item.ts';

/** Of a tile's side, in device pixels. */
export const TILE = 384;

/** What a layer's tiles show. */
export interface Subject {
	/** On paper, or on nothing, to be laid over others. */
	readonly opaque: boolean;
	/** What paints into a box, from the bottom up. */
	within(box: Box): readonly SceneItem[];
	paint(easel: Easel, item: SceneItem): void;
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
	/** What is seen: a finished bitmap, which costs the compositor nothing as long as it stays the same. */
	readonly canvas: HTMLCanvasElement;
	readonly #shown: ImageBitmapRenderingContext;
	readonly #easels: Easels;
	#work: Work | null = null;
	/** Whether what is seen is all that belongs there. */
	done = false;
	/** In which frame it was last in view. */
	seen = 0;

	constructor(column: number, row: number, scale: number, className: string, easels: Easels) {
		this.column = column;
		this.row = row;
		this.scale = scale;
		this.#easels = easels;
		this.canvas = document.createElement('canvas');
		this.canvas.width = TILE;
		this.canvas.height = TILE;
		this.canvas.className = className;
		this.#shown = this.canvas.getContext('bitmaprenderer')!;
	}

	/** Paint it anew from the beginning, behind what is seen now. */
	renew(): void {
		this.#stop();
		this.done = false;
	}

	/** Gives back what it holds. */
	destroy(): void {
		this.#stop();
		this.canvas.remove();
		this.#shown.transferFromImageBitmap(null);
		this.canvas.width = 0;
	}

	#stop(): void {
		if (this.#work !== null) this.#easels.give(this.#work.context);
		this.#work = null;
	}

	/** The part of the board that it shows. */
	get box(): Box {
		const side = TILE / this.scale;
		return { x: this.column * side, y: this.row * side, w: side, h: side };
	}

	/** Paints on where it stopped, or begins; returns whether it is complete. */
	paint(subject: Subject, theme: BoardTheme, isOver: () => boolean): boolean {
		this.#work ??= this.#begin(subject, theme);
		const { context, items, stale } = this.#work;
		const easel = this.#easel(context, theme);
		while (this.#work.next < items.length) {
			subject.paint(easel, items[this.#work.next++]!);
			if (this.#work.next % LOOK_EVERY === 0 && isOver()) break;
		}
		if (this.#work.next < items.length) return false;
		// What changed since it was begun.
		for (const part of stale) this.#repaint(context, part, subject, theme);
		this.#work = null;
		this.#finish(context);
		return true;
	}

	/** Paints parts of it anew, now or when it is complete; returns how many shapes that took. */
	repaint(parts: readonly Box[], subject: Subject, theme: BoardTheme): number {
		this.#work?.stale.push(...parts);
		if (!this.done) return 0;
		const context = this.#easels.take();
		context.setTransform(1, 0, 0, 1, 0, 0);
		context.globalCompositeOperation = 'copy';
		context.drawImage(this.canvas, 0, 0);
		context.globalCompositeOperation = 'source-over';
		const painted = parts.reduce((sum, part) => sum + this.#repaint(context, part, subject, theme), 0);
		this.#finish(context);
		return painted;
	}

	#begin(subject: Subject, theme: BoardTheme): Work {
		const context = this.#easels.take();
		clear(context, subject, theme, this, { x: 0, y: 0, w: TILE, h: TILE });
		return { context, items: subject.within(this.box), next: 0, stale: [] };
	}

	#finish(context: OffscreenCanvasRenderingContext2D): void {
		this.#shown.transferFromImageBitmap(context.canvas.transferToImageBitmap());
		this.#easels.give(context);
		this.done = true;
	}

	#repaint(
		context: OffscreenCanvasRenderingContext2D,
		part: Box,
		subject: Subject,
		theme: BoardTheme
	): number {
		const pixels = this.#pixelsOf(part);
		if (pixels === null) return 0;
		context.save();
		context.setTransform(1, 0, 0, 1, 0, 0);
		context.beginPath();
		context.rect(pixels.x, pixels.y, pixels.w, pixels.h);
		context.clip();
		clear(context, subject, theme, this, pixels);
		const easel = this.#easel(context, theme);
		const side = 1 / this.scale;
		const items = subject.within({
			x: (this.column * TILE + pixels.x) * side,
			y: (this.row * TILE + pixels.y) * side,
			w: pixels.w * side,
			h: pixels.h * side
		});
		for (const item of items) subject.paint(easel, item);
		context.restore();
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

	#easel(context: OffscreenCanvasRenderingContext2D, theme: BoardTheme): Easel {
		context.setTransform(this.scale, 0, 0, this.scale, -this.column * TILE, -this.row * TILE);
		context.lineCap = 'round';
		context.lineJoin = 'round';
		// Painters draw alike on what is seen and on what is not.
		return { context: context as unknown as CanvasRenderingContext2D, theme, scale: this.scale };
	}
}

function clear(
	context: OffscreenCanvasRenderingContext2D,
	{ opaque }: Subject,
	theme: BoardTheme,
	{ column, row, scale }: Tile,
	pixels: Box
): void {
	context.setTransform(1, 0, 0, 1, 0, 0);
	context.globalAlpha = 1;
	context.globalCompositeOperation = 'source-over';
	if (!opaque) {
		context.clearRect(pixels.x, pixels.y, pixels.w, pixels.h);
		return;
	}
	context.fillStyle = theme.paper;
	context.fillRect(pixels.x, pixels.y, pixels.w, pixels.h);
	paintDots(context, theme, scale, { x: column * TILE, y: row * TILE }, pixels);
}
