import { expect, test } from 'vitest';
import { createId, type BoardId, type HarvestId } from '../../ids.ts';
import { harvestDueAt } from '../harvests.ts';
import { LIMITS, type Session } from '../session.ts';
import { after, apply, FAY, MIA, NOW, people, refusal, sessionWithRound } from '../test-sessions.ts';
import { dueAt } from '../time.ts';
import { withHarvest } from './harvests.ts';

const MAIN = createId<BoardId>();

/** A round with two whiteboards that has ended, and a whiteboard of all. */
function over() {
	const { session, round } = sessionWithRound([people(2), people(2)], {
		at: 'closed',
		openedAt: NOW,
		closedAt: NOW
	});
	const withMain = after(session, { type: 'add-board', board: MAIN, kind: 'whiteboard', title: 'Main' });
	return { session: withMain, round };
}

const asked = (round: Session['rounds'][0]['id'], into = MAIN) =>
	({ type: 'harvest', harvest: createId<HarvestId>(), round, into, take: { of: 'top', count: 3 } }) as const;

test('a harvest is asked for once at a time, and then it is the server’s to carry out', () => {
	const { session, round } = over();
	const command = asked(round.id);
	const begun = apply(session, command);
	expect(begun.harvests).toEqual([
		{ id: command.harvest, round: round.id, into: MAIN, by: FAY.id, state: { at: 'under-way', since: NOW } }
	]);
	expect(refusal(begun, command)).toBe('duplicate');
	expect(refusal(begun, asked(round.id))).toBe('not-now');
	expect(refusal(begun, { type: 'take-back-harvest', harvest: command.harvest })).toBe('not-now');
	expect(dueAt(begun)).toBe(harvestDueAt(begun));

	const done = withHarvest(begun, command.harvest, { at: 'done', count: 6 });
	expect(dueAt(done)).toBeNull();
	const back = apply(done, { type: 'take-back-harvest', harvest: command.harvest });
	expect(back.harvests[0]!.state).toEqual({ at: 'taking-back', since: NOW, count: 6 });
	expect(refusal(back, asked(round.id))).toBe('not-now');
});

test('a harvest is refused onto a group’s own board, one that is put away, and one of another kind', () => {
	const { session, round } = over();
	const page = createId<BoardId>();
	const other = after(
		session,
		{ type: 'add-board', board: page, kind: 'page', title: 'Page' },
		{ type: 'archive-board', board: MAIN }
	);
	expect(refusal(session, asked(round.id, round.groups[0]!.boards[0]))).toBe('unknown-board');
	expect(refusal(other, asked(round.id))).toBe('unknown-board');
	expect(refusal(other, asked(round.id, page))).toBe('invalid');
	expect(refusal(other, { ...asked(round.id, page), take: { of: 'all' } })).toBe('unknown-board');
	expect(refusal(session, asked(round.id), MIA)).toBe('forbidden');
});

test('a harvest of groups that have not begun is refused', () => {
	const { session, round } = over();
	const planned = { ...session, rounds: [{ ...round, state: { at: 'planned' } as const }] };
	expect(refusal(planned, asked(round.id))).toBe('not-now');
});

test('only the last ones are remembered', () => {
	const { session, round } = over();
	let current = session;
	for (let count = 0; count < LIMITS.harvests + 2; count++) {
		const command = asked(round.id);
		current = withHarvest(apply(current, command), command.harvest, { at: 'done', count });
	}
	expect(current.harvests.length).toBe(LIMITS.harvests);
	expect(current.harvests.at(-1)!.state).toEqual({ at: 'done', count: LIMITS.harvests + 1 });
});
