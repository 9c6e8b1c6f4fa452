import type * as Y from 'yjs';
import { createId, isId, type IdentityId } from '../ids.ts';
import { byOrder, keyBetween, type OrderKey } from '../order.ts';
import { KeyedList } from '../yjs/keyed-list.ts';
import { KeyedTexts } from '../yjs/keyed-texts.ts';
import { parseAuthor, parseFacts, parsePlace } from './card.ts';
import type { Card, CardAuthor, CardId } from './card.ts';
import { DEFAULT_METHOD, findMethod } from './methods/registry.ts';
import type { LaneId, Method } from './method.ts';

/** Raised when an older client would misread, and so harm, what a newer one writes. */
export const PROBLEM_SCHEMA = 1;

/** The names under which everything lies in the document. */
export const PARTS = {
	/** schema, method `{id, version}`, and the problem statement as Y.Text. */
	meta: 'meta',
	places: 'place',
	cards: 'card',
	texts: 'text',
	/** Who wrote here, by identity. */
	people: 'people'
} as const;
export const STATEMENT = 'problem';

export interface BoardChange {
	/** Lanes whose cards came, went, moved or changed; `null` is for cards without a lane. */
	readonly lanes: ReadonlySet<LaneId | null>;
	readonly statement: boolean;
	readonly people: boolean;
	/** Cards that are gone with this change. */
	readonly deleted: readonly Card[];
}

/** Where to put a card: at the end of a lane, or right before or behind another card of it. */
export type Spot =
	| { readonly at: 'end' }
	| { readonly at: 'before'; readonly card: CardId }
	| { readonly at: 'behind'; readonly card: CardId };

/**
 * A problem board in its document: reads it into plain cards, in order, and changes it. Whatever stands in the document
 * (anybody who may write can write anything), reading never throws. Transactions are the caller's, and name their origin.
 */
export class ProblemBoard {
	readonly doc: Y.Doc;
	readonly method: Method;
	/** Written by a newer version of this program: to be read only. */
	readonly tooNew: boolean;
	readonly places: KeyedList<unknown>;
	readonly facts: KeyedList<unknown>;
	readonly people: KeyedList<unknown>;
	readonly texts: KeyedTexts;
	readonly meta: KeyedTexts;
	readonly #cards = new Map<CardId, Card>();
	readonly #lanes = new Map<LaneId | null, readonly Card[]>();
	readonly #known: ReadonlySet<LaneId>;
	readonly #observers = new Set<(change: BoardChange, transaction: Y.Transaction) => void>();
	readonly #stopping: (() => void)[];
	#touched = { cards: new Set<string>(), statement: false, people: false };

