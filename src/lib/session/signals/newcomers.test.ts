import { expect, test } from 'vitest';
import { createId, type IdentityId, type SessionId } from '#model/ids.ts';
import type { Continues } from '#model/session/following.ts';
import type { Role } from '#model/session/session.ts';
import { NO_SIGNALS } from '#protocol/session.ts';
import type { RosterEntry } from '../session-view.ts';
import { newcomersAmong } from './newcomers.ts';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
const NOBODY: ReadonlySet<IdentityId> = new Set();
const FIRST = { continues: null, plannedTime: null };
const NEXT = {
	...FIRST,
	continues: {
		session: createId<SessionId>(),
		title: 'S',
		heldAt: 0,
		label: 'amber',
		board: null
	} as Continues
};

function person(name: string, joinedAt: number, role: Role = 'member', isHere = true): RosterEntry {
	const id = createId<IdentityId>();
	return {
		member: { id, name, color: 'sky', role, via: null, joinedAt },
		present: isHere ? { id, place: null, away: false, ...NO_SIGNALS } : null
	};
}
const among = (
	roster: readonly RosterEntry[],
	session: typeof FIRST | typeof NEXT,
	now: number,
	earlier = NOBODY
) => {
	const ids = newcomersAmong(roster, session, earlier, now);
	return roster.filter(({ member }) => ids.has(member.id)).map(({ member }) => member.name);
};
const idsOf = (entries: readonly RosterEntry[]) => new Set(entries.map(({ member }) => member.id));

test('who comes when most others have been at it for ten minutes is new, for ten minutes', () => {
	const early = [person('Ana', WEEK), person('Bo', WEEK + MINUTE)];
	const late = person('Lou', WEEK + 20 * MINUTE);
	expect(among([...early, late], FIRST, WEEK + 21 * MINUTE)).toEqual(['Lou']);
	expect(among([...early, late], FIRST, WEEK + 30 * MINUTE)).toEqual([]);
});

test('nobody is new who comes for the beginning, a week after the session was made', () => {
	const fay = person('Fay', 0, 'facilitator');
	const co = person('Co', MINUTE, 'facilitator');
	const comers = ['Ana', 'Bo', 'Cy', 'Di'].map((name, index) => person(name, WEEK + index * MINUTE));
	for (let count = 1; count <= comers.length; count++)
		expect(among([fay, co, ...comers.slice(0, count)], FIRST, WEEK + 5 * MINUTE)).toEqual([]);
});

test('nobody is new because a few had opened the link before, nor before the planned time', () => {
	const prepared = [person('Ana', MINUTE), person('Bo', 2 * MINUTE)];
	const comers = ['Cy', 'Di', 'Ed'].map((name) => person(name, WEEK));
	expect(among([...prepared, ...comers], FIRST, WEEK + MINUTE)).toEqual([]);
	const [first] = comers;
	expect(among([...prepared, first!], FIRST, WEEK + MINUTE)).toEqual(['Cy']);
	const planned = { ...FIRST, plannedTime: { startsAt: WEEK + 5 * MINUTE, minutes: 60 } };
	const ids = newcomersAmong([...prepared, first!], planned, NOBODY, WEEK + MINUTE);
	expect(ids.size).toBe(0);
});

test('in a session that goes on from another, new is who was not there then, however long ago they came', () => {
	const [ana, bo] = [person('Ana', 50 * MINUTE), person('Bo', 0)];
	const lou = person('Lou', 0);
	const earlier = idsOf([ana, bo]);
	expect(among([ana, bo, lou], NEXT, 55 * MINUTE, earlier)).toEqual(['Lou']);
});

test('where hardly anybody came again, all begin together, and who came again is not new', () => {
	const back = person('Ana', 20 * MINUTE);
	const [bo, cy] = [person('Bo', 0), person('Cy', 0)];
	const lou = person('Lou', 20 * MINUTE);
	expect(among([back, bo, cy], NEXT, 21 * MINUTE, idsOf([back]))).toEqual([]);
	expect(among([back, bo, cy, lou], NEXT, 21 * MINUTE, idsOf([back]))).toEqual(['Lou']);
});

test('neither facilitators, onlookers nor people who left are new, nor do they make others so', () => {
	const others = [
		person('Co', 0, 'facilitator'),
		person('Screen', 0, 'viewer'),
		person('Gone', 0, 'member', false)
	];
	const late = [person('Lou', 20 * MINUTE), person('Vic', 20 * MINUTE, 'viewer')];
	expect(among([...others, ...late], FIRST, 21 * MINUTE)).toEqual([]);
	const members = [person('Ana', 0), person('Bo', 0)];
	expect(among([...others, ...members, ...late], FIRST, 21 * MINUTE)).toEqual(['Lou']);
});
