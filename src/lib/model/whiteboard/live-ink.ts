import * as Y from 'yjs';
import type { ShapeId } from './ids.ts';
import { isShapeId } from './ids.ts';
import { inkDelta, type InkPoint, pointsOfDeltas, snappedToInk } from './ink.ts';
import { DEFAULT_STYLE, parseStyle, storeStyle, type Style } from './style.ts';

type Observer = Parameters<Y.Array<unknown>['observeDeep']>[0];

/** A stroke that somebody draws at this moment, or was drawing when their tab died. */
export interface LiveStroke {
	readonly id: ShapeId;
	/** What it becomes. */
	readonly type: 'pen' | 'highlighter';
	readonly author: string;
	/** The Yjs client that draws; when it is gone, its author may adopt the stroke from elsewhere. */
	readonly client: number;
	readonly style: Style;
	readonly points: readonly InkPoint[];
}

/**
 * Ink in progress: a Y.Array in the array `live` for each stroke: a header, then three numbers a point. Pushing to an
 * array sends what is new; anything that replaces a value would send the whole stroke every frame (fifty times as much).
 */
export class LiveInk {
	readonly #live: Y.Array<unknown>;
	readonly #strokes = new Map<Y.Array<unknown>, LiveStroke>();
	readonly #onChange: Observer;

	constructor(doc: Y.Doc, changed: () => void) {
		this.#live = doc.getArray('live');
		this.#readAll();
		this.#onChange = (events) => {
			for (const event of events) {
				if (event.target === this.#live) this.#readAll();
				else if (event.path.length === 1) this.#read(event.target as Y.Array<unknown>);
			}
			changed();
		};
		this.#live.observeDeep(this.#onChange);
	}

	get strokes(): LiveStroke[] {
		return [...this.#strokes.values()];
	}

	/** Starts a stroke; call it in a transaction. */
	begin(stroke: Omit<LiveStroke, 'points' | 'client'>): void {
		const header = {
			id: stroke.id,
			by: stroke.author,
			c: this.#live.doc!.clientID,
			s: storeStyle(stroke.style, DEFAULT_STYLE.align),
			...(stroke.type === 'pen' ? {} : { t: stroke.type })
		};
		this.#live.push([Y.Array.from<object>([header])]);
	}

	/** Appends a frame's points, once a frame; call it in a transaction. */
	push(id: ShapeId, points: readonly InkPoint[]): void {
		const [array, stroke] = this.#find(id);
		if (array === undefined) return;
		let before = stroke.points.at(-1) ?? null;
		const deltas: number[] = [];
		for (const point of points) {
			deltas.push(...inkDelta(point, before));
			before = snappedToInk(point);
		}
		array.push(deltas);
	}

	/** Takes the stroke away, because it was committed as a shape or given up; call it in a transaction. */
	end(id: ShapeId): void {
		for (let index = this.#live.length - 1; index >= 0; index--) {
			const array = this.#live.get(index);
			if (array instanceof Y.Array && this.#strokes.get(array)?.id === id) this.#live.delete(index);
		}
	}

	destroy(): void {
		this.#live.unobserveDeep(this.#onChange);
	}

	#find(id: ShapeId): [Y.Array<unknown>, LiveStroke] | [undefined, undefined] {
		for (const [array, stroke] of this.#strokes) if (stroke.id === id) return [array, stroke];
		return [undefined, undefined];
	}

	#readAll(): void {
		const present = new Set<unknown>(this.#live.toArray());
		for (const array of this.#strokes.keys()) if (!present.has(array)) this.#strokes.delete(array);
		for (const array of present)
			if (array instanceof Y.Array && !this.#strokes.has(array)) this.#read(array as Y.Array<unknown>);
	}

	/** What is no stroke is skipped: anybody who may write can have put anything there. */
	#read(array: Y.Array<unknown>): void {
		const [header, ...deltas] = array.toArray();
		if (typeof header !== 'object' || header === null) return;
		const { id, by, c: client, s: style, t: type } = header as Record<string, unknown>;
		if (!isShapeId(id) || typeof client !== 'number') return;
		this.#strokes.set(array, {
			id,
			type: type === 'highlighter' ? 'highlighter' : 'pen',
			author: typeof by === 'string' ? by : '',
			client,
			style: parseStyle(style, DEFAULT_STYLE.align),
			points: pointsOfDeltas(deltas)
		});
	}
}
