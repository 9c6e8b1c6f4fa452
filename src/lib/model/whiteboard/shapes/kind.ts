import type { OrderKey } from '../../order.ts';
import type { Box, Point } from '../geometry.ts';
import type { GroupId, ShapeId } from '../ids.ts';
import type { StoredStyle, Style, StyleKey } from '../style.ts';
import type { ShapeOf, ShapeType } from './registry.ts';

/** What every shape has. `x`, `y`, `w`, `h` are its box before it is turned by `rotation` about its centre. */
export interface ShapeBase extends Box {
	readonly id: ShapeId;
	readonly rotation: number;
	readonly order: OrderKey;
	/** The identity that made it; whoever writes the document can claim any, so it is shown and never relied on. */
	readonly author: string;
	/** The groups it belongs to, the innermost first. */
	readonly groups: readonly GroupId[];
	/** Nothing but unlocking changes it. */
	readonly locked: boolean;
	/** The frame in which it lies; that frame may be gone already. */
	readonly frame: ShapeId | null;
	/** Where it leads; see `parseLink`. */
	readonly link: string | null;
	readonly style: Style;
}

/** What a new shape has of all this, when nobody says otherwise. */
export const LOOSE = {
	groups: [],
	locked: false,
	frame: null,
	link: null
} as const satisfies Partial<ShapeBase>;

/** How the select tool may change a shape's size. */
export type Resizing =
	| 'free'
	/** Keeps its proportions: ink that is stretched is somebody else's handwriting. */
	| 'proportional'
	/** Only its ends move. */
	| 'ends'
	/** Only its width; its height follows from its text. */
	| 'width';

/** Parts of a style that show on any shape with a drawn line. */
export const LINE_STYLE = [
	'color',
	'width',
	'dash',
	'look',
	'opacity'
] as const satisfies readonly StyleKey[];
/** And on any shape with words. */
export const WORD_STYLE = [
	'color',
	'opacity',
	'fontSize',
	'font',
	'align',
	'bold',
	'italic',
	'list'
] as const satisfies readonly StyleKey[];
/** A filled outline with words in it. */
export const BOX_STYLE = [
	...LINE_STYLE,
	'fill',
	...WORD_STYLE.slice(2)
] as const satisfies readonly StyleKey[];

/** A shape's geometry entry as it lies in the document, under short names; see `parseShape`. */
export type StoredGeometry = Readonly<Record<string, unknown>>;

/** All that the model knows about one type of shape. How it is drawn is the client's. */
export interface ShapeKind<T extends ShapeType> {
	readonly type: T;
	/** People write in it: it has a Y.Text of its own, or, a table, one for each cell. */
	readonly hasText: boolean;
	readonly resizing: Resizing;
	/** The parts of a style that show on it. */
	readonly styled: readonly StyleKey[];
	readonly defaults: { readonly w: number; readonly h: number; readonly style: Style };
	/** Adds what only this type has; `null` when the entry makes no sense, and the shape is then skipped. */
	parse(base: ShapeBase, stored: StoredGeometry, looks: StoredStyle): ShapeOf<T> | null;
	/** What `parse` reads back, beside the base. */
	store(shape: ShapeOf<T>): StoredGeometry;
	/** And what of it is kept with the looks, since people change it while others move the shape. */
	storeLooks?(shape: ShapeOf<T>): StoredStyle;
	/** Whether a point touches it; `point` is turned back already, so that the shape stands upright. */
	hit(shape: ShapeOf<T>, point: Point, tolerance: number): boolean;
	/** The shape in another box, as resizing it (or a selection it is part of) asks. */
	fitted(shape: ShapeOf<T>, box: Box): ShapeOf<T>;
}
