import { describe, expect, test } from 'vitest';
import { createId, type GroupId, type RoundId } from '#model/ids.ts';
import type { RoundCommand } from '#model/session/commands.ts';
import { apply, people, sessionWithRound } from '#model/session/test-sessions.ts';
import type { RoundState } from '#model/session/rounds.ts';
import { reverseOf } from './reverse.ts';

const [ana, bo, cy] = people(3);
const OPEN: RoundState = { at: 'open', openedAt: 1, endsAt: 2_000_000_000_000, then: 'ask' };
const planned = sessionWithRound([[ana!, bo!], [cy!]]);
const open = sessionWithRound([[ana!, bo!], [cy!]], OPEN);
const closed = sessionWithRound([[ana!], [bo!]], { at: 'closed', openedAt: 1, closedAt: 2 });
const [first, second] = planned.round.groups;
const id = planned.round.id;

const REVERSIBLE: readonly (readonly [string, typeof planned, RoundCommand])[] = [
	['a move', planned, { type: 'place-member', round: id, member: ana!, group: second!.id }],
	['taking somebody out', planned, { type: 'place-member', round: id, member: cy!, group: null }],
	[
		'placing all anew',
		planned,
		{ type: 'assign', round: id, members: [ana!, bo!, cy!], how: { by: 'chance', seed: 4 } }
	],
	['a name', planned, { type: 'rename-group', round: id, group: first!.id, name: 'Causes' }],
	['a host', planned, { type: 'set-group-host', round: id, group: first!.id, host: bo! }],
	['letting people choose', planned, { type: 'open-choosing', round: id }],
	[
		'a further group',
		planned,
		{ type: 'add-group', round: id, group: { id: createId<GroupId>(), name: 'G', board: null } }
	],
	['more time', open, { type: 'extend-round', round: open.round.id, byMs: 120_000 }],
	[
		'a next round',
		closed,
		{
			type: 'next-round',
			round: createId<RoundId>(),
			title: 'Second',
			rotation: 'same',
			groups: [createId<GroupId>(), createId<GroupId>()],
			seed: 1
		}
	]
];

test.each(REVERSIBLE)('%s is taken back as it was', (_, { session }, command) => {
	const done = apply(session, command);
	expect(done.rounds).not.toEqual(session.rounds);
	const reverse = reverseOf(command, session);
	expect(apply(done, reverse!).rounds).toEqual(session.rounds);
});

describe('what was under way', () => {
	test('goes on after a recall was taken back', () => {
		const recall = { type: 'recall-round', round: open.round.id, inMs: 30_000 } as const;
		const back = apply(apply(open.session, recall), reverseOf(recall, open.session)!);
		expect(back.rounds[0]!.state).toEqual(OPEN);
	});

	test('is open again after an end was taken back', () => {
		const close = { type: 'close-round', round: open.round.id } as const;
		const back = apply(apply(open.session, close), reverseOf(close, open.session)!);
		expect(back.rounds[0]!.state.at).toBe('open');
	});

	test('cannot be made not to have been', () => {
		expect(
			reverseOf({ type: 'open-round', round: id, lengthMs: null, then: 'ask' }, planned.session)
		).toBeNull();
		expect(reverseOf({ type: 'discard-round', round: id }, planned.session)).toBeNull();
	});
});
