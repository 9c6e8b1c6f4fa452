import type { Viewport } from '../camera.ts';
import type { BoardTheme } from './board-theme.ts';
import type { Easel } from './painters/painter.ts';
import type { View } from './view.ts';

/**
 * The canvas that is drawn anew in each frame. It is touched only when there is something to draw on it, or was before: handing
 * an unchanged canvas to the compositor costs as much as a changed one.
 */
export class LiveCanvas {
	readonly #context: CanvasRenderingContext2D;
	#touched = true;

	constructor(canvas: HTMLCanvasElement) {
		this.#context = canvas.getContext('2d')!;
	}

	/** Takes on a size; returns whether it had another. */
	fit({ w, h }: Viewport, pixelRatio: number): boolean {
		const { canvas } = this.#context;
		const [width, height] = [Math.round(w * pixelRatio), Math.round(h * pixelRatio)];
		if (canvas.width === width && canvas.height === height) return false;
		canvas.width = width;
		canvas.height = height;
		canvas.style.width = `${width / pixelRatio}px`;
		canvas.style.height = `${height / pixelRatio}px`;
		this.#touched = true;
		return true;
	}

	/** Starts a frame: in the board's units, on nothing. */
	begin({ x, y, scale, pixelRatio, offX, offY }: View): void {
		const context = this.#context;
		if (this.#touched) {
			context.setTransform(1, 0, 0, 1, 0, 0);
			context.clearRect(0, 0, context.canvas.width, context.canvas.height);
			context.canvas.style.translate = `${offX / pixelRatio}px ${offY / pixelRatio}px`;
		}
		this.#touched = false;
		context.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
		context.lineCap = 'round';
		context.lineJoin = 'round';
	}

	/** Whoever takes the context from it is taken to draw. */
	easel(theme: BoardTheme, { scale }: View): Easel {
		const take = (): CanvasRenderingContext2D => {
			this.#touched = true;
			return this.#context;
		};
		return {
			get context() {
				return take();
			},
			theme,
			scale
		};
	}
}
