import { expect, test } from 'vitest';
import { t } from '$lib/messages/after.ts';
import { createId, type BoardId, type IdentityId } from '#model/ids.ts';
import { boardRights } from '#model/session/board-access.ts';
import type { Board, Member, Role, Session } from '#model/session/session.ts';
import { after, people, sessionWithRound } from '#model/session/test-sessions.ts';
import { whyReadonly } from './readonly-why.ts';

const [gus, ida] = people(2) as [IdentityId, IdentityId];
const { session: planned, round } = sessionWithRound([[gus], [ida]]);
const main = createId<BoardId>();
const start = after(planned, { type: 'add-board', board: main, kind: 'page', title: 'Main' });

function somebody(id: IdentityId, role: Role = 'member'): Member {
	return { id, role, name: 'N', color: 'teal', via: null, joinedAt: 0 };
}

function at(session: Session, id: BoardId): Board {
	return session.boards.find((board) => board.id === id)!;
}

const open = after(start, { type: 'open-round', round: round.id, lengthMs: null, then: 'ask' });
const readable = after(open, { type: 'set-settings', settings: { ...open.settings, groups: 'readable' } });
const [own, other] = round.groups.map(({ boards }) => boards[0]!) as [BoardId, BoardId];

const CASES: readonly (readonly [string, Session, BoardId, Member, string | null])[] = [
	['a board of all', start, main, somebody(gus), null],
	[
		'a locked board',
		after(start, { type: 'lock-board', board: main, locked: true }),
		main,
		somebody(gus),
		t.readonly.locked
	],
	[
		'a locked board of a facilitator',
		after(start, { type: 'lock-board', board: main, locked: true }),
		main,
		somebody(gus, 'facilitator'),
		t.readonly.lockedForMembers
	],
	[
		'a board that was put away',
		after(start, { type: 'archive-board', board: main }),
		main,
		somebody(gus),
		t.readonly.archived
	],
	['an onlooker', start, main, somebody(gus, 'viewer'), t.readonly.viewer],
	[
		'members who may not write',
		after(start, { type: 'set-settings', settings: { ...start.settings, memberMay: [] } }),
		main,
		somebody(gus),
		t.readonly.onlyFacilitators
	],
	['one’s own group', open, own, somebody(gus), null],
	['another group', readable, other, somebody(gus), t.readonly.otherGroup],
	[
		'groups that are over',
		after(open, { type: 'close-round', round: round.id }),
		own,
		somebody(gus),
		t.readonly.groupsOver
	]
];

for (const [what, session, board, me, why] of CASES)
	test(`${what}: ${why ?? 'nothing to say'}`, () => {
		expect(whyReadonly(session, at(session, board), me)).toBe(why);
		const { write } = boardRights(session, at(session, board), me);
		if (me.role === 'member') expect(why === null, 'it is said where it is so').toBe(write);
	});

test('what holds for all boards is told elsewhere, once', () => {
	for (const session of [
		after(start, { type: 'end-session' }),
		after(start, { type: 'lock-session', locked: true })
	])
		expect(whyReadonly(session, at(session, main), somebody(gus))).toBeNull();
});
