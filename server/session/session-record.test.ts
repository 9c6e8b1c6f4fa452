import * as v from 'valibot';
import { expect, test } from 'vitest';
import { createId, type BoardId, type IdentityId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import { begun } from '#model/problem/course.ts';
import { rulesOfMethod } from '#model/problem/method.ts';
import { solveAProblem } from '#model/problem/methods/solve-a-problem.ts';
import type { Run } from '#model/problem/run.ts';
import { BARE } from '#model/session/session.ts';
import { SessionRecord } from './session-record.ts';

/** As the first release wrote it. */
function oldRecord() {
	const by = createId();
	return {
		id: createId(),
		title: 'Tuesday',
		terms: 'Be kind',
		code: 'K7QF2M9D',
		createdAt: 1,
		createdBy: by,
		boards: [
			{ id: createId(), kind: 'page', title: 'Minutes', createdAt: 2, createdBy: by, archivedAt: null }
		],
		links: [{ id: createId(), role: 'viewer', createdAt: 3, revokedAt: 4 }]
	};
}

test('a record of before is what it was, with nothing arranged', () => {
	const old = oldRecord();
	expect(v.parse(SessionRecord, old)).toEqual({
		...old,
		boards: [{ ...old.boards[0], locked: false }],
		links: [{ ...old.links[0], expiresAt: null, screen: null }],
		...BARE
	});
});

test('what is read is what was written', () => {
	const now = v.parse(SessionRecord, oldRecord());
	expect(v.parse(SessionRecord, JSON.parse(JSON.stringify(now)))).toEqual(now);
});

test('a board at work on a method is read back as it was written', () => {
	const board = createId<BoardId>();
	const method = { from: 'program', id: solveAProblem.id, version: 1 } as const;
	const begunRun = begun(board, method, rulesOfMethod(solveAProblem), createId<IdentityId>(), 5);
	const card = createId<CardId>();
	const [step] = begunRun.steps;
	const run: Run = {
		...begunRun,
		steps: [
			{
				...step!,
				hiding: { at: 'revealed', revealedAt: 9 },
				turns: { order: [createId()], at: 0, passed: [], since: 7 },
				topic: card,
				holder: createId(),
				round: createId()
			}
		],
		ballots: [
			{
				id: createId(),
				phase: step!.phase,
				attempt: 1,
				items: [card],
				state: {
					at: 'closed',
					openedAt: 6,
					closedAt: 8,
					voters: 1,
					tallies: [{ card, numbers: [0, 0, 1], reasons: [{ answer: 'objection', text: 'No' }] }]
				}
			}
		]
	};
	const written = JSON.parse(JSON.stringify({ ...oldRecord(), runs: [run] })) as unknown;
	expect(v.parse(SessionRecord, written).runs).toEqual([run]);
	const hurt = { ...oldRecord(), runs: [{ ...run, current: 7 }] };
	expect(v.safeParse(SessionRecord, hurt).success).toBe(false);
});

test('what a later release added is kept, and what it shows on the stage or permits does not shut the session', () => {
	const later = {
		...oldRecord(),
		weather: { sunny: true },
		stage: { shown: { show: 'hologram' }, since: 5 },
		settings: { ...BARE.settings, memberMay: ['write', 'levitate'] }
	};
	const read = v.parse(SessionRecord, later);
	expect(read).toMatchObject({ weather: { sunny: true }, stage: BARE.stage });
	expect(read.settings.memberMay).toEqual(['write']);
});

test('what is no session is refused', () => {
	for (const wrong of [null, {}, { ...oldRecord(), id: 'x' }, { ...oldRecord(), rounds: [{}] }])
		expect(v.safeParse(SessionRecord, wrong).success).toBe(false);
});
