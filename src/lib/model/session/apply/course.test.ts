import { describe, expect, test } from 'vitest';
import { createId, type AgendaItemId, type BoardId } from '../../ids.ts';
import { currentPhase } from '../../problem/run.ts';
import { boardRights, rightsGround } from '../board-access.ts';
import type { Command } from '../commands.ts';
import { RULES } from '../permissions.ts';
import { LIMITS } from '../session.ts';
import {
	after,
	apply,
	emptySession,
	FAY,
	MIA,
	NOW,
	people,
	refusal,
	SAMPLES,
	sessionWithRound
} from '../test-sessions.ts';
import { settle } from '../time.ts';
import { undoing } from '../undo.ts';

const item = createId<AgendaItemId>();
const { session: planned, round } = sessionWithRound([people(2), people(2)]);
const board = createId<BoardId>();
/** With everything under way. */
const busy = after(
	planned,
	{ type: 'add-board', board, kind: 'page', title: 'Notes' },
	{ type: 'open-round', round: round.id, lengthMs: 600_000, then: 'recall' },
	{ ...SAMPLES['add-agenda-item'], item },
	{ type: 'go-to-agenda-item', item },
	{ type: 'show', shown: { show: 'timer' } },
	{ type: 'start-timer', lengthMs: 60_000 },
	{ type: 'ask-ready', check: SAMPLES['ask-ready'].check, question: 'Ready?' }
);

describe('a session that ends', () => {
	const ended = apply(busy, { type: 'end-session' }, FAY, NOW + 5000);

	test('says when and by whom, and nothing in it goes on', () => {
		expect(ended.ended).toEqual({ at: NOW + 5000, by: FAY.id });
		expect(ended.rounds[0]!.state).toEqual({ at: 'closed', openedAt: NOW, closedAt: NOW + 5000 });
		expect(ended.agenda).toMatchObject({ current: null, items: [{ id: item, doneAt: NOW + 5000 }] });
		expect(ended).toMatchObject({
			stage: { shown: { show: 'nothing' } },
			timer: { at: 'off' },
			readyCheck: null,
			spotlight: null,
			claim: null
		});
		expect(settle(ended, NOW + 10 ** 9).session).toBe(ended);
	});

	test('keeps its boards, its groups and what was said', () => {
		expect(ended.boards).toBe(busy.boards);
		expect(ended.rounds[0]!.groups).toBe(busy.rounds[0]!.groups);
		expect(ended.announcements).toBe(busy.announcements);
	});

	test('is read by members and written by facilitators, and its connections hear of that', () => {
		const notes = ended.boards.find(({ id }) => id === board)!;
		expect(boardRights(busy, notes, MIA)).toMatchObject({ read: true, write: true });
		expect(boardRights(ended, notes, MIA)).toMatchObject({ read: true, write: false });
		expect(boardRights(ended, notes, FAY)).toMatchObject({ read: true, write: true });
		const [groupBoard] = ended.boards;
		expect(boardRights(busy, groupBoard!, MIA).read).toBe(false);
		expect(boardRights(ended, groupBoard!, MIA)).toMatchObject({ read: true, write: false });
		expect(rightsGround(ended)).not.toBe(rightsGround(busy));
	});

	test('is not run any more until it is opened again', () => {
		const refused = (Object.keys(RULES) as (keyof typeof RULES)[]).filter(
			(type) => refusal(ended, SAMPLES[type] as Command) === 'has-ended'
		);
		expect(refused).toContain('start-timer');
		expect(refused).toContain('plan-round');
		expect(refused).toContain('announce');
		expect(refused).toContain('go-to-agenda-item');
		for (const type of [
			'rename-session',
			'set-label',
			'add-board',
			'summarise',
			'revoke-link',
			'reopen-session'
		])
			expect(refused, type).not.toContain(type);
		const again = apply(ended, { type: 'reopen-session' });
		expect(again.ended).toBeNull();
		expect(apply(again, { type: 'start-timer', lengthMs: 1000 }).timer.at).toBe('running');
	});

	test('stops the clock of a method’s phase, which would go on by itself, and undoing starts it again', () => {
		const problem = createId<BoardId>();
		const run = after(
			planned,
			{ type: 'add-board', board: problem, kind: 'problem', title: 'P' },
			{ ...SAMPLES['start-method'], board: problem }
		);
		const clockOf = ({ runs }: typeof run) => currentPhase(runs[0]!)?.step.clock.at;
		expect(clockOf(run)).toBe('running');
		const stopped = apply(run, { type: 'end-session' });
		expect(clockOf(stopped)).toBe('paused');
		const back = undoing(run, { type: 'end-session' }, NOW) ?? [];
		expect(clockOf(after(stopped, ...back))).toBe('running');
	});

	test('ends once, and only what has ended is opened again', () => {
		expect(refusal(ended, { type: 'end-session' })).toBe('not-now');
		expect(refusal(busy, { type: 'reopen-session' })).toBe('not-now');
	});
});

describe('the planned time', () => {
	test('is a moment and a length, or nothing', () => {
		const set = apply(emptySession(), { type: 'set-planned-time', time: { startsAt: NOW, minutes: 90 } });
		expect(set.plannedTime).toEqual({ startsAt: NOW, minutes: 90 });
		expect(apply(set, { type: 'set-planned-time', time: null }).plannedTime).toBeNull();
	});

	for (const time of [
		{ startsAt: -1, minutes: 60 },
		{ startsAt: NOW + 0.5, minutes: 60 },
		{ startsAt: Number.NaN, minutes: 60 },
		{ startsAt: 9e15, minutes: 60 },
		{ startsAt: NOW, minutes: 0 },
		{ startsAt: NOW, minutes: 1.5 },
		{ startsAt: NOW, minutes: LIMITS.minutes + 1 }
	])
		test(`is not ${JSON.stringify(time)}`, () => {
			expect(refusal(emptySession(), { type: 'set-planned-time', time })).toBe('invalid');
		});
});

test('a summary is a page like any other', () => {
	const session = apply(emptySession(), SAMPLES.summarise);
	expect(session.boards).toMatchObject([
		{ id: SAMPLES.summarise.board, kind: 'page', title: 'T', locked: false }
	]);
	expect(refusal(session, SAMPLES.summarise)).toBe('duplicate');
});
