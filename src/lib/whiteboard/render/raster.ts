import type { Box } from '#model/whiteboard/geometry.ts';
import type { BoardTheme } from './board-theme.ts';
import { paintItem } from './paint-item.ts';
import type { Easel } from './painters/painter.ts';
import type { Scene, SceneItem } from './scene.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';

/** What the raster leaves to others: lifted shapes are on the live layer, the open editor shows its own text. */
export interface Absent {
	readonly lifted: ReadonlySet<ShapeId>;
	readonly editing: ShapeId | null;
}

const DOT_SPACING = 24;

/** A rectangle of the board, painted at one scale into one canvas. */
export class Raster {
	readonly canvas: HTMLCanvasElement;
	readonly #context: CanvasRenderingContext2D;
	/** The board's rectangle that the canvas shows; empty before the first paint. */
	box: Box = { x: 0, y: 0, w: 0, h: 0 };
	/** Device pixels a board unit. */
	scale = 1;

	constructor(canvas: HTMLCanvasElement) {
		this.canvas = canvas;
		this.#context = canvas.getContext('2d')!;
	}

	/** Begins anew for another part of the board: empty paper. */
	begin(box: Box, scale: number, theme: BoardTheme): void {
		const [w, h] = [Math.ceil(box.w * scale), Math.ceil(box.h * scale)];
		if (this.canvas.width !== w || this.canvas.height !== h) {
			this.canvas.width = w;
			this.canvas.height = h;
		}
		// A whole number of pixels from the board's origin, so that a repaint falls on the same pixels.
		this.box = {
			x: Math.round(box.x * scale) / scale,
			y: Math.round(box.y * scale) / scale,
			w: w / scale,
			h: h / scale
		};
		this.scale = scale;
		this.#context.setTransform(1, 0, 0, 1, 0, 0);
		this.#context.clearRect(0, 0, w, h);
		this.#paintDots({ x: 0, y: 0, w, h }, theme);
	}

	/** Paints items one after another until done or out of time; returns the index of the next. */
	paint(
		items: readonly SceneItem[],
		from: number,
		theme: BoardTheme,
		absent: Absent,
		isOver: () => boolean
	): number {
		const easel = this.#easel(theme);
		let at = from;
		while (at < items.length) {
			this.#paintItem(easel, items[at++]!, absent);
			// Looking at the clock costs more than drawing a dot.
			if (at % 8 === 0 && isOver()) break;
		}
		return at;
	}

	/** Paints a part of the board anew. */
	repaint(part: Box, scene: Scene, theme: BoardTheme, absent: Absent): void {
		const context = this.#context;
		const left = Math.max(0, Math.floor((part.x - this.box.x) * this.scale) - 1);
		const top = Math.max(0, Math.floor((part.y - this.box.y) * this.scale) - 1);
		const right = Math.min(this.canvas.width, Math.ceil((part.x + part.w - this.box.x) * this.scale) + 1);
		const bottom = Math.min(this.canvas.height, Math.ceil((part.y + part.h - this.box.y) * this.scale) + 1);
		if (right <= left || bottom <= top) return;
		const pixels = { x: left, y: top, w: right - left, h: bottom - top };
		context.save();
		context.setTransform(1, 0, 0, 1, 0, 0);
		context.beginPath();
		context.rect(pixels.x, pixels.y, pixels.w, pixels.h);
		context.clip();
		context.clearRect(pixels.x, pixels.y, pixels.w, pixels.h);
		this.#paintDots(pixels, theme);
		const easel = this.#easel(theme);
		const board = {
			x: this.box.x + left / this.scale,
			y: this.box.y + top / this.scale,
			w: pixels.w / this.scale,
			h: pixels.h / this.scale
		};
		for (const item of scene.within(board)) this.#paintItem(easel, item, absent);
		context.restore();
	}

	#easel(theme: BoardTheme): Easel {
		const { x, y } = this.box;
		this.#context.setTransform(this.scale, 0, 0, this.scale, -x * this.scale, -y * this.scale);
		this.#context.lineCap = 'round';
		this.#context.lineJoin = 'round';
		return { context: this.#context, theme, scale: this.scale };
	}

	#paintItem(easel: Easel, item: SceneItem, absent: Absent): void {
		if (absent.lifted.has(item.shape.id)) return;
		paintItem(easel, item, { withoutText: item.shape.id === absent.editing });
	}

	/** Dotted paper; the dots thin out as one steps back. */
	#paintDots(pixels: Box, theme: BoardTheme): void {
		const context = this.#context;
		let spacing = DOT_SPACING;
		while (spacing * this.scale < 14) spacing *= 4;
		const size = Math.max(1, Math.round(Math.min(2, this.scale * 1.5)));
		context.fillStyle = theme.dots;
		const first = (start: number): number => Math.ceil(start / spacing) * spacing;
		const x0 = this.box.x + pixels.x / this.scale;
		const y0 = this.box.y + pixels.y / this.scale;
		for (let y = first(y0 - spacing); y < y0 + pixels.h / this.scale; y += spacing)
			for (let x = first(x0 - spacing); x < x0 + pixels.w / this.scale; x += spacing)
				context.fillRect(
					Math.round((x - this.box.x) * this.scale),
					Math.round((y - this.box.y) * this.scale),
					size,
					size
				);
	}
}
