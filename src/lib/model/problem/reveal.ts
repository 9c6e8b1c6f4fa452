import * as Y from 'yjs';
import { createId, isId, type IdentityId } from '../ids.ts';
import { keysBetween, type OrderKey } from '../order.ts';
import { KeyedList } from '../yjs/keyed-list.ts';
import { KeyedTexts } from '../yjs/keyed-texts.ts';
import { PARTS } from './board.ts';
import { parseFacts, parsePlace, type CardAuthor, type CardId, type CardPlace } from './card.ts';
import { fields, readDetails, storedDetails, type CardDetails, type CheckId } from './card-details.ts';
import { DetailList } from './detail-list.ts';
import type { LaneId, PhaseId } from './method.ts';

/*
 * How private writing becomes part of the shared board. What a sheet says of its author is not believed: whose it is, the
 * server knows.
 */

/** A card that was on a sheet. */
export interface TakenCard {
	/** Its id there; on the board it has another one. */
	readonly id: CardId;
	readonly text: string;
	readonly lane: LaneId | null;
	/** Milliseconds since the epoch, by the author's clock; `null` when it is not known. */
	readonly createdAt: number | null;
	readonly details: CardDetails;
}

/** Somebody, with the name to be written beside their cards. */
export interface Writer extends CardAuthor {
	readonly id: IdentityId;
}

/** What somebody wrote alone, to be shown. */
export interface TakenSheet {
	readonly cards: readonly TakenCard[];
	readonly writer: Writer;
}

/** `kept`: cards name who wrote them. `dropped`: nothing says so, and it is not stored. */
export type Names = 'kept' | 'dropped';

/** So many cards of one sheet at a time: nobody fills the board of all by themselves. What is left can be shown next. */
export const CARDS_AT_A_TIME = 300;

/** Parts of a sheet; a card that was moved away has an empty text and nothing else. */
function partsOf(doc: Y.Doc) {
	return {
		places: new KeyedList<unknown>(doc.getArray(PARTS.places)),
		facts: new KeyedList<unknown>(doc.getArray(PARTS.cards)),
		details: new DetailList(doc.getArray(PARTS.details), () => undefined),
		texts: new KeyedTexts(doc.getMap(PARTS.texts), { staysEmpty: true })
	};
}

/**
 * Takes the cards of one phase off a sheet: what they are, and the update after which the sheet has them no more. That
 * update only deletes, so it can be applied again, and what the author types meanwhile, or brings from a device that
 * was away, stays on the sheet. A card that does not say of which phase it is counts for any. `only`: no more than this one.
 */
export function takeCards(
	doc: Y.Doc,
	phase: PhaseId,
	only: CardId | null = null
): { readonly cards: readonly TakenCard[]; readonly without: Uint8Array | null } {
	const { places, facts, details, texts } = partsOf(doc);
	const cards = writtenIn(texts, facts, phase)
		.filter((id) => only === null || id === only)
		.slice(0, CARDS_AT_A_TIME)
		.map((id): TakenCard => {
			const card = id as CardId;
			return {
				id: card,
				text: texts.string(id) ?? '',
				lane: parsePlace(places.get(id))?.lane ?? null,
				createdAt: parseFacts(facts.get(id)).createdAt,
				details: readDetails(details.of(card))
			};
		});
	const without = updateOf(doc, () => {
		const ids = cards.map(({ id }) => id);
		places.change([], ids);
		facts.change([], ids);
		for (const id of ids) {
			details.clear(id);
			texts.remove(id);
		}
	});
	return { cards, without };
}

/** How many cards of a phase are on a sheet. */
export function countCards(doc: Y.Doc, phase: PhaseId): number {
	const { facts, texts } = partsOf(doc);
	return writtenIn(texts, facts, phase).length;
}

function writtenIn(texts: KeyedTexts, facts: KeyedList<unknown>, phase: PhaseId): string[] {
	return [...texts.keys()].filter(
		(id) => isId(id) && texts.string(id)?.trim() !== '' && isOf(phase, facts.get(id))
	);
}

