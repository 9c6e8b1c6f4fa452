import { describe, expect, test } from 'vitest';
import { createId, type BoardId, type IdentityId } from '#model/ids.ts';
import type { Member } from '#model/session/session.ts';
import { NO_SIGNALS, type Present } from '#protocol/session.ts';
import { createRandom } from '../../../tests/support/random.ts';
import { RosterLines, whoIsWhere } from './roster-lines.ts';
import type { RosterEntry } from './session-view.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const NOWHERE = new Map();

function person(name: string): Member {
	return { id: createId<IdentityId>(), name, color: 'teal', role: 'member', via: null, joinedAt: 0 };
}
const here = (id: IdentityId, away = false, place: BoardId | null = null): Present => ({
	id,
	place,
	away,
	...NO_SIGNALS
});
const byId = <T extends { readonly id: IdentityId }>(...all: readonly T[]): ReadonlyMap<IdentityId, T> =>
	new Map(all.map((one) => [one.id, one]));
const names = (lines: readonly RosterEntry[]): string[] => lines.map(({ member }) => member.name);
const [zoe, bo, cy, ana] = [person('Zoe'), person('Bo'), person('Cy'), person('Ana')];

test('I stand first, then who is here, who is away, and who is not here; each by name', () => {
	const lines = new RosterLines(compare);
	const members = byId(zoe, bo, cy, ana);
	const present = byId(here(zoe.id), here(cy.id, true), here(ana.id));
	expect(names(lines.of({ me: zoe, members, present }))).toEqual(['Zoe', 'Ana', 'Cy', 'Bo']);
});

test('who did not change is the same line as before', () => {
	const lines = new RosterLines(compare);
	const [first, second] = [here(bo.id), here(cy.id)];
	const before = lines.of({ me: bo, members: byId(bo, cy), present: byId(first, second) });
	const after = lines.of({ me: bo, members: byId(bo, cy, ana), present: byId(first, here(cy.id, true)) });
	expect(after.find(({ member }) => member === bo)).toBe(before[0]);
	expect(names(after)).toEqual(['Bo', 'Cy', 'Ana']);
	expect(after[1]!.present?.away).toBe(true);
});

test('whatever changes, the order is as if it were sorted anew', () => {
	const { below: pick, seedText } = createRandom();
	const lines = new RosterLines(compare);
	let members: readonly Member[] = [zoe];
	for (let step = 0; step < 300; step++) {
		const count = pick(10) === 0 ? 60 : pick(4);
		const coming = Array.from({ length: count }, () => person(`P${pick(50)}`));
		const renamed = members.map((one) => (pick(20) === 0 ? { ...one, name: `R${pick(50)}` } : one));
		members = [...renamed.filter(({ id }) => id === zoe.id || pick(8) > 0), ...coming];
		const present = members.filter(() => pick(3) > 0).map(({ id }) => here(id, pick(3) === 0));
		const at = new Map(present.map((one) => [one.id, one]));
		const me = members.find(({ id }) => id === zoe.id)!;
		const rank = ({ id }: Member): number => (id === zoe.id ? 0 : !at.has(id) ? 3 : at.get(id)!.away ? 2 : 1);
		const expected = members.toSorted((a, b) => rank(a) - rank(b) || compare(a.name, b.name));
		const told = lines.of({ me, members: byId(...members), present: at });
		expect(names(told), seedText).toEqual(expected.map(({ name }) => name));
		expect(
			told.map(({ member }) => at.get(member.id) ?? null),
			seedText
		).toEqual(told.map((line) => line.present));
	}
});

describe('who is where', () => {
	const board = createId<BoardId>();
	const line = (member: Member, place: BoardId | null): RosterEntry => ({
		member,
		present: here(member.id, false, place)
	});

	test('leaves out who is not here', () => {
		const places = whoIsWhere([line(bo, board), line(cy, null), { member: ana, present: null }], NOWHERE);
		expect([...places]).toEqual([
			[board, [bo]],
			[null, [cy]]
		]);
	});

	test('is the same list where nobody came or went', () => {
		const before = whoIsWhere([line(bo, board), line(cy, null)], NOWHERE);
		const after = whoIsWhere([line(bo, board), line(cy, null), line(ana, null)], before);
		expect(after.get(board)).toBe(before.get(board));
		expect(after.get(null)).toEqual([cy, ana]);
	});
});
