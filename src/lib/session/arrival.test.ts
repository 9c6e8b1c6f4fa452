import { describe, expect, it } from 'vitest';
import { createId, type AgendaItemId, type BoardId } from '#model/ids.ts';
import { after, emptySession, MIA, sessionWithRound } from '#model/session/test-sessions.ts';
import type { Session } from '#model/session/session.ts';
import { boardOfNow } from './arrival.ts';

function withBoards(session: Session = emptySession()) {
	const [first, second] = [createId<BoardId>(), createId<BoardId>()];
	const add = (board: BoardId) =>
		({ type: 'add-board', board, kind: 'whiteboard', title: 'A board' }) as const;
	return { first, second, session: after(session, add(first), add(second)) };
}

const item = createId<AgendaItemId>();
const planned = (board: BoardId) =>
	[
		{ type: 'add-agenda-item', item, title: 'Now', minutes: 5, board, before: null },
		{ type: 'go-to-agenda-item', item }
	] as const;
const staged = (board: BoardId) =>
	({ type: 'show', shown: { show: 'board', board, region: { of: 'all' }, pointers: false } }) as const;

describe('whoever has just joined', () => {
	it('stays on the front where nothing is going on in particular', () => {
		expect(boardOfNow(withBoards().session, MIA)).toBeNull();
	});

	it('is taken to the board of the current item, and rather to that on the stage', () => {
		const { session, first, second } = withBoards();
		const onAgenda = after(session, ...planned(first));
		expect(boardOfNow(onAgenda, MIA)).toBe(first);
		expect(boardOfNow(after(onAgenda, staged(second)), MIA)).toBe(second);
	});

	it('is not taken to a board that was put away, nor anywhere in a session that has ended', () => {
		const { session, first, second } = withBoards();
		const both = after(session, ...planned(first), staged(second), { type: 'archive-board', board: second });
		expect(boardOfNow(both, MIA)).toBe(first);
		expect(boardOfNow(after(both, { type: 'end-session' }), MIA)).toBeNull();
	});

	it('is left to the groups where they have one', () => {
		const { session } = sessionWithRound([[MIA.id]], { at: 'open', openedAt: 1, endsAt: null, then: 'ask' });
		const { session: busy, first } = withBoards(session);
		const onAgenda = after(busy, ...planned(first));
		expect(boardOfNow(onAgenda, MIA)).toBeNull();
		expect(boardOfNow({ ...onAgenda, rounds: [] }, MIA)).toBe(first);
	});
});