	constructor(doc: Y.Doc) {
		this.doc = doc;
		const meta = doc.getMap<unknown>(PARTS.meta);
		const schema = meta.get('schema');
		this.tooNew = typeof schema === 'number' && schema > PROBLEM_SCHEMA;
		this.method = readMethod(meta.get('method')) ?? DEFAULT_METHOD;
		this.#known = new Set(this.method.lanes.map(({ id }) => id));
		this.places = new KeyedList(doc.getArray(PARTS.places));
		this.facts = new KeyedList(doc.getArray(PARTS.cards));
		this.people = new KeyedList(doc.getArray(PARTS.people));
		this.texts = new KeyedTexts(doc.getMap(PARTS.texts));
		this.meta = new KeyedTexts(meta);
		const touchCards = (changes: ReadonlyMap<string, unknown>): void => {
			for (const key of changes.keys()) this.#touched.cards.add(key);
		};
		this.#stopping = [
			this.places.observe(touchCards),
			this.facts.observe(touchCards),
			this.texts.observe(touchCards),
			this.meta.observe((changes) => void (changes.has(STATEMENT) && (this.#touched.statement = true))),
			this.people.observe(() => void (this.#touched.people = true))
		];
		doc.on('afterTransaction', this.#follow);
		for (const id of this.texts.keys()) this.#read(id as CardId);
		for (const lane of [null, ...this.#known]) this.#sort(lane);
	}

	get statement(): string {
		return this.meta.string(STATEMENT) ?? '';
	}

	get size(): number {
		return this.#cards.size;
	}

	card(id: CardId): Card | undefined {
		return this.#cards.get(id);
	}

	/** The cards of a lane in order; the same array while nothing in it changed. */
	lane(lane: LaneId | null): readonly Card[] {
		return this.#lanes.get(lane) ?? [];
	}

	author(id: IdentityId | null): CardAuthor | null {
		return id === null ? null : parseAuthor(this.people.get(id));
	}

	/** Calls back after each transaction that changed anything on the board. Returns the function that stops it. */
	observe(observer: (change: BoardChange, transaction: Y.Transaction) => void): () => void {
		this.#observers.add(observer);
		return () => this.#observers.delete(observer);
	}

	/** Makes a card, and notes its author's name beside it when it is new here. */
	add(
		lane: LaneId,
		spot: Spot,
		text: string,
		author: CardAuthor & { readonly id: IdentityId },
		now: number
	): CardId {
		const id = createId<CardId>();
		this.places.set(id, { lane, order: this.#orderAt(lane, spot, null) });
		this.facts.set(id, { author: author.id, createdAt: now });
		this.texts.create(id, text);
		const known = this.author(author.id);
		if (known?.name !== author.name || known.color !== author.color)
			this.people.set(author.id, { name: author.name, color: author.color });
		return id;
	}

	/** Whether it went anywhere: a card that is gone, or lies there already, does not. */
	move(id: CardId, lane: LaneId, spot: Spot): boolean {
		if (!this.#cards.has(id) || !this.#known.has(lane) || this.#liesAt(id, lane, spot)) return false;
		this.places.set(id, { lane, order: this.#orderAt(lane, spot, id) });
		return true;
	}

	delete(id: CardId): void {
		this.places.remove(id);
		this.facts.remove(id);
		this.texts.remove(id);
	}

	/** Puts back a card that somebody else deleted, with the text that is given. */
	restore(card: Card, text: string): void {
		if (this.#cards.has(card.id)) return;
		const lane = card.lane ?? this.method.lanes[0]!.id;
		const order = card.order ?? this.#orderAt(lane, { at: 'end' }, null);
		if (parsePlace(this.places.get(card.id)) === null) this.places.set(card.id, { lane, order });
		this.facts.set(card.id, { author: card.author, createdAt: card.createdAt });
		this.texts.create(card.id, text);
	}

	/** The Y.Text of the problem statement; made now where the server has not seeded the document. */
	statementText(): Y.Text {
		if (!this.meta.has(STATEMENT)) this.meta.create(STATEMENT, '');
		return this.meta.text(STATEMENT)!;
	}

	destroy(): void {
		for (const stop of this.#stopping) stop();
		this.doc.off('afterTransaction', this.#follow);
		for (const part of [this.places, this.facts, this.people, this.texts, this.meta]) part.destroy();
		this.#observers.clear();
	}

	/** The order key for a spot, as if `moved` were not there. */
	#orderAt(lane: LaneId, spot: Spot, moved: CardId | null): OrderKey {
		const cards = this.lane(lane).filter((card) => card.id !== moved);
		const named = spot.at === 'end' ? -1 : cards.findIndex((card) => card.id === spot.card);
		const index = named === -1 ? cards.length : spot.at === 'before' ? named : named + 1;
		const before = cards[index - 1]?.order ?? null;
		// Cards that share one key by accident are passed over: there is no key between equals.
		const after = cards
			.slice(index)
			.find(({ order }) => order !== null && (before === null || order > before));
		return keyBetween(before, after?.order ?? null);
	}

	#liesAt(id: CardId, lane: LaneId, spot: Spot): boolean {
		const cards = this.lane(lane);
		const index = cards.findIndex((card) => card.id === id);
		if (index === -1) return false;
		if (spot.at === 'end') return index === cards.length - 1;
		if (spot.card === id) return true;
		return cards[spot.at === 'before' ? index + 1 : index - 1]?.id === spot.card;
	}

	readonly #follow = (transaction: Y.Transaction): void => {
		const { cards, statement, people } = this.#touched;
		if (cards.size === 0 && !statement && !people) return;
		this.#touched = { cards: new Set(), statement: false, people: false };
		const lanes = new Set<LaneId | null>();
		const deleted: Card[] = [];
		for (const id of cards) {
			const before = this.#cards.get(id as CardId);
			const after = this.#read(id as CardId);
			if (before !== undefined) lanes.add(before.lane);
			if (after !== undefined) lanes.add(after.lane);
			else if (before !== undefined) deleted.push(before);
		}
		for (const lane of lanes) this.#sort(lane);
		for (const observer of this.#observers) observer({ lanes, statement, people, deleted }, transaction);
	};

	/** A card is there while its text is: a move that comes after the deletion does not bring it back empty. */
	#read(id: CardId): Card | undefined {
		const text = this.texts.string(id);
		if (text === undefined || !isId(id)) {
			this.#cards.delete(id);
			return undefined;
		}
		const place = parsePlace(this.places.get(id));
		const known = place !== null && this.#known.has(place.lane);
		const card: Card = {
			id,
			text,
			lane: known ? place.lane : null,
			order: place?.order ?? null,
			...parseFacts(this.facts.get(id))
		};
		this.#cards.set(id, card);
		return card;
	}

	#sort(lane: LaneId | null): void {
		this.#lanes.set(lane, [...this.#cards.values()].filter((card) => card.lane === lane).sort(byOrder));
	}
}

function readMethod(value: unknown): Method | null {
	if (typeof value !== 'object' || value === null || !('id' in value) || !('version' in value)) return null;
	return findMethod(value.id, value.version);
}
