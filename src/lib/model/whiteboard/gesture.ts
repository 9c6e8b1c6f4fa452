import { type AspectValues, aspectKey, changedTo, type StoredShape } from './aspects.ts';
import type { Board, TextKey } from './board.ts';
import { splitCells } from './cell-texts.ts';
import { pinsLeftBy } from './comments/entries.ts';
import type { ShapeId } from './ids.ts';
import type { StoredGeometry } from './shapes/kind.ts';
import { kindOf, type Shape, storeLooks, storeShape } from './shapes/registry.ts';
import { cellKey, cellKeysOf, type TableShape } from './shapes/table.ts';
import type { StoredStyle } from './style.ts';
import { applySplice, type Splice } from '../yjs/rewrite-text.ts';
import { type Loss, withLostTracks } from './put-back.ts';
import { sameValue } from '../yjs/same-value.ts';
import { nameOf, ownerOf } from './words.ts';

/** Runs one gesture; call it inside a transaction that names its origin (see History.perform). */
export function runGesture(board: Board, act: (gesture: Gesture) => void): void {
	const gesture = new Gesture(board);
	act(gesture);
	gesture.write();
}

/**
 * Sees to it that there is one text to write in, where nobody has written yet or two began at once: which is nobody's step
 * to take back.
 */
export function openText(board: Board, key: TextKey): void {
	board.doc.transact(() => runGesture(board, (gesture) => gesture.giveText(key)), 'whiteboard:text');
}

/** Puts back what is still lost, which is nobody's step to take back. Returns whether it was: others may have been first. */
export function putBack(board: Board, loss: Loss): boolean {
	let isBack = false;
	board.doc.transact(
		() => runGesture(board, (gesture) => (isBack = gesture.putBack(loss))),
		'whiteboard:put-back'
	);
	return isBack;
}

/**
 * Collects what one gesture does to a board and writes it in one pass. It exists for the length of one transaction and sees
 * its own changes.
 */
export class Gesture {
	readonly #board: Board;
	readonly #shapes = new Map<ShapeId, StoredShape>();
	readonly #comments = new Map<string, unknown>();
	readonly #going = new Map<ShapeId, Shape>();

	constructor(board: Board) {
		this.#board = board;
	}

	shape(id: ShapeId): Shape | null {
		return this.#board.parse(id, this.#stored(id));
	}

	/** Makes a shape, with its first words; a table's are those of its cells, see `splitCells`. */
	make(shape: Shape, text = ''): void {
		this.#put(shape);
		if (shape.type === 'table') this.#makeCells(shape, text);
		// Few arrows are labelled: theirs comes when somebody asks for it, see giveText.
		else if (kindOf(shape.type).hasText && (shape.type !== 'arrow' || text !== ''))
			this.#board.words.create(shape.id, text);
	}

