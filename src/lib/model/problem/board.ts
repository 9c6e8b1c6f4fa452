import type * as Y from 'yjs';
import { createId, isId, type IdentityId } from '../ids.ts';
import { KeyedList } from '../yjs/keyed-list.ts';
import { KeyedTexts } from '../yjs/keyed-texts.ts';
import { parseAuthor, parseFacts, parsePlace } from './card.ts';
import type { Card, CardAuthor, CardId } from './card.ts';
import { fields, readDetails, storedDetails, type ClusterId } from './card-details.ts';
import { DetailList } from './detail-list.ts';
import { inLane, liesAt, orderAt, withCard, type Spot } from './lane-order.ts';
import { DEFAULT_METHOD } from './methods/default.ts';
import type { LaneId, Method, PhaseId, Structure } from './method.ts';
import { parseStructure, usualStructure } from './structure.ts';

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
	people: 'people',
	/** What people add to cards, by `<card>/<name>`. Versions before it leave it alone, also when they delete a card. */
	details: 'detail',
	/** The titles of clusters. */
	clusters: 'cluster',
	/** How the cards of a lane stand to each other. */
	lanes: 'lane'
} as const;
export const STATEMENT = 'problem';
const MAX_TITLE_LENGTH = 120;

export interface BoardChange {
	/** Lanes whose cards came, went, moved or changed; `null` is for cards without a lane. */
	readonly lanes: ReadonlySet<LaneId | null>;
	readonly statement: boolean;
	readonly people: boolean;
	/** Titles of clusters, or structures of lanes. */
	readonly structure: boolean;
	/** Cards that are gone with this change. */
	readonly deleted: readonly Card[];
}

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
	readonly details: DetailList;
	readonly clusters: KeyedList<unknown>;
	readonly laneFacts: KeyedList<unknown>;
	readonly texts: KeyedTexts;
	readonly meta: KeyedTexts;
	readonly #cards = new Map<CardId, Card>();
	readonly #lanes = new Map<LaneId | null, readonly Card[]>();
	readonly #known: ReadonlySet<LaneId>;
	readonly #observers = new Set<(change: BoardChange, transaction: Y.Transaction) => void>();
	readonly #stopping: (() => void)[];
	#touched = untouched();

	/** `method`: the one that runs on the board, for its lanes (methods/registry.ts); `null` where none does. */
	constructor(doc: Y.Doc, method: Method | null = null) {
		this.doc = doc;
		const meta = doc.getMap<unknown>(PARTS.meta);
		const schema = meta.get('schema');
		this.tooNew = typeof schema === 'number' && schema > PROBLEM_SCHEMA;
		this.method = method ?? DEFAULT_METHOD;
		this.#known = new Set(this.method.lanes.map(({ id }) => id));
		this.places = new KeyedList(doc.getArray(PARTS.places));
		this.facts = new KeyedList(doc.getArray(PARTS.cards));
		this.people = new KeyedList(doc.getArray(PARTS.people));
		this.texts = new KeyedTexts(doc.getMap(PARTS.texts));
		this.meta = new KeyedTexts(meta);
		const touchCards = (changes: ReadonlyMap<string, unknown>): void => {
			for (const key of changes.keys()) this.#touched.cards.add(key);
		};
		const touchStructure = (): void => void (this.#touched.structure = true);
		this.details = new DetailList(doc.getArray(PARTS.details), (cards) => {
			for (const card of cards) this.#touched.cards.add(card);
		});
		this.clusters = new KeyedList(doc.getArray(PARTS.clusters));
		this.laneFacts = new KeyedList(doc.getArray(PARTS.lanes));
		this.#stopping = [
			this.places.observe(touchCards),
			this.facts.observe(touchCards),
			this.texts.observe(touchCards),
			this.meta.observe((changes) => void (changes.has(STATEMENT) && (this.#touched.statement = true))),
			this.people.observe(() => void (this.#touched.people = true)),
			this.clusters.observe(touchStructure),
			this.laneFacts.observe(touchStructure)
		];
		doc.on('afterTransaction', this.#follow);
		for (const id of this.texts.keys()) this.#read(id as CardId);
		for (const lane of [null, ...this.#known]) this.#lanes.set(lane, inLane(this.#cards.values(), lane));
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

	structure(lane: LaneId | null): Structure {
		const known = this.method.lanes.find(({ id }) => id === lane);
		if (known === undefined) return 'cards';
		return (
			parseStructure(fields(this.laneFacts.get(known.id))?.structure) ?? usualStructure(this.method, known)
		);
	}

	setStructure(lane: LaneId, structure: Structure): void {
		this.laneFacts.set(lane, { ...fields(this.laneFacts.get(lane)), structure });
	}

	/** Empty where nobody has given one. */
	clusterTitle(cluster: ClusterId): string {
		const title = fields(this.clusters.get(cluster))?.title;
		return typeof title === 'string' ? title.slice(0, MAX_TITLE_LENGTH) : '';
	}

	setClusterTitle(cluster: ClusterId, title: string): void {
		this.clusters.set(cluster, { ...fields(this.clusters.get(cluster)), title });
	}

	/** Calls back after each transaction that changed anything on the board. Returns the function that stops it. */
	observe(observer: (change: BoardChange, transaction: Y.Transaction) => void): () => void {
		this.#observers.add(observer);
		return () => this.#observers.delete(observer);
	}

	/** Makes a card, and notes its author's name beside it when it is new here. `phase`: which it is written in, on a sheet. */
	add(
		lane: LaneId,
		spot: Spot,
		text: string,
		author: CardAuthor & { readonly id: IdentityId },
		now: number,
		phase: PhaseId | null = null
	): CardId {
		const id = createId<CardId>();
		this.places.set(id, { lane, order: orderAt(this.lane(lane), spot, null, null) });
		this.facts.set(id, { author: author.id, createdAt: now, ...(phase !== null && { phase }) });
		this.texts.create(id, text);
		const known = this.author(author.id);
		if (known?.name !== author.name || known.color !== author.color)
			this.people.set(author.id, { name: author.name, color: author.color });
		return id;
	}

	/**
	 * Whether it went anywhere: a card that is gone, or lies there already, does not. `cluster` is the one that it is dropped
	 * into; without one it leaves its own.
	 */
	move(id: CardId, lane: LaneId, spot: Spot, cluster: ClusterId | null = null): boolean {
		const card = this.#cards.get(id);
		if (card === undefined || !this.#known.has(lane)) return false;
		const lies = liesAt(this.lane(lane), spot, id, cluster);
		if (lies && card.details.cluster === cluster) return false;
		if (!lies) this.places.set(id, { lane, order: orderAt(this.lane(lane), spot, id, cluster) });
		this.details.set(id, 'cluster', cluster ?? undefined);
		return true;
	}

	/** Puts a card to another one: into its cluster, or a new one of the two. Returns the cluster; `null` where they are not. */
	group(id: CardId, onto: CardId): ClusterId | null {
		const target = this.#cards.get(onto);
		if (id === onto || target === undefined || target.lane === null || !this.#cards.has(id)) return null;
		const cluster = target.details.cluster ?? createId<ClusterId>();
		this.details.set(onto, 'cluster', cluster);
		const last = this.lane(target.lane).findLast((one) => one.details.cluster === cluster && one.id !== id);
		this.move(id, target.lane, { at: 'behind', card: last?.id ?? onto }, cluster);
		return cluster;
	}

	delete(id: CardId): void {
		this.places.remove(id);
		this.facts.remove(id);
		this.texts.remove(id);
		this.details.clear(id);
	}

	/** Puts back a card that somebody else deleted, with the text that is given. */
	restore(card: Card, text: string): void {
		if (this.#cards.has(card.id)) return;
		const lane = card.lane ?? this.method.lanes[0]!.id;
		const order = card.order ?? orderAt(this.lane(lane), { at: 'end' }, null, null);
		if (parsePlace(this.places.get(card.id)) === null) this.places.set(card.id, { lane, order });
		this.facts.set(card.id, { author: card.author, createdAt: card.createdAt });
		// What somebody else changed meanwhile is newer.
		const details = [...storedDetails(card.details)].filter(([name]) => !this.details.of(card.id).has(name));
		this.details.change(card.id, new Map(details));
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
		const { places, facts, people, texts, meta, details, clusters, laneFacts } = this;
		for (const part of [places, facts, people, texts, meta, details.list, clusters, laneFacts])
			part.destroy();
		this.#observers.clear();
	}

	readonly #follow = (transaction: Y.Transaction): void => {
		const { cards, statement, people, structure } = this.#touched;
		if (cards.size === 0 && !statement && !people && !structure) return;
		this.#touched = untouched();
		const lanes = new Set<LaneId | null>();
		const deleted: Card[] = [];
		for (const id of cards) {
			const before = this.#cards.get(id as CardId);
			const after = this.#read(id as CardId);
			for (const lane of new Set([before?.lane, after?.lane])) {
				if (lane === undefined) continue;
				lanes.add(lane);
				this.#lanes.set(lane, withCard(this.lane(lane), before, after?.lane === lane ? after : undefined));
			}
			if (after === undefined && before !== undefined) deleted.push(before);
		}
		const change = { lanes, statement, people, structure, deleted };
		for (const observer of this.#observers) observer(change, transaction);
	};

	/**
	 * A card is there while its text is: a move that comes after the deletion does not bring it back empty. One that was
	 * moved away from a sheet has left an empty text and nothing else; what is typed there late is a card again.
	 */
	#read(id: CardId): Card | undefined {
		const text = this.texts.string(id);
		const movedAway = text === '' && !this.facts.has(id) && !this.places.has(id);
		if (text === undefined || movedAway || !isId(id)) {
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
			...parseFacts(this.facts.get(id)),
			details: readDetails(this.details.of(id))
		};
		this.#cards.set(id, card);
		return card;
	}
}

function untouched(): { cards: Set<string>; statement: boolean; people: boolean; structure: boolean } {
	return { cards: new Set(), statement: false, people: false, structure: false };
}
