import { describe, expect, test } from 'vitest';
import { createId, type BoardId, type GroupId, type IdentityId, type RoundId } from '../../ids.ts';
import { begun } from '../../problem/course.ts';
import { rulesOfMethod } from '../../problem/method.ts';
import { troika } from '../../problem/methods/troika.ts';
import type { Actor } from '../commands.ts';
import type { NewGroup } from '../commands/rounds.ts';
import { haveGroupsBegun, withLatecomer, withLatecomers } from '../latecomers.ts';
import { currentRound, wishesIn, type RoundState } from '../rounds.ts';
import type { Session } from '../session.ts';
import {
	after,
	apply,
	emptySession,
	FAY,
	MIA,
	NOW,
	people,
	refusal,
	sessionWithRound
} from '../test-sessions.ts';
import { dueAt, settle } from '../time.ts';

const OPEN: RoundState = { at: 'open', openedAt: NOW, endsAt: NOW + 600_000, then: 'ask' };
const CLINIC = { from: 'program', id: troika.id, version: troika.version } as const;
const CASES = rulesOfMethod(troika);
const id = createId<RoundId>();
const newGroup = (name: string, board = createId<BoardId>()): NewGroup => ({
	id: createId<GroupId>(),
	name,
	board: { id: board, kind: 'whiteboard', title: `${name}’s board`, like: null }
});
const stateOf = (session: Session): RoundState => currentRound(session)!.state;
const membersOf = (session: Session): IdentityId[][] =>
	currentRound(session)!.groups.map(({ members }) => [...members]);

