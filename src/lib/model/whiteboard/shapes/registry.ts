import {
	boundsOfRotated,
	type Box,
	centreOf,
	clamp,
	FARTHEST,
	type Point,
	rotatedAbout,
	rounded
} from '../geometry.ts';
import { isOrderKey } from '../../order.ts';
import { type GroupId, isGroupId, isShapeId, type ShapeId } from '../ids.ts';
import { parseLink } from '../link.ts';
import { parseStyle, storeStyle, type StoredStyle } from '../style.ts';
import { arrow, type ArrowShape } from './arrow.ts';
import { diamond, type DiamondShape } from './diamond.ts';
import { ellipse, type EllipseShape } from './ellipse.ts';
import { frame, type FrameShape } from './frame.ts';
import { image, type ImageShape } from './image.ts';
import type { ShapeBase, ShapeKind, StoredGeometry } from './kind.ts';
import { line, type LineShape } from './line.ts';
import { link, type LinkShape } from './link-card.ts';
import { note, type NoteShape } from './note.ts';
import { highlighter, type HighlighterShape, pen, type PenShape } from './pen.ts';
import { rectangle, type RectangleShape } from './rectangle.ts';
import { stamp, type StampShape } from './stamp.ts';
import { table, type TableShape } from './table.ts';
import { text, type TextShape } from './text.ts';
import { triangle, type TriangleShape } from './triangle.ts';

export type Shape =
	| PenShape
	| HighlighterShape
	| NoteShape
	| TextShape
	| RectangleShape
	| EllipseShape
	| DiamondShape
	| TriangleShape
	| LineShape
	| ArrowShape
	| FrameShape
	| ImageShape
	| TableShape
	| LinkShape
	| StampShape;
export type ShapeType = Shape['type'];
export type ShapeOf<T extends ShapeType> = Extract<Shape, { readonly type: T }>;

/** Adding a type of shape is its file and a line here; the compiler then names the painters and words that it lacks. */
export const SHAPE_KINDS = {
	pen,
	highlighter,
	note,
	text,
	rectangle,
	ellipse,
	diamond,
	triangle,
	line,
	arrow,
	frame,
	image,
	table,
	link,
	stamp
} satisfies {
	[K in ShapeType]: ShapeKind<K>;
};

/** The kind of a shape whose type is not known at compile time. */
export function kindOf<T extends ShapeType>(type: T): ShapeKind<T> {
	return SHAPE_KINDS[type] as unknown as ShapeKind<T>;
}

const MAX_AUTHOR_LENGTH = 64;
/** Groups within groups; deeper is no honest nesting. */
const MAX_GROUPS = 16;

/**
 * Reads one shape from the document. Anybody who may write can have written anything, so this decides what is a shape:
 * `null` is an entry to skip. `authorOf` tells who is meant where it was made.
 */
export function parseShape(
	id: ShapeId,
	geometry: unknown,
	looks: unknown,
	authorOf: (by: unknown) => string = asWritten
): Shape | null {
	if (typeof geometry !== 'object' || geometry === null) return null;
	const stored = geometry as StoredGeometry;
	const { t: type, x, y, w, h, r = 0, o: order, by, f: framedBy } = stored;
	if (typeof type !== 'string' || !Object.hasOwn(SHAPE_KINDS, type)) return null;
	if (!isCoordinate(x) || !isCoordinate(y) || !isCoordinate(w) || !isCoordinate(h) || w < 0 || h < 0)
		return null;
	if (!isOrderKey(order)) return null;
	const kind = kindOf(type as ShapeType);
	const storedLooks = entryOf(looks);
	const { g: groups, k: locked, u: leadsTo } = storedLooks;
	const base: ShapeBase = {
		id,
		x,
		y,
		w,
		h,
		rotation: typeof r === 'number' && Number.isFinite(r) ? r % (2 * Math.PI) : 0,
		order,
		author: authorOf(by).slice(0, MAX_AUTHOR_LENGTH),
		groups: parseGroups(groups),
		locked: locked === 1,
		frame: isShapeId(framedBy) && framedBy !== id ? framedBy : null,
		link: parseLink(leadsTo),
		style: parseStyle(looks, kind.defaults.style.align)
	};
	return kind.parse(base, stored, storedLooks);
}

/** The geometry entry of a shape. What is zero or empty is left out. */
export function storeShape(shape: Shape): StoredGeometry {
	const place = (value: number): number => clamp(rounded(value), -FARTHEST, FARTHEST);
	return {
		t: shape.type,
		x: place(shape.x),
		y: place(shape.y),
		w: place(shape.w),
		h: place(shape.h),
		...(shape.rotation === 0 ? {} : { r: rounded(shape.rotation * 64) / 64 }),
		o: shape.order,
		...(shape.author === '' ? {} : { by: shape.author }),
		...(shape.frame === null ? {} : { f: shape.frame }),
		...kindOf(shape.type).store(shape)
	};
}

/**
 * The style entry of a shape: its style, and what else people do to a shape while others move it (a move rewrites the
 * whole geometry entry, and would undo a grouping that is made at the same time).
 */
export function storeLooks(shape: Shape): StoredStyle {
	return {
		...storeStyle(shape.style, kindOf(shape.type).defaults.style.align),
		...(shape.groups.length === 0 ? {} : { g: [...shape.groups] }),
		...(shape.locked ? { k: 1 } : {}),
		...(shape.link === null ? {} : { u: shape.link }),
		...kindOf(shape.type).storeLooks?.(shape)
	};
}

/** The upright box that a shape covers, its stroke not counted. */
export function boundsOf(shape: Shape): Box {
	return boundsOfRotated(shape, shape.rotation);
}

/** Whether a point on the board touches the shape, or comes nearer than `tolerance`. */
export function hits(shape: Shape, point: Point, tolerance: number): boolean {
	return kindOf(shape.type).hit(shape, rotatedAbout(point, centreOf(shape), -shape.rotation), tolerance);
}

/** The shape in another box. */
export function fitted<T extends Shape>(shape: T, box: Box): T {
	return kindOf(shape.type).fitted(shape, box) as T;
}

function asWritten(by: unknown): string {
	return typeof by === 'string' ? by : '';
}

function entryOf(stored: unknown): Readonly<Record<string, unknown>> {
	return typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
}

function parseGroups(stored: unknown): readonly GroupId[] {
	return Array.isArray(stored) ? [...new Set(stored.slice(0, MAX_GROUPS).filter(isGroupId))] : [];
}

function isCoordinate(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= FARTHEST;
}
