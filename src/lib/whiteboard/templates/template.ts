import type { Head } from '#model/whiteboard/shapes/arrow.ts';
import type { StampName } from '#model/whiteboard/shapes/stamp.ts';
import type { BoardColor, Style } from '#model/whiteboard/style.ts';
import type { Route } from '#model/whiteboard/way.ts';

/** Left, top, width and height, in board units. */
export type Place = readonly [x: number, y: number, w: number, h: number];

/** A part of a template. `says` is the name of its words in the message file, or of the words of each cell. */
export type Part =
	| {
			readonly as: 'frame' | 'rectangle' | 'ellipse' | 'diamond' | 'triangle' | 'text' | 'note';
			readonly at: Place;
			/** For arrows that end at it. */
			readonly id?: string;
			readonly says?: string;
			readonly style?: Partial<Style>;
			readonly turn?: number;
	  }
	| {
			readonly as: 'line';
			/** x and y of each point. */
			readonly through: readonly (readonly [number, number])[];
			readonly style?: Partial<Style>;
			readonly curved?: boolean;
	  }
	| {
			readonly as: 'arrow';
			/** A part's id, or a place. */
			readonly from: string | readonly [number, number];
			readonly to: string | readonly [number, number];
			/** Where on the parts it is held, in fractions of their boxes. */
			readonly ends?: readonly [readonly [number, number], readonly [number, number]];
			readonly says?: string;
			readonly route?: Route;
			readonly head?: Head;
			readonly style?: Partial<Style>;
	  }
	| { readonly as: 'stamp'; readonly at: Place; readonly stamp: StampName; readonly color: BoardColor }
	| {
			readonly as: 'table';
			readonly at: Place;
			/** Shares of the width. */
			readonly columns: readonly number[];
			readonly says: readonly (readonly string[])[];
			readonly style?: Partial<Style>;
	  };

export interface Template {
	/** From the bottom up. The first frame that a part lies in holds it. */
	readonly parts: readonly Part[];
}

/** A ground for other things: tinted paper without an outline. */
export const field = (at: Place, color: BoardColor): Part => ({
	as: 'rectangle',
	at,
	style: { color, fill: 'tint', ownStroke: 'none', look: 'clean' }
});

export const title = (x: number, y: number, w: number, says: string): Part => ({
	as: 'text',
	at: [x, y, w, 52],
	says,
	style: { fontSize: 40, bold: true, font: 'serif', align: 'start' }
});

export const label = (x: number, y: number, w: number, says: string, style: Partial<Style> = {}): Part => ({
	as: 'text',
	at: [x, y, w, 31],
	says,
	style: { fontSize: 24, bold: true, align: 'start', ...style }
});

export const hint = (x: number, y: number, w: number, says: string, style: Partial<Style> = {}): Part => ({
	as: 'text',
	at: [x, y, w, 24],
	says,
	style: { fontSize: 18, align: 'start', opacity: 0.75, ...style }
});

/** Notes lie as people put them down: not quite straight. */
export const note = (x: number, y: number, color: BoardColor, says = '', size = 150): Part => ({
	as: 'note',
	at: [x, y, size, size],
	...(says === '' ? {} : { says }),
	style: { color, fontSize: 20 },
	turn: (((x * 7 + y * 13) % 5) - 2) * 0.008
});

export const sheet = (w: number, h: number, says: string): Part => ({
	as: 'frame',
	at: [0, 0, w, h],
	says,
	style: { fill: 'solid' }
});
