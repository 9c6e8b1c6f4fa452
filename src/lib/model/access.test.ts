import { expect, test } from 'vitest';
import { access, NO_RIGHTS, type Resource, type Rights, type Sharing } from './access.ts';
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
	...documents(),
	...sheets(),
	blob: {
		resource: { kind: 'blob' },
		rights: { nobody: NONE, viewer: READ, member: WRITE, facilitator: LEAD }
	}
};

function documents(): typeof TABLE {
	const all: Sharing = { with: 'all', write: true };
	const readOnly: Sharing = { with: 'all', write: false };
	const document = (sharing: Sharing, kept: { archived?: true; locked?: true } = {}): Resource => ({
		kind: 'document',
		archived: false,
		locked: false,
		sharing,
		...kept
	});
	const open = { nobody: NONE, viewer: READ, member: WRITE, facilitator: LEAD };
	const read = { ...open, member: READ };
	const archived = { ...read, facilitator: LEAD_READ };
	const hidden = { nobody: NONE, viewer: NONE, member: NONE, facilitator: LEAD };
	return {
		'open document': { resource: document(all), rights: open },
		'archived document': { resource: document(all, { archived: true }), rights: archived },
		'locked document': { resource: document(all, { locked: true }), rights: read },
		'document to be read': { resource: document(readOnly), rights: read },
		'document of their group': { resource: document({ with: 'own-group' }), rights: open },
		'locked document of their group': {
			resource: document({ with: 'own-group' }, { locked: true }),
			rights: read
		},
		'archived document of their group': {
			resource: document({ with: 'own-group' }, { archived: true }),
			rights: archived
		},
		'document of another group': { resource: document({ with: 'others' }), rights: hidden },
		'archived document of another group': {
			resource: document({ with: 'others' }, { archived: true }),
			rights: { ...hidden, facilitator: LEAD_READ }
		}
	};
}

function sheets(): typeof TABLE {
	const sheet = (kept: Partial<Extract<Resource, { kind: 'sheet' }>>): Resource => ({
		kind: 'sheet',
		own: true,
		archived: false,
		locked: false,
		open: true,
		...kept
	});
	const nobody = { nobody: NONE, viewer: NONE, member: NONE, facilitator: NONE };
	const read = { nobody: NONE, viewer: READ, member: READ, facilitator: READ };
	return {
		'own sheet': { resource: sheet({}), rights: { ...read, member: WRITE, facilitator: WRITE } },
		'own sheet before anything is written alone': { resource: sheet({ open: false }), rights: read },
		'own sheet of a locked board': {
			resource: sheet({ locked: true }),
			rights: { ...read, facilitator: WRITE }
		},
		'own sheet of an archived board': { resource: sheet({ archived: true }), rights: read },
		'sheet of somebody else': { resource: sheet({ own: false }), rights: nobody },
		'locked sheet of somebody else': { resource: sheet({ own: false, locked: true }), rights: nobody }
	};
}

/** Fails to compile when a kind of resource has no row. */
const ALL_KINDS = { session: true, document: true, sheet: true, blob: true } satisfies Record<
	Resource['kind'],
	true
>;

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
