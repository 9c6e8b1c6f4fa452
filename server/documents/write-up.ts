import * as Y from 'yjs';
import { seedDraft } from '#model/page/draft.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import { writeUp } from '#model/problem/write-up.ts';
import { address } from '#protocol/addresses.ts';
import words from '../messages/en.ts';
import type { WithDocument } from './harvest.ts';
import type { Job } from './jobs.ts';

const NEW = { snapshot: null, updates: [] };

/** The page of what a run left, as its document's first content. */
export function writtenUp(
	{ parts, run, method, board: titled, session, namesStripped }: Extract<Job, { kind: 'write-up' }>,
	withDocument: WithDocument
): Uint8Array {
	const blocks = withDocument(parts, (doc) => {
		const board = new ProblemBoard(doc, method);
		try {
			return writeUp({
				method,
				run,
				board: {
					...titled,
					statement: board.statement,
					lane: (lane) => board.lane(lane),
					structure: (lane) => board.structure(lane),
					clusterTitle: (cluster) => board.clusterTitle(cluster)
				},
				cardAddress: (card) => address.card(session.id, run.board, card),
				session,
				namesStripped,
				words: words.writeUp
			});
		} finally {
			board.destroy();
		}
	});
	return withDocument(NEW, (doc) => {
		seedDraft(doc, blocks, 'seed');
		return Y.encodeStateAsUpdate(doc);
	});
}
