import type { Thread } from '#model/whiteboard/comments/comments.ts';
import { type Box, FARTHEST, union } from '#model/whiteboard/geometry.ts';
import { createShapeId } from '#model/whiteboard/ids.ts';
import { LOOSE, type ShapeBase } from '#model/whiteboard/shapes/kind.ts';
import {
	boundsOf,
	kindOf,
	parseShape,
	type Shape,
	type ShapeOf,
	type ShapeType,
	storeLooks,
	storeShape
} from '#model/whiteboard/shapes/registry.ts';
import type { Style } from '#model/whiteboard/style.ts';
import { keyBetween, keysBetween } from '#model/order.ts';
import type { Copied } from '../copies.ts';
import type { Changes } from './changes.ts';

/** Shapes on their way to a board, from the bottom up, under ids of their own. */
export interface Drawing {
	readonly pieces: readonly Copied[];
	/** The bytes of its images, by the `hash` that its image shapes have here; the board's own is found when they are stored. */
	readonly images: ReadonlyMap<string, Blob>;
	/** What people said about it; only our own files have that. */
	readonly comments: readonly Thread[];
}

/** Why a file cannot be read; each has its sentence in the message file. */
export type Refusal = 'too-large' | 'not-a-drawing' | 'broken' | 'newer' | 'empty' | 'too-many';

export type Reading =
	| { readonly ok: true; readonly drawing: Drawing; readonly changes: Changes }
	| { readonly ok: false; readonly refusal: Refusal };

/** Larger files are no drawing that anybody made by hand; most of an honest large one is its images. */
export const MAX_FILE_BYTES = 40_000_000;
/** Twice the board that the app is made for. */
export const MAX_PIECES = 20_000;
export const MAX_TEXT = 20_000;

export const NO_IMAGES: ReadonlyMap<string, Blob> = new Map();

export function refused(refusal: Refusal): Reading {
	return { ok: false, refusal };
}

type Given<T extends ShapeType> = Omit<ShapeOf<T>, keyof ShapeBase | 'type'> &
	Box &
	Partial<Pick<ShapeBase, 'id' | 'rotation' | 'groups' | 'locked' | 'frame' | 'link'>> & {
		readonly style?: Partial<Style>;
	};

/** A shape with whatever its kind has when nobody says otherwise. Its order is given by its place in the drawing. */
export function shapeOf<T extends ShapeType>(type: T, given: Given<T>): ShapeOf<T> {
	return {
		id: createShapeId(),
		type,
		rotation: 0,
		order: keyBetween(null, null),
		author: '',
		...LOOSE,
		...given,
		style: { ...kindOf(type).defaults.style, ...given.style }
	} as unknown as ShapeOf<T>;
}

/** The pieces, each above the one before, with what belongs to them. What would not be read back from a document is left out here, and counted. */
export function drawingOf(
	pieces: readonly Copied[],
	changes: Changes,
	images: ReadonlyMap<string, Blob> = NO_IMAGES,
	comments: Drawing['comments'] = []
): Reading {
	if (pieces.length > MAX_PIECES) return refused('too-many');
	const keys = keysBetween(null, null, pieces.length);
	const sound = pieces.flatMap(({ shape, text }, at) => {
		const read = asStored({ ...shape, order: keys[at]! });
		if (read === null) changes.note('unreadable');
		return read === null ? [] : [{ shape: read, text: cut(text, changes) }];
	});
	if (sound.length === 0) return refused('empty');
	return { ok: true, drawing: { pieces: sound, images, comments }, changes };
}

/** The shape as the document will have it: through the same door as what others write. */
function asStored(shape: Shape): Shape | null {
	const bounds = [shape.x, shape.y, shape.x + shape.w, shape.y + shape.h];
	if (!bounds.every((edge) => Math.abs(edge) <= FARTHEST)) return null;
	return parseShape(shape.id, storeShape(shape), storeLooks(shape));
}

function cut(text: string, changes: Changes): string {
	const plain = text.toWellFormed().replaceAll('\r\n', '\n').replaceAll('\r', '\n');
	if (plain.length <= MAX_TEXT) return plain;
	changes.note('cut');
	return plain.slice(0, MAX_TEXT);
}

export function boundsOfDrawing({ pieces }: Drawing): Box {
	return union(pieces.map(({ shape }) => boundsOf(shape))) ?? { x: 0, y: 0, w: 0, h: 0 };
}
