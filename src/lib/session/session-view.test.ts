import { describe, expect, test } from 'vitest';
import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { createJoinCode } from '#model/session/join-code.ts';
import { applyCommand } from '#model/session/apply-command.ts';
import { NOTHING_PRIVATE } from '#model/session/private.ts';
import type { Command } from '#model/session/commands.ts';
import { BARE, type Member, type Role, type Session } from '#model/session/session.ts';
import { NO_SIGNALS, type PeopleNews, type Present } from '#protocol/session.ts';
import {
	commandAnswered,
	commandGiven,
	memberRemoved,
	peopleArrived,
	sessionArrived,
	shownSession,
	welcomed
} from './session-view.ts';

const NOW = 1_700_000_000_000;

function person(name: string, role: Role = 'member'): Member {
	return { id: createId<IdentityId>(), name, color: 'teal', role, via: null, joinedAt: NOW };
}

const me = person('Ana', 'facilitator');
const session: Session = {
	id: createId<SessionId>(),
	title: 'Tuesday',
	terms: '',
	code: createJoinCode(),
	createdAt: NOW,
	createdBy: me.id,
	boards: [],
	links: [],
	...BARE
};
const NOTHING = { mine: NOTHING_PRIVATE, waiting: [], now: NOW };
const start = welcomed({ version: 4, session, me, members: [me], present: [], ...NOTHING });
const add = (title: string): Command => ({
	type: 'add-board',
	board: createId<BoardId>(),
	kind: 'page',
	title
});
const news = (some: Partial<PeopleNews>): PeopleNews => ({ members: [], present: [], left: [], ...some });
const here = (id: IdentityId, away = false): Present => ({ id, place: null, away, ...NO_SIGNALS });
const titles = (view: typeof start): string[] =>
	shownSession(view, applyCommand).boards.map(({ title }) => title);

test('a record of a node of an earlier release has what it does not tell, as nothing', () => {
	const { ended: _, plannedTime: __, ...earlier } = session;
	const record = { version: 5, session: { ...earlier, title: 'Earlier' } as Session };
	const told = { ...session, title: 'Earlier' };
	expect(sessionArrived(start, record).confirmed.session).toEqual(told);
	expect(welcomed({ ...record, me, members: [me], present: [], ...NOTHING }).confirmed.session).toEqual(told);
});

describe('a command', () => {
	test('is shown at once, before the server has answered', () => {
		const view = commandGiven(start, { number: 1, command: add('Notes'), givenAt: NOW });
		expect(titles(view)).toEqual(['Notes']);
		expect(view.confirmed.session.boards).toEqual([]);
	});

	test('is shown as confirmed only while what applies it has not been loaded', () => {
		const view = commandGiven(start, { number: 1, command: add('Notes'), givenAt: NOW });
		expect(shownSession(view, null)).toBe(view.confirmed.session);
		expect(view.confirmed.session).toEqual(session);
	});

	test('is taken back when it is refused', () => {
		const given = commandGiven(start, { number: 1, command: add('Notes'), givenAt: NOW });
		expect(titles(commandAnswered(given, 1, { ok: false, refusal: 'too-many' }))).toEqual([]);
	});

	test('is never shown twice, whether its answer or the new record comes first', () => {
		const command = add('Notes');
		const given = commandGiven(start, { number: 1, command, givenAt: NOW });
		const record = { version: 5, session: shownSession(given, applyCommand) };

		const answerFirst = commandAnswered(given, 1, { ok: true, version: 5 });
		expect(titles(answerFirst)).toEqual(['Notes']);
		expect(titles(sessionArrived(answerFirst, record))).toEqual(['Notes']);
		expect(sessionArrived(answerFirst, record).pending).toEqual([]);

		const recordFirst = sessionArrived(given, record);
		expect(titles(recordFirst)).toEqual(['Notes']);
		expect(titles(commandAnswered(recordFirst, 1, { ok: true, version: 5 }))).toEqual(['Notes']);
		expect(commandAnswered(recordFirst, 1, { ok: true, version: 5 }).pending).toEqual([]);
	});

	test('stands on top of what others did meanwhile', () => {
		const given = commandGiven(start, {
			number: 1,
			command: { type: 'rename-session', title: 'Mine' },
			givenAt: NOW
		});
		const others = sessionArrived(given, { version: 5, session: { ...session, terms: 'Theirs' } });
		expect(shownSession(others, applyCommand)).toMatchObject({ title: 'Mine', terms: 'Theirs' });
	});

	test('that somebody may not give is not even shown', () => {
		const guest = person('Mo');
		const view = welcomed({ version: 1, session, me: guest, members: [guest], present: [], ...NOTHING });
		expect(titles(commandGiven(view, { number: 1, command: add('Notes'), givenAt: NOW }))).toEqual([]);
	});
});

test('a record that comes late does not turn the session back', () => {
	const renamed = sessionArrived(start, { version: 6, session: { ...session, title: 'New' } });
	expect(shownSession(sessionArrived(renamed, { version: 5, session }), applyCommand)).toMatchObject({
		title: 'New'
	});
});

test('a change of my own membership changes what I am', () => {
	expect(peopleArrived(start, news({ members: [{ ...me, role: 'member' }] })).me.role).toBe('member');
	expect(peopleArrived(start, news({ members: [person('Mo')] })).me.role).toBe('facilitator');
});

test('who is removed is neither in the roster nor here', () => {
	const mo = person('Mo');
	const view = peopleArrived(start, news({ members: [mo], present: [here(mo.id)] }));
	const after = memberRemoved(view, mo.id);
	expect(after.members.has(mo.id)).toBe(false);
	expect(after.present.has(mo.id)).toBe(false);
});
