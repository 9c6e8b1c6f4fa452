import { describe, expect, test } from 'vitest';
import {
	createId,
	type AgendaItemId,
	type AnnouncementId,
	type BoardId,
	type IdentityId
} from '../../ids.ts';
import { CLAIM_AFTER_MS } from '../claim.ts';
import type { AgendaCommand } from '../commands/agenda-and-timer.ts';
import { LIMITS, type Session } from '../session.ts';
import { after, apply, emptySession, FAY, MIA, NOW, refusal } from '../test-sessions.ts';
import { dueAt, settle } from '../time.ts';
import { leftMs } from '../timer.ts';
import { isWaiting } from '../voice.ts';

describe('the timer', () => {
	const started = after(emptySession(), { type: 'start-timer', lengthMs: 300_000 });

	test('runs on the server’s time, stands still when paused, and goes on from there', () => {
		expect(leftMs(started.timer, NOW + 100_000)).toBe(200_000);
		const paused = apply(started, { type: 'pause-timer' }, FAY, NOW + 100_000);
		expect(leftMs(paused.timer, NOW + 999_000)).toBe(200_000);
		const resumed = apply(paused, { type: 'resume-timer' }, FAY, NOW + 500_000);
		expect(leftMs(resumed.timer, NOW + 600_000)).toBe(100_000);
		expect(leftMs(emptySession().timer, NOW)).toBeNull();
	});

	test('is extended while it runs, while it stands, and from now when it has run out', () => {
		const extend = { type: 'extend-timer', byMs: 120_000 } as const;
		expect(leftMs(after(started, extend).timer, NOW)).toBe(420_000);
		expect(leftMs(after(started, { type: 'pause-timer' }, extend).timer, NOW)).toBe(420_000);
		const late = NOW + 400_000;
		expect(leftMs(apply(started, extend, FAY, late).timer, late)).toBe(120_000);
		expect(leftMs(after(started, { type: 'extend-timer', byMs: -900_000 }).timer, NOW)).toBe(0);
	});

	test('refuses what makes no sense', () => {
		const none = emptySession();
		for (const type of ['pause-timer', 'resume-timer'] as const)
			expect(refusal(none, { type })).toBe('not-now');
		expect(refusal(none, { type: 'extend-timer', byMs: 1000 })).toBe('not-now');
		for (const lengthMs of [0, -5, Number.NaN, LIMITS.timerMs + 1])
			expect(refusal(none, { type: 'start-timer', lengthMs }), String(lengthMs)).toBe('invalid');
	});
});

describe('the agenda', () => {
	const [a, b, c] = [createId<AgendaItemId>(), createId<AgendaItemId>(), createId<AgendaItemId>()];
	const add = (item: AgendaItemId, before: AgendaItemId | null = null): AgendaCommand => ({
		type: 'add-agenda-item',
		item,
		title: 'Item',
		minutes: 5,
		board: null,
		before
	});
	const three = after(emptySession(), add(a), add(b), add(c, a));
	const order = ({ agenda }: Session) => agenda.items.map(({ id }) => id);

	test('keeps the order that items are given', () => {
		expect(order(three)).toEqual([c, a, b]);
		expect(order(after(three, { type: 'move-agenda-item', item: c, before: null }))).toEqual([a, b, c]);
		expect(refusal(three, { type: 'move-agenda-item', item: c, before: createId<AgendaItemId>() })).toBe(
			'unknown-item'
		);
		expect(refusal(three, add(a))).toBe('duplicate');
	});

	test('says which item is now; what is left is done, what is taken up again is not', () => {
		const go = (item: AgendaItemId | null) => ({ type: 'go-to-agenda-item', item }) as const;
		const second = apply(apply(three, go(c)), go(a), FAY, NOW + 60_000);
		expect(second.agenda.current).toEqual({ item: a, since: NOW + 60_000 });
		expect(second.agenda.items.map(({ doneAt }) => doneAt)).toEqual([NOW + 60_000, null, null]);
		const again = after(second, go(c));
		expect(again.agenda.items.map(({ doneAt }) => doneAt)).toEqual([null, NOW, null]);
		expect(after(again, go(null)).agenda.current).toBeNull();
		expect(after(second, { type: 'remove-agenda-item', item: a }).agenda.current).toBeNull();
	});

	test('names only boards that are there', () => {
		expect(refusal(three, { ...add(createId<AgendaItemId>()), board: createId<BoardId>() } as never)).toBe(
			'unknown-board'
		);
	});
});

