import * as Y from 'yjs';
import { changedItems } from '../yjs/changed-items.ts';
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
		for (const item of this.#live.toArray()) this.#read(item);
		this.#onChange = (events, transaction) => {
			for (const event of events) {
				if (event.target === this.#live) this.#follow(transaction);
				// Not by its path: that counts all strokes that ever were.
				else if ((event.target as Y.AbstractType<unknown>).parent === this.#live) this.#read(event.target);
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

	#follow(transaction: Y.Transaction): void {
		const { added, deleted } = changedItems(this.#live, transaction);
		for (const item of deleted)
			for (const array of item.content.getContent()) this.#strokes.delete(array as Y.Array<unknown>);
		for (const item of added) for (const array of item.content.getContent()) this.#read(array);
	}

	/** What is no stroke is skipped: anybody who may write can have put anything there. */
	#read(array: unknown): void {
		if (!isArray(array)) return;
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

function isArray(value: unknown): value is Y.Array<unknown> {
	return value instanceof Y.Array;
}
