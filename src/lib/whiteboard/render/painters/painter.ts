import type { Sending } from '$lib/images/sending.ts';
import type { Box } from '#model/whiteboard/geometry.ts';
import type { ImageShape } from '#model/whiteboard/shapes/image.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { BoardTheme } from '../board-theme.ts';
import type { Measure } from '../text-layout.ts';
import type { TextBlock } from './words.ts';

/** What drawing a shape may look at, beside the shape. */
export interface Easel {
	readonly context: CanvasRenderingContext2D;
	readonly theme: BoardTheme;
	/** Device pixels a board unit: tells what is too small to be worth drawing. */
	readonly scale: number;
	/** Lines of smaller letters than so many device pixels are drawn as bars. */
	readonly leastLetters?: number;
	/** Where pictures are made of vectors: thins all that is painted meanwhile as one thing. */
	readonly thinly?: (opacity: number, paint: () => void) => void;
}

/** How an image can be shown now. */
export type Picture =
	/** `sending`: not given, or `null`, when the server has it. */
	| { readonly at: 'here'; readonly source: CanvasImageSource; readonly sending?: Sending | null }
	| { readonly at: 'loading' }
	/** Nobody has brought its bytes yet, or they are no image. */
	| { readonly at: 'missing' };

/** Decoded images, asked for while painting; whoever keeps them has it painted anew when better comes. */
export interface Pictures {
	of(shape: ImageShape, devicePixels: number): Picture;
}

/**
 * How a type of shape is drawn. Its results are cached with the shape and made anew when it changes. `P` is what it is drawn
 * by: one outline, for most.
 */
export interface Painter<S extends Shape, P = Path2D> {
	/** How far it paints beyond its box: half a stroke, a shadow. */
	spill(shape: S): number;
	/** Where its words stand, in its own coordinates; `null` for shapes without, and for those with many texts. */
	wordBox(shape: S): Box | null;
	/** Its words set in lines. */
	layout(shape: S, text: string, measure: Measure): readonly TextBlock[];
	/** Where it is drawn by something else seen near than seen from afar: a number for each. */
	detail?(shape: S, scale: number): number;
	/** Its outline in its own coordinates, the box's top left being 0, 0. `detail`: 0, or what the painter said of the scale. */
	path(shape: S, detail: number): P;
	/**
	 * Draws it; the context stands at the box's top left, turned, and has the shape's opacity. `pictures`: where images are
	 * to be had; `null`: nowhere. `words`: what will stand on it, where a line leaves room for them.
	 */
	paint(easel: Easel, shape: S, path: P, pictures: Pictures | null, words: readonly TextBlock[]): void;
	/** The colour of its words. */
	textColor(theme: BoardTheme, shape: S): string;
}

/** Of a shape without words. */
export const WORDLESS = {
	wordBox: () => null,
	layout: () => [],
	textColor: (theme: BoardTheme) => theme.ink
} as const;

/** Space between a box and the words in it, in board units. */
export const PADDING = 14;
