import type * as Y from 'yjs';
import { KeyedList } from '../yjs/keyed-list.ts';
import { Aspects, entriesOf, type StoredShape } from './aspects.ts';
import { Authors } from './authors.ts';
import { type Loss, withLostTracks } from './put-back.ts';
import { type ShapeId, isShapeId } from './ids.ts';
import { LiveInk } from './live-ink.ts';
import { SCHEMA } from './seed.ts';
import type { StoredGeometry } from './shapes/kind.ts';
import { joinCells } from './cell-texts.ts';
import { parseShape, type Shape } from './shapes/registry.ts';
import type { CellKey } from './shapes/table.ts';
import type { StoredStyle } from './style.ts';
import { Words } from './words.ts';

/** What one transaction changed. */
export interface BoardChange {
	/** Shapes that came, went, moved or were restyled. */
	readonly shapes: ReadonlySet<ShapeId>;
	readonly texts: ReadonlySet<ShapeId>;
	readonly ink: boolean;
	readonly local: boolean;
}

export type BoardObserver = (change: BoardChange) => void;

/** Names a text: a shape's, or a table cell's. */
export type TextKey = ShapeId | CellKey;

/** Longer than anybody reads on a board; what a hostile text has beyond it is not shown. */
const MAX_SHOWN_TEXT = 20_000;

/**
 * The document of a whiteboard, read: `shapes` follows it, and skips what makes no sense. In the Y.Doc are
 *
 * - `geometry` and `style`: keyed lists, an entry of each for every shape (moving and recolouring at once keep both);
 * - `aspects`: a keyed list of what else is changed by itself: order, groups, lock and the like; see Aspects;
 * - `people`: who made the shapes; see Authors;
 * - `text`: a map of Y.Text, for the shapes that can have words and the cells of tables (two people typing at once keep both);
 *   see Words;
 * - `live`: ink in progress; see LiveInk;
 * - `comments`: a keyed list, see comments/entries.ts;
 * - `meta`: `schema`, the number of this layout.
 *
 * Writing goes through `runGesture`, inside `History.perform`, which knows how to take it back.
 */
export class Board {
	readonly doc: Y.Doc;
	readonly geometry: KeyedList<StoredGeometry>;
	readonly style: KeyedList<StoredStyle>;
	readonly aspects: Aspects;
	readonly authors: Authors;
	readonly words: Words;
	readonly ink: LiveInk;
	/** What people say about places on the board; see comments/. */
	readonly comments: KeyedList<unknown>;
	readonly #shapes = new Map<ShapeId, Shape>();
	readonly #observers = new Set<BoardObserver>();
	readonly #lossObservers = new Set<(loss: Loss) => void>();
	readonly #unobserveAuthors: () => void;
	#pending = nothingPending();

