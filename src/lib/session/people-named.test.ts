import { expect, test } from 'vitest';
import { createId, type IdentityId } from '#model/ids.ts';
import { peopleNamed } from './people-named.ts';
import type { RosterEntry } from './session-view.ts';

const people = ['Émile Zola', 'Zoë Émond', 'Emil'].map((name): RosterEntry => ({
	member: { id: createId<IdentityId>(), name, color: 'teal', role: 'member', via: null, joinedAt: 0 },
	present: null
}));
const named = (typed: string): string[] => peopleNamed(people, typed).map(({ member }) => member.name);

test('people are found by any part of their names, without accents and capitals', () => {
	expect(named('emil')).toEqual(['Émile Zola', 'Emil']);
	expect(named('ZOE')).toEqual(['Zoë Émond']);
	expect(named(' zo  ém')).toEqual(['Émile Zola', 'Zoë Émond']);
	expect(named('nobody')).toEqual([]);
});

test('nothing typed finds everybody, in the same order', () => {
	expect(peopleNamed(people, '  ')).toBe(people);
});
