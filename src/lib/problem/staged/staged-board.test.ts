import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { createId, type SessionId } from '#model/ids.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import { oneTwoFourAll } from '#model/problem/methods/one-two-four-all.ts';
import { seedProblem } from '#model/problem/seed.ts';
import { ada } from '#model/problem/test-boards.ts';
import { StagedBoard } from './staged-board.svelte.ts';

it('shows the lanes of the method that runs on the board, and loses no card before and after', async () => {
	const doc = new Y.Doc();
	seedProblem(doc);
	const written = new ProblemBoard(doc, oneTwoFourAll);
	// A lane that only this method has.
	const strongest = oneTwoFourAll.lanes[1]!;
	doc.transact(() => written.add(strongest.id, { at: 'end' }, 'One list', ada, 1));
	const staged = new StagedBoard(doc, { session: createId<SessionId>(), fetch });
	const shown = () =>
		staged.lanes
			.filter(({ cards }) => cards.length > 0)
			.map(({ lane, cards }) => [lane?.title ?? null, ...cards.map(({ text }) => text)]);
	await staged.follow({ from: 'program', id: oneTwoFourAll.id, version: oneTwoFourAll.version });
	expect(shown()).toEqual([[strongest.title, 'One list']]);
	await staged.follow(null);
	expect(shown()).toEqual([[null, 'One list']]);
	staged.destroy();
	written.destroy();
});