	constructor(doc: Y.Doc) {
		this.doc = doc;
		this.geometry = new KeyedList(doc.getArray('geometry'));
		this.style = new KeyedList(doc.getArray('style'));
		this.aspects = new Aspects(doc.getArray('aspects'), (ids) => this.#note(ids));
		this.authors = new Authors(doc.getMap('people'));
		this.words = new Words(doc.getMap('text'), ({ shapes, erased }) => {
			for (const id of shapes) this.#pending.texts.add(id);
			for (const [key, words] of erased) this.#pending.erased.set(key, words);
		});
		this.comments = new KeyedList(doc.getArray('comments'));
		this.ink = new LiveInk(doc, () => (this.#pending.ink = true));
		for (const [id] of this.geometry.entries()) if (isShapeId(id)) this.#read(id);
		this.geometry.observe((changes) => this.#note(changes.keys()));
		this.style.observe((changes) => this.#note(changes.keys()));
		this.#unobserveAuthors = this.authors.observe((numbers) => this.#noteMadeBy(numbers));
		doc.on('afterTransaction', this.#onTransaction);
	}

	get shapes(): ReadonlyMap<ShapeId, Shape> {
		return this.#shapes;
	}

	/** Whether this code knows the document's layout; a newer one must not be written. */
	get understood(): boolean {
		const schema = this.doc.getMap('meta').get('schema');
		return schema === undefined || schema === SCHEMA;
	}

	/** A shape as it lies in the document. */
	stored(id: ShapeId): StoredShape {
		return { geometry: this.geometry.get(id), style: this.style.get(id), aspects: this.aspects.of(id) };
	}

	/** Reads a shape as it would lie in the document. */
	parse(id: ShapeId, stored: StoredShape): Shape | null {
		const { geometry, style } = entriesOf(stored);
		return parseShape(id, geometry, style, this.authors.authorOf);
	}

	/** The text of a shape, or of one cell of a table, to write in; `null` where nobody has written yet. */
	text(key: TextKey): Y.Text | null {
		return this.words.text(key);
	}

	/** What a shape says; a table's cells as one text (see `joinCells`). */
	textOf(key: TextKey): string {
		const shape = this.#shapes.get(key as ShapeId);
		const text =
			shape?.type === 'table' ? joinCells(shape, (cell) => this.words.string(cell)) : this.words.string(key);
		return text.slice(0, MAX_SHOWN_TEXT);
	}

	/** Called once for each transaction that changed anything; returns the function that stops it. */
	observe(observer: BoardObserver): () => void {
		this.#observers.add(observer);
		return () => this.#observers.delete(observer);
	}

	/** Called when somebody else has deleted something in which there are words that they cannot have seen; see put-back.ts. */
	observeLosses(observer: (loss: Loss) => void): () => void {
		this.#lossObservers.add(observer);
		return () => this.#lossObservers.delete(observer);
	}

	destroy(): void {
		this.geometry.destroy();
		this.style.destroy();
		this.aspects.list.destroy();
		this.#unobserveAuthors();
		this.words.texts.destroy();
		this.comments.destroy();
		this.ink.destroy();
		this.doc.off('afterTransaction', this.#onTransaction);
		this.#observers.clear();
		this.#lossObservers.clear();
	}

	#note(keys: Iterable<string>): void {
		for (const key of keys) if (isShapeId(key)) this.#pending.shapes.add(key);
	}

	/** Their author has become known after they came. */
	#noteMadeBy(numbers: ReadonlySet<number>): void {
		for (const [id, { author }] of this.#shapes) {
			const by = author === '' ? this.geometry.get(id)?.by : undefined;
			if (typeof by === 'number' && numbers.has(by)) this.#pending.shapes.add(id);
		}
	}

	readonly #onTransaction = (transaction: Y.Transaction): void => {
		const { shapes, texts, erased, ink } = this.#pending;
		if (shapes.size === 0 && texts.size === 0 && !ink) return;
		this.#pending = nothingPending();
		const lost: Shape[] = [];
		for (const id of shapes) {
			const before = this.#shapes.get(id);
			this.#read(id);
			if (!transaction.local && before !== undefined && this.#isLost(before)) lost.push(before);
		}
		for (const observer of this.#observers) observer({ shapes, texts, ink, local: transaction.local });
		for (const shape of lost) for (const observer of this.#lossObservers) observer({ shape, erased });
	};

	/** Whether it is gone, or some of it if it is a table, and there are words in it all the same. */
	#isLost(before: Shape): boolean {
		if (!this.geometry.has(before.id)) return this.words.hasAny(before.id);
		const now = this.#shapes.get(before.id);
		return (
			before.type === 'table' && now?.type === 'table' && withLostTracks(before, now, this.words) !== null
		);
	}

	#read(id: ShapeId): void {
		const shape = this.parse(id, this.stored(id));
		if (shape === null) this.#shapes.delete(id);
		else this.#shapes.set(id, shape);
	}
}

function nothingPending() {
	return {
		shapes: new Set<ShapeId>(),
		texts: new Set<ShapeId>(),
		erased: new Map<string, string>(),
		ink: false
	};
}