	/** Puts back what is still lost of it. Returns whether it was: others may have put it back, or erased the words. */
	putBack({ shape, erased }: Loss): boolean {
		const { words } = this.#board;
		const now = this.shape(shape.id);
		if (now?.type === 'table' && shape.type === 'table') {
			const whole = withLostTracks(shape, now, words);
			if (whole === null) return false;
			const cells = new Set<string>(cellKeysOf(now));
			this.replace(whole);
			for (const [key, text] of erased)
				if (ownerOf(key) === shape.id && !cells.has(nameOf(key))) words.putBack(key, text);
			return true;
		}
		if (this.#stored(shape.id).geometry !== undefined || !words.hasAny(shape.id)) return false;
		this.#put(shape);
		for (const [key, text] of erased) if (ownerOf(key) === shape.id) words.putBack(key, text);
		return true;
	}

	remove(id: ShapeId): void {
		if (this.#stored(id).geometry === undefined) return;
		const shape = this.shape(id);
		if (shape !== null) this.#going.set(id, shape);
		this.#shapes.set(id, GONE);
		this.#board.words.clearAll(id);
	}

	/** Gives a shape its new place, form and looks; what did not change is not written. */
	replace(shape: Shape): void {
		const stored = this.#stored(shape.id);
		if (stored.geometry === undefined) return;
		const known = this.shape(shape.id);
		if (shape.type === 'table' && known?.type === 'table') this.#fitCells(known, shape);
		this.#shapes.set(shape.id, changedTo(stored, known, shape));
	}

	/** Gives a text to a shape or cell that was made without, and makes one of several. */
	giveText(key: TextKey): void {
		const shape = this.shape(ownerOf(key) as ShapeId);
		if (shape === null || !kindOf(shape.type).hasText || (shape.type === 'table' && key === shape.id)) return;
		this.#board.words.give(key);
		this.#board.words.join(key);
	}

	type(key: TextKey, splice: Splice): void {
		if (this.shape(ownerOf(key) as ShapeId) !== null) this.#board.words.give(key);
		const text = this.#board.text(key);
		if (text !== null) applySplice(text, splice);
	}

	/** Writes what comments.ts says: entries by key, `undefined` to remove. */
	comment(entries: Iterable<readonly [string, unknown]>): void {
		for (const [key, entry] of entries) this.#comments.set(key, entry);
	}

	/** Writes the entries: one pass over each list, however many shapes the gesture touched. */
	write(): void {
		const geometry = new Map<string, StoredGeometry | undefined>();
		const style = new Map<string, StoredStyle | undefined>();
		const aspects = new Map<string, unknown>();
		for (const [id, now] of this.#shapes) {
			const before = this.#board.stored(id);
			if (!sameValue(before.geometry, now.geometry)) geometry.set(id, now.geometry);
			if (!sameValue(before.style, now.style)) style.set(id, now.style);
			for (const [name, value] of changesOf(before.aspects, now.aspects))
				aspects.set(aspectKey(id, name), value);
		}
		writeTo(this.#board.geometry, geometry);
		writeTo(this.#board.style, style);
		writeTo(this.#board.aspects.list, aspects);
		// Pins stay where they were, also for those who come later.
		const { comments } = this.#board;
		this.comment(pinsLeftBy(comments.entries(), this.#going));
		writeTo(comments, this.#comments);
	}

	#put(shape: Shape): void {
		const by = this.#board.authors.numberOf(shape.author);
		const geometry = { ...storeShape(shape), ...(by === '' ? {} : { by }) };
		this.#shapes.set(shape.id, { geometry, style: storeLooks(shape), aspects: NO_ASPECTS });
	}

	/** Every cell has its text from the beginning: two people who type into an empty one at once keep both. */
	#makeCells(table: TableShape, text: string): void {
		const words = splitCells(text);
		for (const [row, { id: rowId }] of table.rows.entries())
			for (const [column, { id: columnId }] of table.columns.entries())
				this.#board.words.create(cellKey(table.id, rowId, columnId), words[row]?.[column] ?? '');
	}

	#fitCells(before: TableShape, after: TableShape): void {
		if (before.rows === after.rows && before.columns === after.columns) return;
		const [old, now] = [new Set(cellKeysOf(before)), new Set(cellKeysOf(after))];
		for (const key of old) if (!now.has(key)) this.#board.words.clear(key);
		for (const key of now) if (this.#board.text(key) === null) this.#board.words.create(key, '');
	}

	#stored(id: ShapeId): StoredShape {
		return this.#shapes.get(id) ?? this.#board.stored(id);
	}
}

const NO_ASPECTS: AspectValues = new Map();
const GONE: StoredShape = { geometry: undefined, style: undefined, aspects: NO_ASPECTS };

function* changesOf(before: AspectValues, now: AspectValues): Generator<[string, unknown]> {
	for (const name of before.keys()) if (!now.has(name)) yield [name, undefined];
	for (const [name, value] of now) if (!sameValue(before.get(name), value)) yield [name, value];
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
