import * as Y from 'yjs';
import type { Board } from './board.ts';
import type { ShapeId } from './ids.ts';
import type { StoredGeometry } from './shapes/kind.ts';
import { kindOf, parseShape, type Shape, storeShape } from './shapes/registry.ts';
import { storeStyle, type StoredStyle } from './style.ts';
import { insertChars, removeChars, runsBetween, type CharRun, type TextOp } from './text-chars.ts';

/** A shape with all that it consists of. */
interface Whole {
	readonly geometry: StoredGeometry;
	readonly style: StoredStyle;
	/** `null` for shapes without words. */
	readonly text: string | null;
}

/** One change to one shape, with what it takes to undo it. */
export type Patch =
	| ({ readonly did: 'make'; readonly id: ShapeId } & Whole)
	| ({ readonly did: 'remove'; readonly id: ShapeId; readonly chars: readonly CharRun[] } & Whole)
	| {
			readonly did: 'place';
			readonly id: ShapeId;
			readonly before: StoredGeometry;
			readonly after: StoredGeometry;
	  }
	| {
			readonly did: 'restyle';
			readonly id: ShapeId;
			readonly before: StoredStyle;
			readonly after: StoredStyle;
	  }
	| { readonly did: 'type'; readonly id: ShapeId; readonly op: TextOp };

/**
 * Collects what one gesture does to a board and writes it in one pass. It exists for the length of one transaction
 * (see History.perform); `patches` tells afterwards what was done.
 */
export class Gesture {
	readonly patches: Patch[] = [];
	readonly #board: Board;
	readonly #geometry = new Map<ShapeId, StoredGeometry | undefined>();
	readonly #style = new Map<ShapeId, StoredStyle | undefined>();

	constructor(board: Board) {
		this.#board = board;
	}

	geometryOf(id: ShapeId): StoredGeometry | undefined {
		return this.#geometry.has(id) ? this.#geometry.get(id) : this.#board.geometry.get(id);
	}

	styleOf(id: ShapeId): StoredStyle | undefined {
		return this.#style.has(id) ? this.#style.get(id) : this.#board.style.get(id);
	}

	shape(id: ShapeId): Shape | null {
		return parseShape(id, this.geometryOf(id), this.styleOf(id));
	}

	/** Makes a shape, with its first words. */
	make(shape: Shape, text = ''): void {
		const words = kindOf(shape.type).hasText ? text : null;
		this.makeWhole(shape.id, { geometry: storeShape(shape), style: storeStyle(shape.style), text: words });
	}

	/** Makes a shape from what another one consisted of. Returns the ids of its characters. */
	makeWhole(id: ShapeId, { geometry, style, text }: Whole): readonly CharRun[] {
		this.#geometry.set(id, geometry);
		this.#style.set(id, style);
		this.patches.push({ did: 'make', id, geometry, style, text });
		if (text === null) return [];
		const words = new Y.Text();
		this.#board.texts.set(id, words);
		return text === '' ? [] : insertChars(words, 0, text).chars;
	}

	remove(id: ShapeId): void {
		const geometry = this.geometryOf(id);
		if (geometry === undefined) return;
		const words = this.#board.text(id);
		const text = words?.toString() ?? null;
		const chars = words === null ? [] : runsBetween(words, 0, words.length);
		this.patches.push({ did: 'remove', id, geometry, style: this.styleOf(id) ?? {}, text, chars });
		this.#geometry.set(id, undefined);
		this.#style.set(id, undefined);
		this.#board.texts.delete(id);
	}

	/** Gives a shape its new place, form and looks; what did not change is not written. */
	replace(shape: Shape): void {
		const [geometry, style] = [this.geometryOf(shape.id), this.styleOf(shape.id)];
		if (geometry === undefined) return;
		this.place(shape.id, { ...geometry, ...storeShape(shape) });
		const next = storeStyle(shape.style);
		if (!sameValue(style ?? {}, next)) this.restyle(shape.id, next);
	}

	place(id: ShapeId, after: StoredGeometry): void {
		const before = this.geometryOf(id);
		if (before === undefined || sameValue(before, after)) return;
		this.#geometry.set(id, after);
		this.patches.push({ did: 'place', id, before, after });
	}

	restyle(id: ShapeId, after: StoredStyle): void {
		const before = this.styleOf(id) ?? {};
		this.#style.set(id, after);
		this.patches.push({ did: 'restyle', id, before, after });
	}

	/** Replaces `removed` characters at an index of the shape's text by `inserted`. */
	type(id: ShapeId, at: number, removed: number, inserted: string): void {
		const text = this.#board.text(id);
		if (text === null) return;
		if (removed > 0) this.patches.push({ did: 'type', id, op: removeChars(text, at, removed) });
		if (inserted !== '') this.patches.push({ did: 'type', id, op: insertChars(text, at, inserted) });
	}

	/** Writes the entries: one pass over each list, however many shapes the gesture touched. */
	write(): void {
		writeTo(this.#board.geometry, this.#geometry);
		writeTo(this.#board.style, this.#style);
	}
}

function writeTo<Value>(
	list: { change(values: [string, Value][], removed: string[]): void },
	entries: ReadonlyMap<string, Value | undefined>
): void {
	const values: [string, Value][] = [];
	const removed: string[] = [];
	for (const [id, value] of entries)
		if (value === undefined) removed.push(id);
		else values.push([id, value]);
	if (entries.size > 0) list.change(values, removed);
}

/** Whether two values from the document are the same, bytes included. */
export function sameValue(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	const [keysOfA, keysOfB] = [Object.keys(a), Object.keys(b)];
	return (
		keysOfA.length === keysOfB.length &&
		keysOfA.every((key) =>
			sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])
		)
	);
}