describe('planning', () => {
	test('makes groups, each with its board, which nobody has to add', () => {
		const groups = [newGroup('Red'), newGroup('Blue')];
		const session = after(emptySession(), { type: 'plan-round', round: id, title: ' One ', groups });
		expect(session.boards.map((board) => board.id)).toEqual(groups.map(({ board }) => board!.id));
		expect(currentRound(session)).toMatchObject({ id, title: 'One', state: { at: 'planned' } });
		expect(currentRound(session)!.groups.map(({ boards }) => boards)).toEqual(
			groups.map(({ board }) => [board!.id])
		);
	});

	test('refuses what cannot be made', () => {
		const session = after(emptySession(), { type: 'plan-round', round: id, title: 'One', groups: [] });
		const plan = (round: RoundId, groups: NewGroup[], title = 'T') =>
			({ type: 'plan-round', round, title, groups }) as const;
		expect(refusal(session, plan(createId<RoundId>(), []))).toBe('not-now');
		expect(refusal(session, plan(id, []))).toBe('duplicate');
		expect(refusal(emptySession(), plan(id, [], ' '))).toBe('invalid');
		const twice = newGroup('Red');
		expect(refusal(emptySession(), plan(id, [twice, twice]))).toBe('duplicate');
		const like = { ...newGroup('Red'), board: { ...newGroup('Red').board!, like: createId<BoardId>() } };
		expect(refusal(emptySession(), plan(id, [like]))).toBe('unknown-board');
	});

	test('that is thrown away takes its boards along, and leaves those of earlier rounds', () => {
		const { session, round } = sessionWithRound([[], []], { at: 'closed', openedAt: 1, closedAt: 2 });
		const again = createId<RoundId>();
		const ids = round.groups.map(() => createId<GroupId>());
		const next = {
			type: 'next-round',
			round: again,
			title: 'Two',
			rotation: 'same',
			groups: ids,
			seed: 1
		} as const;
		const planned = after(session, next, { type: 'add-group', round: again, group: newGroup('Extra') });
		expect(planned.boards).toHaveLength(3);
		const thrown = after(planned, { type: 'discard-round', round: again });
		expect(thrown).toEqual(session);
		expect(refusal(session, { type: 'discard-round', round: round.id })).toBe('not-now');
	});

	test('places people by hand, each in one group', () => {
		const [ann, bob] = people(2) as [IdentityId, IdentityId];
		const { session, round } = sessionWithRound([[ann], [bob]]);
		const [, second] = round.groups;
		const place = (member: IdentityId, group: GroupId | null) =>
			({ type: 'place-member', round: round.id, member, group }) as const;
		expect(membersOf(after(session, place(ann, second!.id)))).toEqual([[], [bob, ann]]);
		expect(membersOf(after(session, place(ann, null)))).toEqual([[], [bob]]);
		expect(refusal(session, place(ann, createId<GroupId>()))).toBe('unknown-group');
		expect(refusal(session, { ...place(ann, null), round: createId<RoundId>() })).toBe('unknown-round');
	});

	test('a host who is moved is a host no more', () => {
		const [ann] = people(1) as [IdentityId];
		const { session, round } = sessionWithRound([[ann], []]);
		const [first, second] = round.groups;
		const hosted = after(session, { type: 'set-group-host', round: round.id, group: first!.id, host: ann });
		expect(currentRound(hosted)!.groups[0]!.host).toBe(ann);
		const moved = after(hosted, { type: 'place-member', round: round.id, member: ann, group: second!.id });
		expect(currentRound(moved)!.groups.map(({ host }) => host)).toEqual([null, null]);
		const stranger = { type: 'set-group-host', round: round.id, group: second!.id, host: ann } as const;
		expect(refusal(session, stranger)).toBe('unknown-member');
	});

	test('a group under way says itself who stays at its table, and no other group does', () => {
		const [ann, bob] = people(2) as [IdentityId, IdentityId];
		const { session, round } = sessionWithRound([[ann, MIA.id], [bob]]);
		const [own, other] = round.groups;
		const name = { type: 'set-group-host', round: round.id, group: own!.id, host: MIA.id } as const;
		expect(refusal(session, name, MIA), 'before it has begun').toBe('forbidden');
		const open = after(session, { type: 'open-round', round: round.id, lengthMs: null, then: 'ask' });
		expect(currentRound(apply(open, name, MIA))!.groups[0]!.host).toBe(MIA.id);
		expect(refusal(open, { ...name, group: other!.id, host: bob }, MIA)).toBe('forbidden');
		expect(refusal(open, { ...name, host: bob }, MIA)).toBe('unknown-member');
		const run = { ...begun(createId<BoardId>(), CLINIC, CASES, MIA.id, 1) };
		const ofCases = { ...run, steps: run.steps.map((step) => ({ ...step, round: round.id })) };
		expect(refusal({ ...open, runs: [ofCases] }, name, MIA), 'whose case it is').toBe('forbidden');
	});

	test('an arrangement of before comes back whole', () => {
		const all = people(8);
		const { session, round } = sessionWithRound([all.slice(0, 4), all.slice(4)]);
		const how = { by: 'chance', seed: 4 } as const;
		const shuffled = after(session, { type: 'assign', round: round.id, members: all, how });
		expect(membersOf(shuffled)).not.toEqual(membersOf(session));
		const groups = round.groups.map((group) => ({ id: group.id, members: group.members }));
		expect(after(shuffled, { type: 'arrange', round: round.id, groups })).toEqual(session);
		const twice = groups.map((group) => ({ ...group, members: all }));
		expect(refusal(session, { type: 'arrange', round: round.id, groups: twice })).toBe('invalid');
	});
});

