import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Copied } from '../../copies.ts';
import { readOwnParsed } from '../own-read.ts';
import { ownJson } from '../own-write.ts';
import type { Element } from './schema.ts';

/** What we write: Excalidraw counts it up with every change that is made to an element. */
export const AS_WRITTEN = 1;

/** For Excalidraw's `customData`, which it keeps and does not look into: the shape as it is here. */
export function ownData(piece: Copied): unknown {
	return { commonplace: JSON.parse(ownJson([piece], '')) as unknown };
}

/** For elements that are there because one shape of ours takes several of theirs. */
export function partOf(id: ShapeId): unknown {
	return { commonplace: { partOf: id } };
}

/**
 * The shape that an element was written from, exactly; `part` when it belongs to one that is intact; `null` when it came
 * from elsewhere or was changed there, and so has to be read like any other.
 */
export function ownShapeOf(
	element: Element,
	find: (id: string) => Element | undefined
): Copied | 'part' | null {
	const own = dataOf(element);
	if (own === null) return null;
	const { partOf: whole } = own as { partOf?: unknown };
	if (typeof whole === 'string') {
		const of = find(whole);
		return of !== undefined && dataOf(of) !== null ? 'part' : null;
	}
	const reading = readOwnParsed(own);
	return (reading.ok && reading.drawing.pieces[0]) || null;
}

function dataOf({ customData, version }: Element): object | null {
	const own = (customData as { commonplace?: unknown } | null | undefined)?.commonplace;
	return version === AS_WRITTEN && typeof own === 'object' ? own : null;
}
