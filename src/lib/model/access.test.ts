import { expect, test } from 'vitest';
import { access, NO_RIGHTS, type Resource, type Rights } from './access.ts';
import { ROLES, type Role } from './session/session.ts';

const NONE = NO_RIGHTS;
const READ: Rights = { read: true, write: false, facilitate: false };
const WRITE: Rights = { read: true, write: true, facilitate: false };
const LEAD_READ: Rights = { read: true, write: false, facilitate: true };
const LEAD: Rights = { read: true, write: true, facilitate: true };

/** Every role over every resource; a new role or resource fails below until it has its place here. */
const TABLE: Record<string, { resource: Resource; rights: Record<Role | 'nobody', Rights> }> = {
	session: {
		resource: { kind: 'session' },
		rights: { nobody: NONE, viewer: READ, member: READ, facilitator: LEAD }
	},
	'open document': {
		resource: { kind: 'document', archived: false },
		rights: { nobody: NONE, viewer: READ, member: WRITE, facilitator: LEAD }
	},
	'archived document': {
		resource: { kind: 'document', archived: true },
		rights: { nobody: NONE, viewer: READ, member: READ, facilitator: LEAD_READ }
	},
	blob: {
		resource: { kind: 'blob' },
		rights: { nobody: NONE, viewer: READ, member: WRITE, facilitator: LEAD }
	}
};

/** Fails to compile when a kind of resource has no row. */
const ALL_KINDS = { session: true, document: true, blob: true } satisfies Record<Resource['kind'], true>;

for (const [name, { resource, rights }] of Object.entries(TABLE))
	for (const role of [...ROLES, null])
		test(`${role ?? 'nobody'} on ${name}`, () => {
			expect(access(role, resource)).toEqual(rights[role ?? 'nobody']);
		});

test('the table has every kind of resource', () => {
	expect(new Set(Object.values(TABLE).map(({ resource }) => resource.kind))).toEqual(
		new Set(Object.keys(ALL_KINDS))
	);
});
