import { isShapeId, type ShapeId } from '#model/whiteboard/ids.ts';

const NAME = 'shape';
/** More shapes than this make a link that no call's chat takes. */
const MOST_SHAPES = 20;

/** The part of an address behind the `#` that leads to shapes; servers never see it. */
export function hashOf(ids: Iterable<ShapeId>): string {
	return `#${NAME}=${[...ids].slice(0, MOST_SHAPES).join(',')}`;
}

/** The shapes that such a part names; none when it is about something else. */
export function shapesIn(hash: string): ShapeId[] {
	const value = new URLSearchParams(hash.replace(/^#/u, '')).get(NAME) ?? '';
	return value.split(',').slice(0, MOST_SHAPES).filter(isShapeId);
}
