import { expect, test } from 'vitest';
import { createId, type IdentityId, type ReadyCheckId } from '#model/ids.ts';
import type { Role } from '#model/session/session.ts';
import { NO_SIGNALS, type Signals } from '#protocol/session.ts';
import type { RosterEntry } from '../session-view.ts';
import { raised, readyCount } from './queue.ts';

function person(name: string, signals: Partial<Signals> | null, role: Role = 'member'): RosterEntry {
	const id = createId<IdentityId>();
	return {
		member: { id, name, color: 'sky', role, via: null, joinedAt: 0 },
		present: signals && { id, place: null, away: false, ...NO_SIGNALS, ...signals }
	};
}
const names = (entries: readonly RosterEntry[]): string[] => entries.map(({ member }) => member.name);
const NOBODY = { all: 0, members: [] };

test('hands stand in the order in which they went up', () => {
	const people = [
		person('Ana', { hand: 30 }),
		person('Bo', { hand: 10 }),
		person('Cy', {}),
		person('Di', null)
	];
	expect(names(raised(people, 'hand', NOBODY))).toEqual(['Bo', 'Ana']);
	expect(raised(people, 'help', NOBODY)).toEqual([]);
});

test('a hand that was dealt with waits no more, until it goes up again', () => {
	const [ana, bo] = [person('Ana', { hand: 30 }), person('Bo', { hand: 10 })];
	expect(names(raised([ana, bo], 'hand', { all: 10, members: [] }))).toEqual(['Ana']);
	const answered = { all: 0, members: [{ member: ana.member.id, at: 30 }] };
	expect(names(raised([ana, bo], 'hand', answered))).toEqual(['Bo']);
});

test('who is ready counts among those who are here and can answer', () => {
	const [check, older] = [createId<ReadyCheckId>(), createId<ReadyCheckId>()];
	const people = [
		person('Ana', { ready: check }),
		person('Bo', { ready: older }),
		person('Screen', { ready: check }, 'viewer'),
		person('Gone', null)
	];
	expect(readyCount(people, check)).toEqual({ ready: 1, all: 2 });
});
