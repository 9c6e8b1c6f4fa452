import * as Y from 'yjs';
import { createId, type IdentityId } from '../ids.ts';
import { ProblemBoard } from './board.ts';
import type { CardId } from './card.ts';
import type { Spot } from './lane-order.ts';
import type { LaneId } from './method.ts';
import { seedProblem } from './seed.ts';

export const CAUSES = 'causes' as LaneId;
export const IDEAS = 'ideas' as LaneId;
export const END: Spot = { at: 'end' };
export const ada = { id: createId<IdentityId>(), name: 'Ada', color: 'teal' };

/** One person with a problem board, new or a copy of another's. */
export function openBoard(from?: Y.Doc) {
	const doc = new Y.Doc();
	if (from === undefined) seedProblem(doc);
	else Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
	const board = new ProblemBoard(doc);
	return {
		doc,
		board,
		add: (lane: LaneId, text: string, spot: Spot = END, author = ada): CardId =>
			doc.transact(() => board.add(lane, spot, text, author, 1_000), 'test'),
		words: (lane: LaneId | null) => board.lane(lane).map(({ text }) => text)
	};
}
