import { contains, distanceToPolyline, grown, type Point } from '../geometry.ts';
import { boundsOfInk, decodeInk, encodeInk, type InkPoint, MAX_INK_BYTES } from '../ink.ts';
import { DEFAULT_STYLE } from '../style.ts';
import type { ShapeBase, ShapeKind, StoredGeometry } from './kind.ts';

export interface PenShape extends ShapeBase {
	readonly type: 'pen';
	/** Encoded, and relative to the top left of the ink's own bounds; `inkOf` gives the points on the board. */
	readonly ink: Uint8Array;
}

/** A stroke over words: broad, see-through, and one colour however often it crosses itself. */
export interface HighlighterShape extends ShapeBase {
	readonly type: 'highlighter';
	/** As a pen's. */
	readonly ink: Uint8Array;
}

export type InkShape = PenShape | HighlighterShape;

export const pen: ShapeKind<'pen'> = {
	type: 'pen',
	hasText: false,
	resizing: 'proportional',
	styled: ['color', 'width', 'opacity'],
	defaults: { w: 0, h: 0, style: DEFAULT_STYLE },
	parse(base, stored) {
		const ink = parseInk(stored);
		return ink === null ? null : { ...base, type: 'pen', ink };
	},
	store: (shape) => ({ i: shape.ink }),
	hit: isOnInk,
	fitted: (shape, box) => ({ ...shape, ...box })
};

export const highlighter: ShapeKind<'highlighter'> = {
	type: 'highlighter',
	hasText: false,
	resizing: 'proportional',
	styled: ['color', 'width', 'opacity'],
	defaults: { w: 0, h: 0, style: { ...DEFAULT_STYLE, color: 'amber', width: 24 } },
	parse(base, stored) {
		const ink = parseInk(stored);
		return ink === null ? null : { ...base, type: 'highlighter', ink };
	},
	store: (shape) => ({ i: shape.ink }),
	hit: isOnInk,
	fitted: (shape, box) => ({ ...shape, ...box })
};

function parseInk({ i: ink }: StoredGeometry): Uint8Array | null {
	return ink instanceof Uint8Array && ink.length >= 3 && ink.length <= MAX_INK_BYTES ? ink : null;
}

function isOnInk(shape: InkShape, point: Point, tolerance: number): boolean {
	const reach = tolerance + shape.style.width / 2;
	return contains(grown(shape, reach), point) && distanceToPolyline(point, inkOf(shape), false) <= reach;
}

/** What a finished stroke is stored as: its box, and its ink relative to that. */
export function penGeometry(points: readonly InkPoint[]): Pick<PenShape, 'x' | 'y' | 'w' | 'h' | 'ink'> {
	const bounds = boundsOfInk(points);
	const ink = encodeInk(points.map((point) => ({ ...point, x: point.x - bounds.x, y: point.y - bounds.y })));
	return { ...bounds, ink };
}

/** Those under a pointer are asked for again and again. Points take forty times the room of their bytes: not all are kept. */
const MOST_DECODED = 64;
const decoded = new Map<InkShape, readonly InkPoint[]>();

/** The points on the board, stretched to its box. */
export function inkOf(shape: InkShape): readonly InkPoint[] {
	const known = decoded.get(shape);
	if (known !== undefined) return known;
	const [oldest] = decoded.keys();
	if (oldest !== undefined && decoded.size >= MOST_DECODED) decoded.delete(oldest);
	const points = decodeInk(shape.ink);
	const own = boundsOfInk([...points, { x: 0, y: 0 }]);
	const [scaleX, scaleY] = [own.w > 0 ? shape.w / own.w : 1, own.h > 0 ? shape.h / own.h : 1];
	const placed = points.map((point) => ({
		x: shape.x + point.x * scaleX,
		y: shape.y + point.y * scaleY,
		pressure: point.pressure
	}));
	decoded.set(shape, placed);
	return placed;
}