describe('members', () => {
	const may = (session: Session, permission: 'change-group' | 'propose-group'): Session => ({
		...session,
		settings: { ...session.settings, memberMay: [permission] }
	});
	const moving = (session: Session, member: IdentityId, actor: Actor) => {
		const round = currentRound(session)!;
		const group = round.groups[1]!.id;
		return refusal(session, { type: 'place-member', round: round.id, member, group }, actor);
	};

	test('go to another group where they may: themselves, and while it is open', () => {
		const other = createId<IdentityId>();
		const { session } = sessionWithRound([[MIA.id, other], []], OPEN);
		expect(moving(session, MIA.id, MIA)).toBe('forbidden');
		expect(moving(may(session, 'change-group'), MIA.id, MIA)).toBeNull();
		expect(moving(may(session, 'change-group'), other, MIA)).toBe('forbidden');
		const planned = sessionWithRound([[MIA.id], []]).session;
		expect(moving(may(planned, 'change-group'), MIA.id, MIA)).toBe('not-now');
	});

	test('choose groups, and name new ones, while a round is being chosen', () => {
		const { session, round } = sessionWithRound([[], []]);
		const [first, second] = round.groups;
		const choose = (groups: GroupId[]) => ({ type: 'choose-groups', round: round.id, groups }) as const;
		const propose = { type: 'add-group', round: round.id, group: newGroup('Mine') } as const;
		expect(refusal(session, choose([first!.id]), MIA)).toBe('not-now');
		expect(refusal(session, propose, MIA)).toBe('not-now');
		const choosing = after(session, { type: 'open-choosing', round: round.id });
		const chosen = apply(
			apply(choosing, choose([first!.id]), MIA),
			choose([second!.id, first!.id, second!.id]),
			MIA
		);
		expect(currentRound(chosen)!.choices).toEqual([{ member: MIA.id, groups: [second!.id, first!.id] }]);
		expect(refusal(choosing, choose([createId<GroupId>()]), MIA)).toBe('unknown-group');
		expect(refusal(choosing, propose, MIA)).toBeNull();
		expect(refusal({ ...choosing, settings: { ...choosing.settings, memberMay: [] } }, propose, MIA)).toBe(
			'forbidden'
		);
		const removed = after(chosen, { type: 'remove-group', round: round.id, group: second!.id });
		expect(wishesIn(currentRound(removed)!)).toEqual([{ member: MIA.id, groups: [first!.id] }]);
	});
});

describe('the course of a round', () => {
	const { session, round } = sessionWithRound([[MIA.id], []]);
	const open = apply(session, { type: 'open-round', round: round.id, lengthMs: 600_000, then: 'ask' });
	const recall = { type: 'recall-round', round: round.id, inMs: 30_000 } as const;
	const extend = (byMs: number) => ({ type: 'extend-round', round: round.id, byMs }) as const;

	test('opens with an end, is extended, called back with a warning, and ends then', () => {
		expect(stateOf(open)).toEqual(OPEN);
		const extended = apply(open, extend(120_000));
		expect(stateOf(extended)).toMatchObject({ endsAt: NOW + 720_000 });
		const later = NOW + 700_000;
		const closing = apply(extended, recall, FAY, later);
		expect(stateOf(closing)).toMatchObject({ at: 'closing', closesAt: later + 30_000 });
		expect(dueAt(closing)).toBe(later + 30_000);
		expect(settle(closing, later + 29_999).session).toBe(closing);
		const closed = settle(closing, later + 31_000).session;
		expect(stateOf(closed)).toEqual({ at: 'closed', openedAt: NOW, closedAt: later + 30_000 });
		expect(membersOf(closed)).toEqual(membersOf(session));
	});

	test('one whose end has passed is extended from now', () => {
		const late = NOW + 900_000;
		expect(stateOf(apply(open, extend(120_000), FAY, late))).toMatchObject({ endsAt: late + 120_000 });
	});

	test('a recall is taken back, by that or by more time', () => {
		const closing = apply(open, recall);
		expect(stateOf(after(closing, { type: 'keep-round-open', round: round.id }))).toEqual(OPEN);
		expect(stateOf(apply(closing, extend(60_000)))).toEqual({ ...OPEN, endsAt: NOW + 660_000 });
	});

	test('calls back by itself where that was asked for, half a minute before its end', () => {
		const calling = apply(session, {
			type: 'open-round',
			round: round.id,
			lengthMs: 600_000,
			then: 'recall'
		});
		expect(dueAt(calling)).toBe(NOW + 570_000);
		expect(dueAt(open)).toBeNull();
		const closing = settle(calling, NOW + 570_000).session;
		expect(stateOf(closing)).toMatchObject({ at: 'closing', closesAt: NOW + 600_000 });
		// A server that was away still gives the whole warning.
		const late = settle(calling, NOW + 900_000).session;
		expect(stateOf(late)).toMatchObject({ at: 'closing', closesAt: NOW + 930_000 });
	});

	test('steps that do not follow are refused, and change nothing', () => {
		const closed = apply(open, { type: 'close-round', round: round.id });
		for (const [where, type] of [
			[session, 'close-round'],
			[session, 'keep-round-open'],
			[session, 'reopen-round'],
			[open, 'keep-round-open'],
			[open, 'open-choosing'],
			[closed, 'close-round'],
			[closed, 'discard-round']
		] as const)
			expect(refusal(where, { type, round: round.id }), `${type} when ${stateOf(where).at}`).toBe('not-now');
		expect(refusal(session, recall)).toBe('not-now');
		expect(refusal(closed, extend(1000))).toBe('not-now');
		expect(refusal(open, { type: 'open-round', round: round.id, lengthMs: null, then: 'ask' })).toBe(
			'not-now'
		);
		expect(refusal(session, { type: 'open-round', round: round.id, lengthMs: 5, then: 'ask' })).toBe(
			'invalid'
		);
	});

	test('one that was closed by mistake goes on, with the same people', () => {
		const reopened = after(
			open,
			{ type: 'close-round', round: round.id },
			{ type: 'reopen-round', round: round.id }
		);
		expect(stateOf(reopened)).toEqual({ at: 'open', openedAt: NOW, endsAt: null, then: 'ask' });
		expect(membersOf(reopened)).toEqual(membersOf(open));
	});
});