describe('the stage', () => {
	const announcement = createId<AnnouncementId>();
	const said = after(emptySession(), { type: 'announce', announcement, text: 'Tea is ready' });

	test('begins with the first part of whatever is put on it', () => {
		const turned = after(said, { type: 'show', shown: { show: 'join' } }, { type: 'turn-stage', part: 3 });
		expect(turned.stage).toEqual({ shown: { show: 'join' }, part: 3, since: NOW });
		expect(after(turned, { type: 'show', shown: { show: 'timer' } }).stage.part).toBe(0);
	});

	test('shows what was said to everybody, and nothing that was not', () => {
		const shown = { show: 'announcement', announcement } as const;
		expect(after(said, { type: 'show', shown }).stage.shown).toEqual(shown);
		expect(refusal(emptySession(), { type: 'show', shown })).toBe('unknown-item');
	});
});

describe('a claim', () => {
	const claimed = apply(emptySession(), { type: 'claim-facilitation' }, MIA);

	test('comes true a minute later, for all to see until then', () => {
		expect(claimed.claim).toEqual({ by: MIA.id, at: NOW, dueAt: NOW + CLAIM_AFTER_MS });
		expect(dueAt(claimed)).toBe(NOW + CLAIM_AFTER_MS);
		expect(settle(claimed, NOW + CLAIM_AFTER_MS - 1)).toEqual({ session: claimed, granted: null });
		const { session, granted } = settle(claimed, NOW + CLAIM_AFTER_MS);
		expect(granted).toBe(MIA.id);
		expect(session.claim).toBeNull();
	});

	test('is one at a time, and is refused by a facilitator or given up by whoever made it', () => {
		const other = { id: createId<IdentityId>(), role: 'member' } as const;
		expect(refusal(claimed, { type: 'claim-facilitation' }, other)).toBe('not-now');
		expect(refusal(claimed, { type: 'refuse-claim' }, other)).toBe('forbidden');
		for (const actor of [MIA, FAY]) expect(apply(claimed, { type: 'refuse-claim' }, actor).claim).toBeNull();
		expect(refusal(emptySession(), { type: 'refuse-claim' })).toBe('not-now');
	});
});

describe('what is said', () => {
	test('stays until it is taken back, the latest twenty of it', () => {
		const say = (text: string, announcement = createId<AnnouncementId>()) =>
			({ type: 'announce', announcement, text }) as const;
		const first = say('  Five more minutes ');
		const said = after(emptySession(), first);
		expect(said.announcements).toEqual([
			{ id: first.announcement, text: 'Five more minutes', by: FAY.id, at: NOW }
		]);
		expect(
			after(said, { type: 'retract-announcement', announcement: first.announcement }).announcements
		).toEqual([]);
		const many = Array.from({ length: 25 }, (_, index) => say(String(index)));
		expect(after(said, ...many).announcements.map(({ text }) => text)).toEqual(
			many.slice(-LIMITS.announcements).map(({ text }) => text)
		);
		expect(refusal(said, say(' '))).toBe('invalid');
	});

	test('a hand waits until it, or every hand, was answered; one that goes up again waits again', () => {
		const answer = (session: Session, member: IdentityId | null, at: number) =>
			apply(session, { type: 'answer-hand', member }, FAY, at);
		const { id } = MIA;
		expect(isWaiting(NOW, id, emptySession().answered)).toBe(true);
		expect(isWaiting(null, id, emptySession().answered)).toBe(false);
		const one = answer(emptySession(), id, NOW + 5);
		expect(isWaiting(NOW, id, one.answered)).toBe(false);
		expect(isWaiting(NOW + 6, id, one.answered)).toBe(true);
		expect(isWaiting(NOW, FAY.id, one.answered)).toBe(true);
		expect(isWaiting(NOW, FAY.id, answer(one, null, NOW + 9).answered)).toBe(false);
	});
});
