import { describe, expect, test } from 'vitest';
import {
	createId,
	type AgendaItemId,
	type BoardId,
	type GroupId,
	type LinkId,
	type RoundId
} from '../ids.ts';
import type { Command } from './commands.ts';
import type { MeetingUrl } from './meeting-url.ts';
import type { Session } from './session.ts';
import { currentRound, wishesIn } from './rounds.ts';
import { after, apply, FAY, NOW, people, refusal, SAMPLES, sessionWithRound } from './test-sessions.ts';
import { undoing, UNDO_FOR_MS } from './undo.ts';

const [a, b] = [createId<AgendaItemId>(), createId<AgendaItemId>()];
const item = (id: AgendaItemId): Command => ({ ...SAMPLES['add-agenda-item'], item: id });
const all = people(6);
const { session: bare, round } = sessionWithRound([all.slice(0, 3), all.slice(3)]);
const [first, second] = round.groups as [(typeof round.groups)[0], (typeof round.groups)[0]];
const [board] = bare.boards as [(typeof bare.boards)[0]];
/** With something of everything. */
const full = after(
	bare,
	item(a),
	item(b),
	{ type: 'go-to-agenda-item', item: a },
	{ type: 'show', shown: { show: 'join' } },
	{ type: 'turn-stage', part: 2 },
	{ type: 'set-group-host', round: round.id, group: first.id, host: all[0]! },
	{ type: 'set-meeting', url: 'https://meet.example.org/a' as MeetingUrl }
);
const open = after(full, { type: 'open-round', round: round.id, lengthMs: 600_000, then: 'ask' });

/** What undoing leaves after so many milliseconds. */
function undone(session: Session, command: Command, afterMs = UNDO_FOR_MS / 2): Session {
	const changed = apply(session, command);
	expect(changed, 'it does something').not.toEqual(session);
	const commands = undoing(session, command, NOW + afterMs);
	if (commands === null) throw new Error(`${command.type} cannot be undone`);
	return commands.reduce((current, next) => apply(current, next, FAY, NOW + afterMs), changed);
}

const EXACT: readonly (readonly [Session, Command])[] = [
	[full, { type: 'rename-session', title: 'Other' }],
	[full, { type: 'set-terms', terms: 'Other' }],
	[full, SAMPLES['set-settings']],
	[full, { type: 'set-meeting', url: null }],
	[full, { type: 'lock-session', locked: true }],
	[full, { type: 'rename-board', board: board.id, title: 'Other' }],
	[full, { type: 'lock-board', board: board.id, locked: true }],
	[full, { type: 'archive-board', board: board.id }],
	[full, { type: 'move-board', board: board.id, before: null }],
	[full, SAMPLES.announce],
	[full, SAMPLES['turn-stage']],
	[full, { type: 'assign', round: round.id, members: all, how: { by: 'chance', seed: 3 } }],
	[full, { type: 'place-member', round: round.id, member: all[0]!, group: second.id }],
	[open, { type: 'place-member', round: round.id, member: all[0]!, group: second.id }],
	[full, { type: 'rename-group', round: round.id, group: first.id, name: 'Other' }],
	[
		full,
		{
			type: 'set-group-call',
			round: round.id,
			group: first.id,
			url: 'https://meet.example.org/b' as MeetingUrl
		}
	],
	[full, { type: 'set-group-host', round: round.id, group: first.id, host: all[1]! }],
	[full, { ...SAMPLES['add-group'], round: round.id }],
	[full, { type: 'open-choosing', round: round.id }],
	[full, { type: 'open-round', round: round.id, lengthMs: 60_000, then: 'ask' }],
	[open, { type: 'recall-round', round: round.id, inMs: 30_000 }],
	[open, { type: 'extend-round', round: round.id, byMs: 120_000 }],
	[full, { type: 'change-agenda-item', item: a, title: 'Other', minutes: 9, board: null }],
	[full, { type: 'move-agenda-item', item: a, before: null }],
	[full, item(createId<AgendaItemId>())],
	[full, { type: 'start-timer', lengthMs: 60_000 }],
	[full, SAMPLES['set-planned-time']]
];

