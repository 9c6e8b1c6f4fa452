import * as Y from 'yjs';
import type { BoardId } from '../ids.ts';
import { keysBetween } from '../order.ts';
import { ProblemBoard } from './board.ts';
import type { Card, CardId } from './card.ts';
import {
	storedDetails,
	NO_DETAILS,
	type CardFile,
	type CardImage,
	type CardOrigin,
	type CardOwner,
	type CheckItem,
	type Day
} from './card-details.ts';
import { laneRole } from './lane-role.ts';
import type { LaneId, Method } from './method.ts';
import { DEFAULT_METHOD } from './methods/default.ts';
import { seedProblem } from './seed.ts';

/*
 * Actions that are still to be done when a session is over, and how the next one begins with them. An action keeps its id
 * there: so it is one entry in everybody's calendar, and the board that it came from knows which one has gone on.
 */

/** An action that nobody has ticked. */
export interface OpenAction {
	readonly id: CardId;
	readonly text: string;
	readonly owner: CardOwner | null;
	readonly due: Day | null;
	readonly tags: readonly string[];
	readonly checklist: readonly CheckItem[];
	readonly images: readonly CardImage[];
	readonly files: readonly CardFile[];
	/** Milliseconds since the epoch; `null` when it is not known. */
	readonly createdAt: number | null;
	/** Where it came from to this board already. */
	readonly from: CardOrigin | null;
}

/** An action as the next session gets it. */
export interface TakenAction extends OpenAction {
	readonly from: CardOrigin;
	/** On which board its images are. */
	readonly board: BoardId;
}

/** What is open on one board. */
export interface OpenOnBoard {
	/** The name of the group whose board it is; `null`: it is everybody's. */
	readonly group: string | null;
	readonly origin: CardOrigin;
	readonly actions: readonly OpenAction[];
}

/** So many come along: who has more open than this needs no longer list. */
export const MOST_TAKEN = 200;

/**
 * The actions on a board that are still to be done, in its order; whatever stands in the document, this never throws for it.
 * @param method whose lanes the board has; `null`: those of an open board
 */
export function openActions(doc: Y.Doc, method: Method | null): OpenAction[] {
	const board = new ProblemBoard(doc, method);
	try {
		return openActionsOn(board).map(toAction);
	} finally {
		board.destroy();
	}
}

/** The cards of these. */
export function openActionsOn(board: ProblemBoard): Card[] {
	return board.method.lanes
		.filter((lane) => laneRole(board.method, lane) === 'actions' || board.structure(lane.id) === 'actions')
		.flatMap(({ id }) => board.lane(id))
		.filter(({ text, details }) => !details.closed && text.trim() !== '');
}

function toAction({ id, text, createdAt, details }: Card): OpenAction {
	const { owner, due, tags, checklist, images, files, from } = details;
	return { id, text: text.trim(), owner, due, tags, checklist, images, files, createdAt, from };
}

/**
 * What the next session begins with. What a group's board has and was brought to a board of all comes once; so does a card
 * that lies on several boards.
 * @param named whether owners may be named where others read it
 */
export function actionsToTake(boards: readonly OpenOnBoard[], named: boolean): TakenAction[] {
	const brought = new Set(
		boards.filter(({ group }) => group === null).flatMap(({ actions }) => actions.map(({ text }) => text))
	);
	const taken = new Map<CardId, TakenAction>();
	for (const { group, origin, actions } of boards)
		for (const action of actions) {
			// As a harvest writes it.
			if (group !== null && brought.has(`${group}: ${action.text}`)) continue;
			if (taken.has(action.id)) continue;
			const unnamed = named ? {} : { owner: null, createdAt: null };
			taken.set(action.id, { ...action, ...unnamed, from: action.from ?? origin, board: origin.board });
		}
	return [...taken.values()].slice(0, MOST_TAKEN);
}

/** The first content of the board that has them: one update. `statement`: what it asks. */
export function seedOpenActions(actions: readonly TakenAction[], statement: string): Uint8Array {
	const doc = new Y.Doc();
	try {
		seedProblem(doc, DEFAULT_METHOD, statement);
		const board = new ProblemBoard(doc);
		doc.transact(() => writeActions(board, actions), 'seed');
		board.destroy();
		return Y.encodeStateAsUpdate(doc);
	} finally {
		doc.destroy();
	}
}

function writeActions(board: ProblemBoard, actions: readonly TakenAction[]): void {
	const lane = actionLane();
	const orders = keysBetween(null, null, actions.length);
	board.places.change(actions.map(({ id }, at) => [id, { lane, order: orders[at]! }]));
	board.facts.change(actions.map(({ id, createdAt }) => [id, { author: null, createdAt }]));
	board.details.list.change(
		actions.flatMap(({ id, owner, due, tags, checklist, images, files, from }) =>
			Array.from(
				storedDetails({ ...NO_DETAILS, owner, due, tags, checklist, images, files, from }),
				([name, value]): [string, unknown] => [`${id}/${name}`, value]
			)
		)
	);
	for (const { id, text } of actions) board.texts.create(id, text);
}

function actionLane(): LaneId {
	const { lanes } = DEFAULT_METHOD;
	return (lanes.find((lane) => laneRole(DEFAULT_METHOD, lane) === 'actions') ?? lanes.at(-1)!).id;
}
