import { describe, expect, test } from 'vitest';
import { createId, type IdentityId } from '#model/ids.ts';
import { namesOf } from './group-names.ts';

const members = Array.from({ length: 10 }, () => createId<IdentityId>());
const nameOf = (id: IdentityId): string | null =>
	id === members[1] ? null : `Person ${String(members.indexOf(id))}`;

describe('who is in a group, on the big screen', () => {
	test('is not said where the label keeps names out', () => {
		expect(namesOf({ members }, { namesStripped: true }, nameOf)).toBeNull();
	});

	test('is as many names as fit, and how many more there are', () => {
		const some = namesOf({ members: members.slice(0, 3) }, { namesStripped: false }, nameOf);
		expect(some).toEqual({ shown: ['Person 0', 'Person 2'], more: 1 });
		const all = namesOf({ members }, { namesStripped: false }, nameOf);
		expect(all?.shown).toHaveLength(8);
		expect(all?.more).toBe(2);
	});
});