describe('undoing', () => {
	for (const [session, command] of EXACT)
		test(`${command.type} leaves the session as it was`, () => {
			expect(undone(session, command)).toEqual(session);
		});

	test('a stage, an agenda step and a timer come back as far as time allows', () => {
		expect(undone(full, { type: 'show', shown: { show: 'timer' } }).stage).toMatchObject({
			shown: { show: 'join' },
			part: 2
		});
		expect(undone(full, { type: 'go-to-agenda-item', item: b }).agenda.current?.item).toBe(a);
		const running = after(full, { type: 'start-timer', lengthMs: 300_000 });
		expect(undone(running, { type: 'stop-timer' }, 4000).timer).toMatchObject({
			at: 'running',
			endsAt: NOW + 300_000
		});
		const paused = after(running, { type: 'pause-timer' });
		expect(undone(paused, { type: 'stop-timer' }).timer).toMatchObject({ at: 'paused', leftMs: 300_000 });
	});

	test('a removed item of the agenda is where it was', () => {
		const back = undone(full, { type: 'remove-agenda-item', item: a });
		expect(back.agenda.items).toEqual(full.agenda.items);
	});

	test('groups that were ended by mistake work on, those called back are called back still', () => {
		expect(undone(open, { type: 'close-round', round: round.id }).rounds[0]!.state.at).toBe('open');
		const closing = after(open, { type: 'recall-round', round: round.id, inMs: 30_000 });
		const back = undone(closing, { type: 'close-round', round: round.id }, 4000);
		expect(back.rounds[0]!.state).toMatchObject({ at: 'closing', closesAt: NOW + 30_000 });
	});

	test('a removed group comes back with its people, its board, its call and who wished for it', () => {
		const chosen = apply(after(full, { type: 'open-choosing', round: round.id }), {
			type: 'choose-groups',
			round: round.id,
			groups: [first.id]
		});
		const before = currentRound(chosen)!;
		const back = undone(chosen, { type: 'remove-group', round: round.id, group: first.id });
		const now = currentRound(back)!;
		expect(new Set(now.groups)).toEqual(new Set(before.groups));
		expect(wishesIn(now)).toEqual(wishesIn(before));
		expect(new Set(back.boards.map(({ id }) => id))).toEqual(new Set(chosen.boards.map(({ id }) => id)));
	});

	test('groups that people had begun to work in are not opened by mistake', () => {
		const late = undoing(full, { type: 'open-round', round: round.id, lengthMs: null, then: 'ask' }, NOW)!;
		expect(refusal(open, late[0]!, FAY, NOW + 60_000)).toBe('not-now');
	});

	test('a session that was ended by mistake goes on, with its groups, its timer and its stage', () => {
		const running = after(open, { type: 'start-timer', lengthMs: 300_000 });
		const back = undone(running, { type: 'end-session' }, 4000);
		expect(back.ended).toBeNull();
		expect(back.rounds[0]!.state).toMatchObject({ at: 'open', openedAt: NOW });
		expect(back.timer).toMatchObject({ at: 'running', endsAt: NOW + 300_000 });
		expect(back.agenda).toMatchObject({ current: { item: a }, items: [{ doneAt: null }, { doneAt: null }] });
		expect(back.stage.shown).toEqual({ show: 'join' });
		const ended = after(full, { type: 'end-session' });
		expect(undone(ended, { type: 'reopen-session' }).ended).not.toBeNull();
	});

	test('a summary that was not wanted is put away', () => {
		expect(undone(full, SAMPLES.summarise).boards.at(-1)).toMatchObject({ archivedAt: expect.any(Number) });
	});

	test('a planned round is thrown away, with its boards', () => {
		const closed = after(open, { type: 'close-round', round: round.id });
		const next: Command = {
			type: 'next-round',
			round: createId<RoundId>(),
			title: 'Two',
			rotation: 'same',
			groups: round.groups.map(() => createId<GroupId>()),
			seed: 1
		};
		expect(undone(closed, next)).toEqual(closed);
	});

	test('what others changed meanwhile stays', () => {
		const command: Command = { type: 'rename-board', board: board.id, title: 'Mine' };
		const meanwhile = after(full, command, { type: 'lock-session', locked: true });
		const back = undoing(full, command, NOW)!.reduce((session, next) => apply(session, next), meanwhile);
		expect(back).toEqual({ ...full, locked: true });
	});

	test('is not offered for what is out in the world, nor for what is not there', () => {
		for (const command of [
			SAMPLES['add-link'],
			{ type: 'revoke-link', link: createId<LinkId>() },
			SAMPLES['look-here'],
			{ type: 'rename-board', board: createId<BoardId>(), title: 'T' }
		] as const)
			expect(undoing(full, command, NOW), command.type).toBeNull();
	});
});

test('people choose again after that was ended by mistake', () => {
	const choosing = after(full, { type: 'open-choosing', round: round.id });
	const { rounds } = undone(choosing, { type: 'close-choosing', round: round.id });
	expect(rounds.at(-1)?.state.at).toBe('choosing');
});
