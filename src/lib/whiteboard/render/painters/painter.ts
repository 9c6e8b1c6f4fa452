import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { BoardTheme } from '../board-theme.ts';
import type { Measure, TextLayout } from '../text-layout.ts';

/** What drawing a shape may look at, beside the shape. */
export interface Easel {
	readonly context: CanvasRenderingContext2D;
	readonly theme: BoardTheme;
	/** Device pixels a board unit: tells what is too small to be worth drawing. */
	readonly scale: number;
}

/** How a type of shape is drawn. Its results are cached with the shape and made anew when it changes. */
export interface Painter<S extends Shape> {
	/** How far it paints beyond its box: half a stroke, a shadow. */
	spill(shape: S): number;
	/** Its words set in lines; `null` for shapes without. */
	layout(shape: S, text: string, measure: Measure): TextLayout | null;
	/** Its outline in its own coordinates, the box's top left being 0, 0. */
	path(shape: S): Path2D;
	/** Draws it; the context stands at the box's top left, turned. */
	paint(easel: Easel, shape: S, path: Path2D): void;
	/** The colour of its words. */
	textColor(theme: BoardTheme, shape: S): string;
	/** Where in the box the words begin. */
	readonly align: 'start' | 'centre';
}

/** Space between a box and the words in it, in board units. */
export const PADDING = 14;
