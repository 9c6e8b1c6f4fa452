import type { Board } from '#model/whiteboard/board.ts';
import { isShapeId } from '#model/whiteboard/ids.ts';
import { parseShape, type Shape, storeLooks, storeShape } from '#model/whiteboard/shapes/registry.ts';
import { sameValue } from '#model/yjs/same-value.ts';

type Entry = Readonly<Record<string, unknown>>;

/** What a gesture makes of a shape: its id, and what is to be changed in its two entries; `null` takes a field away. */
export type SaidShape = readonly [id: string, geometry: Entry, looks?: Entry];

/** Awareness says it thirty times a second: what is more shows when the gesture ends. */
const MOST_CHARACTERS = 4_000;
const MOST_SHAPES = 60;

/** Shapes in the middle of being resized, turned or drawn, as far as they differ from the document; `null` for too much. */
export function sayShapes(shapes: readonly Shape[], board: Board): readonly SaidShape[] | null {
	if (shapes.length === 0 || shapes.length > MOST_SHAPES) return null;
	const said = shapes.map((shape): SaidShape => {
		const geometry = changes(board.geometry.get(shape.id), storeShape(shape));
		const looks = changes(board.style.get(shape.id), storeLooks(shape));
		return Object.keys(looks).length === 0 ? [shape.id, geometry] : [shape.id, geometry, looks];
	});
	return JSON.stringify(said).length > MOST_CHARACTERS ? null : said;
}

/** The shapes that somebody else's presence speaks of. Anything may be in it. */
export function hearShapes(said: unknown, board: Board): Shape[] {
	if (!Array.isArray(said)) return [];
	return said.slice(0, MOST_SHAPES).flatMap((one: unknown) => {
		const [id, geometry, looks] = Array.isArray(one) ? (one as readonly unknown[]) : [];
		if (!isShapeId(id)) return [];
		const shape = parseShape(
			id,
			changed(board.geometry.get(id), geometry),
			changed(board.style.get(id), looks)
		);
		return shape === null ? [] : [shape];
	});
}

function changes(before: Entry | undefined, after: Entry): Entry {
	if (before === undefined) return after;
	const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
	return {
		...Object.fromEntries(Object.entries(after).filter(([key, value]) => !sameValue(before[key], value))),
		...Object.fromEntries(gone.map((key) => [key, null]))
	};
}

function changed(before: Entry | undefined, by: unknown): Entry {
	const changes = typeof by === 'object' && by !== null ? (by as Entry) : {};
	return Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null));
}