describe('who comes while groups are at work', () => {
	const [ann, bob] = people(2) as [IdentityId, IdentityId];
	const { session } = sessionWithRound([[ann, bob], [MIA.id]], OPEN);
	const late = { id: createId<IdentityId>(), role: 'member' } as const;

	test('lands in the smallest group', () => {
		expect(membersOf(withLatecomer(session, late))).toEqual([
			[ann, bob],
			[MIA.id, late.id]
		]);
	});

	test('lands where they would like to be, if they have said so', () => {
		const round = session.rounds[0]!;
		const [full, gone] = [round.groups[0]!.id, createId<GroupId>()];
		const choices = [{ member: late.id, groups: [gone, full] }];
		const asked: Session = { ...session, rounds: [{ ...round, choices }] };
		expect(membersOf(withLatecomer(asked, late))).toEqual([[ann, bob, late.id], [MIA.id]]);
	});

	test('fills the groups evenly when several come at once, and whoever has a group keeps it', () => {
		const [cat, dan] = people(2).map((person) => ({ id: person, role: 'member' as const }));
		expect(membersOf(withLatecomers(session, [late, cat!, MIA, dan!]))).toEqual([
			[ann, bob, cat!.id],
			[MIA.id, late.id, dan!.id]
		]);
	});

	test('counts from when groups begin, or go on after all, and from nothing else', () => {
		const { session: planned, round } = sessionWithRound([[ann]]);
		const open = after(planned, { type: 'open-round', round: round.id, lengthMs: null, then: 'ask' });
		const closing = after(open, { type: 'recall-round', round: round.id, inMs: 30_000 });
		const kept = after(closing, { type: 'keep-round-open', round: round.id });
		const alone = after(open, { type: 'place-member', round: round.id, member: ann, group: null });
		expect(haveGroupsBegun(planned, open)).toBe(true);
		expect(haveGroupsBegun(closing, kept)).toBe(true);
		expect(haveGroupsBegun(emptySession(), planned)).toBe(false);
		expect(haveGroupsBegun(open, alone)).toBe(false);
		expect(haveGroupsBegun(open, closing)).toBe(false);
	});

	test('is where they were when they only dropped out', () => {
		expect(withLatecomer(session, MIA)).toBe(session);
	});

	test('waits in the lobby where that is set, or when it is too late, or when they do not take part', () => {
		const lobby: Session = { ...session, settings: { ...session.settings, latecomers: 'lobby' } };
		expect(withLatecomer(lobby, late)).toBe(lobby);
		const closing = after(session, { type: 'recall-round', round: session.rounds[0]!.id, inMs: 30_000 });
		expect(withLatecomer(closing, late)).toBe(closing);
		for (const role of ['facilitator', 'viewer'] as const)
			expect(withLatecomer(session, { ...late, role })).toBe(session);
		const { session: planned } = sessionWithRound([[], []]);
		expect(withLatecomer(planned, late)).toBe(planned);
		expect(withLatecomer(emptySession(), late)).toMatchObject({ rounds: [] });
	});
});
