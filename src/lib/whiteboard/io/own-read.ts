import { createShapeId, isShapeId, type ShapeId } from '#model/whiteboard/ids.ts';
import { parseShape } from '#model/whiteboard/shapes/registry.ts';
import type { Copied } from '../copies.ts';
import { bytesOfBase64 } from './base64.ts';
import { Changes } from './changes.ts';
import { readComments } from './comments.ts';
import { imageOfDataUrl } from './data-url.ts';
import { drawingOf, MAX_PIECES, type Reading, refused } from './drawing.ts';
import { parseJson } from './foreign.ts';
import { OWN_TYPE, OWN_VERSION, type OwnFile, type OwnShape } from './own-write.ts';

export function isOwn(parsed: unknown): boolean {
	return (parsed as { type?: unknown } | null | undefined)?.type === OWN_TYPE;
}

/** Whether the author's browser, another's or a text editor wrote it: each shape comes through the document's own door. */
export function readOwn(json: string): Reading {
	const parsed = parseJson(json);
	return parsed === undefined ? refused('broken') : readOwnParsed(parsed);
}

export function readOwnParsed(parsed: unknown): Reading {
	if (!isOwn(parsed)) return refused('not-a-drawing');
	const file = parsed as Partial<Record<keyof OwnFile, unknown>>;
	if (file.version !== OWN_VERSION) return refused('newer');
	if (!Array.isArray(file.shapes)) return refused('broken');
	if (file.shapes.length > MAX_PIECES) return refused('too-many');
	const changes = new Changes();
	const pieces = file.shapes.flatMap((entry: unknown): Copied[] => {
		const piece = pieceOf(entry);
		if (piece === null) changes.note('unreadable');
		return piece ?? [];
	});
	const within = new Set(pieces.map(({ shape }) => shape.id));
	return drawingOf(
		pieces.map(({ shape, text }) => ({ shape: { ...shape, frame: kept(shape.frame, within) }, text })),
		changes,
		imagesOf(file.images),
		readComments(file.comments)
	);
}

function pieceOf(entry: unknown): Copied[] | null {
	const { id, geometry, style, text } = (entry ?? {}) as Partial<Record<keyof OwnShape, unknown>>;
	const shape = parseShape(isShapeId(id) ? id : createShapeId(), withBytes(geometry), style);
	return shape && [{ shape, text: typeof text === 'string' ? text : '' }];
}

/** Frames of another board mean nothing here. */
function kept(frame: ShapeId | null, within: ReadonlySet<ShapeId>): ShapeId | null {
	return frame !== null && within.has(frame) ? frame : null;
}

function withBytes(geometry: unknown): unknown {
	if (typeof geometry !== 'object' || geometry === null) return geometry;
	return Object.fromEntries(
		Object.entries(geometry).map(([key, value]: [string, unknown]) => {
			const base64 = (value as { base64?: unknown } | null)?.base64;
			return [key, typeof base64 === 'string' ? bytesOfBase64(base64) : value];
		})
	);
}

function imagesOf(stored: unknown): ReadonlyMap<string, Blob> {
	if (typeof stored !== 'object' || stored === null) return new Map();
	return new Map(
		Object.entries(stored).flatMap(([hash, url]: [string, unknown]) => {
			const blob = imageOfDataUrl(url);
			return blob === null ? [] : [[hash, blob]];
		})
	);
}
