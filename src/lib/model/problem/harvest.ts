import type * as Y from 'yjs';
import { createId } from '../ids.ts';
import { keysBetween } from '../order.ts';
import { KeyedList } from '../yjs/keyed-list.ts';
import { isTextBy, writersOf } from '../yjs/untouched.ts';
import { PARTS, ProblemBoard } from './board.ts';
import { parsePlace, type Card, type CardId } from './card.ts';
import { NO_DETAILS, storedDetails } from './card-details.ts';
import type { Lane, LaneId, Method } from './method.ts';
import { DEFAULT_METHOD } from './methods/default.ts';

/** What one group gives: its name, its document, and the lanes whose cards are wanted; `null`: all. */
export interface CardSheaf {
	readonly title: string;
	readonly from: Y.Doc;
	readonly lanes: ReadonlySet<string> | null;
}

interface Copy {
	readonly card: Card;
	readonly text: string;
}

/**
 * Copies cards to the end of the lane in which they lie, or the first where this board has no such lane; each begins with
 * the name of its group. One transaction. How many there are; `null`: the board was written by a newer version.
 *
 * @param lanes `same`: the groups worked in one method with this board, whichever it is, so that lanes are called alike.
 */
export function bringCards(
	doc: Y.Doc,
	sheaves: readonly CardSheaf[],
	lanes: 'same' | 'usual' = 'usual'
): number | null {
	const method = lanes === 'same' ? withLanesOf([doc, ...sheaves.map(({ from }) => from)]) : null;
	return onBoard(doc, method, (board) => {
		if (board.tooNew) return null;
		const people = new Map<string, unknown>();
		const byLane = new Map<LaneId, Copy[]>();
		for (const sheaf of sheaves)
			for (const copy of copiesFrom(sheaf, board, people)) {
				const lane = laneFor(board, copy.card.lane);
				byLane.set(lane, [...(byLane.get(lane) ?? []), copy]);
			}
		let count = 0;
		doc.transact(() => {
			for (const [lane, copies] of byLane) {
				count += copies.length;
				writeAtEnd(board, lane, copies);
			}
			board.people.change([...people].filter(([id]) => !board.people.has(id)));
		}, 'harvest');
		return count;
	});
}

/** Removes the cards that `client` brought and nobody has moved or written on since; one transaction. How many stay. */
export function takeCardsBack(doc: Y.Doc, client: number): number | null {
	return onBoard(doc, null, (board) => {
		if (board.tooNew) return null;
		const places = writersOf(doc.getArray(PARTS.places));
		const facts = writersOf(doc.getArray(PARTS.cards));
		const brought = [...facts].filter(([, writers]) => writers.has(client)).map(([id]) => id as CardId);
		const isOnly = (writers: ReadonlySet<number> | undefined) => writers?.size === 1 && writers.has(client);
		const there = brought.filter((id) => board.card(id) !== undefined);
		const going = there.filter(
			(id) => isOnly(places.get(id)) && isOnly(facts.get(id)) && isTextBy(board.texts.text(id)!, client)
		);
		doc.transact(() => going.forEach((id) => board.delete(id)), 'harvest');
		return there.length - going.length;
	});
}

function copiesFrom(
	{ title, from, lanes }: CardSheaf,
	into: ProblemBoard,
	people: Map<string, unknown>
): Copy[] {
	return onBoard(from, into.method, (board) => {
		const wanted = [...board.method.lanes.map(({ id }) => id), null].filter(
			(lane) => lanes === null || (lane !== null && lanes.has(lane))
		);
		return wanted
			.flatMap((lane) => board.lane(lane))
			.filter(({ text }) => text.trim() !== '')
			.map((card) => {
				const author = board.author(card.author);
				if (card.author !== null && author !== null && into.author(card.author) === null)
					people.set(card.author, author);
				return { card, text: `${title}: ${card.text.trim()}` };
			});
	});
}

function writeAtEnd(board: ProblemBoard, lane: LaneId, copies: readonly Copy[]): void {
	const last = board.lane(lane).at(-1)?.order ?? null;
	const orders = keysBetween(last, null, copies.length);
	const named = copies.map((copy, at) => ({ ...copy, id: createId<CardId>(), order: orders[at]! }));
	board.places.change(named.map(({ id, order }) => [id, { lane, order }]));
	board.facts.change(named.map(({ id, card: { author, createdAt } }) => [id, { author, createdAt }]));
	board.details.list.change(
		named.flatMap(({ id, card: { details } }) =>
			Array.from(
				storedDetails({ ...NO_DETAILS, images: details.images, files: details.files }),
				([name, value]): [string, unknown] => [`${id}/${name}`, value]
			)
		)
	);
	for (const { id, text } of named) board.texts.create(id, text);
}

function laneFor({ method }: ProblemBoard, wanted: LaneId | null): LaneId {
	return method.lanes.find(({ id }) => id === wanted)?.id ?? method.lanes[0]!.id;
}

/** The lanes in which cards of these documents lie, whatever they are called. */
function withLanesOf(docs: readonly Y.Doc[]): Method {
	const ids = docs.flatMap((doc) => {
		const places = new KeyedList<unknown>(doc.getArray(PARTS.places));
		const lanes = [...places.entries()].flatMap(([, value]) => parsePlace(value)?.lane ?? []);
		places.destroy();
		return lanes;
	});
	const lanes = [...new Set(ids)].map((id): Lane => ({ id, title: id, prompt: '', phases: [] }));
	return lanes.length === 0 ? DEFAULT_METHOD : { ...DEFAULT_METHOD, lanes };
}

function onBoard<T>(doc: Y.Doc, method: Method | null, work: (board: ProblemBoard) => T): T {
	const board = new ProblemBoard(doc, method);
	try {
		return work(board);
	} finally {
		board.destroy();
	}
}