function isOf(phase: PhaseId, facts: unknown): boolean {
	const written = fields(facts)?.phase;
	return typeof written !== 'string' || written === phase;
}

/**
 * Puts cards of sheets onto the shared board: one update, made by one client that nobody else is. Cards get new ids, which
 * are random, and lie in their order, behind what is there; so neither ids nor places nor the order of the bytes tell whose
 * a card is, or which belong together. `null`: there are none.
 */
export function placeCards(
	doc: Y.Doc,
	sheets: readonly TakenSheet[],
	{ names, phase }: { readonly names: Names; readonly phase: PhaseId }
): Uint8Array | null {
	while (doc.store.clients.has(doc.clientID)) doc.clientID = new Y.Doc().clientID;
	const { places, facts, details, texts } = partsOf(doc);
	const moved = new Map<string, CardId>();
	const cards = sheets
		.flatMap(({ cards: taken, writer }) =>
			taken.map((card) => {
				const id = createId<CardId>();
				moved.set(`${writer.id}/${card.id}`, id);
				return { ...card, id, writer };
			})
		)
		.sort((a, b) => (a.id < b.id ? -1 : 1));
	if (cards.length === 0) return null;
	return updateOf(doc, () => {
		places.change(placesBehind(places, cards));
		facts.change(
			cards.map(({ id, createdAt, writer }) => [
				id,
				names === 'kept' ? { author: writer.id, createdAt, phase } : { author: null, createdAt: null, phase }
			])
		);
		if (names === 'kept') nameWriters(doc, cards);
		details.list.change(
			cards.flatMap(({ id, writer, details: told }) => {
				const under = told.under && (moved.get(`${writer.id}/${told.under}`) ?? null);
				const shown = shownDetails({ ...told, under }, names);
				return Array.from(storedDetails(shown), ([name, value]) => [`${id}/${name}`, value] as const);
			})
		);
		for (const { id, text } of cards) texts.create(id, text);
	});
}

/** Where nobody is to know who wrote what, nothing says which cards were one person's either. */
function shownDetails(details: CardDetails, names: Names): CardDetails {
	const checklist = details.checklist.map((check) => ({ ...check, id: createId<CheckId>() }));
	const bare = { ...details, checklist, cluster: null };
	return names === 'kept' ? bare : { ...bare, under: null };
}

function nameWriters(doc: Y.Doc, cards: readonly { readonly writer: Writer }[]): void {
	const people = new KeyedList<unknown>(doc.getArray(PARTS.people));
	people.change(new Map(cards.map(({ writer: { id, name, color } }) => [id, { name, color }])));
}

/** Each in its lane, behind what lies there. */
function placesBehind(
	places: KeyedList<unknown>,
	cards: readonly { readonly id: CardId; readonly lane: LaneId | null }[]
): [CardId, CardPlace][] {
	const there = [...places.entries()].flatMap(([, value]) => parsePlace(value) ?? []);
	return [...new Set(cards.map(({ lane }) => lane))].flatMap((lane) => {
		if (lane === null) return [];
		const last = there
			.filter((place) => place.lane === lane)
			.reduce<OrderKey | null>((most, { order }) => (most !== null && most > order ? most : order), null);
		const own = cards.filter((card) => card.lane === lane);
		const orders = keysBetween(last, null, own.length);
		return own.map(({ id }, index): [CardId, CardPlace] => [id, { lane, order: orders[index]! }]);
	});
}

/** What `change` did, as one update; `null`: nothing. */
function updateOf(doc: Y.Doc, change: () => void): Uint8Array | null {
	let update: Uint8Array | null = null;
	const keep = (made: Uint8Array): void => void (update = made);
	doc.on('update', keep);
	doc.transact(change, 'reveal');
	doc.off('update', keep);
	return update;
}
