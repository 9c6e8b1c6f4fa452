import type { Role } from './session/session.ts';
import { unreachable } from './unreachable.ts';

/** What a board is to somebody who does not facilitate; a facilitator reads all and writes where it is not archived. */
export type Sharing =
	/** Everybody reads and, where `write` says so, members write. */
	| { readonly with: 'all'; readonly write: boolean }
	/** The board of one's own group, at work. */
	| { readonly with: 'own-group' }
	/** Of a group that is not one's own, or not yet. */
	| { readonly with: 'others' };

/** What a request is about. Everything in a session is reached through membership of that session. */
export type Resource =
	| { readonly kind: 'session' }
	/** A board's document. */
	| {
			readonly kind: 'document';
			readonly archived: boolean;
			/** Only facilitators write, for the moment. */
			readonly locked: boolean;
			readonly sharing: Sharing;
	  }
	/** What one person writes for a board before anybody else is to see it. */
	| {
			readonly kind: 'sheet';
			/** Whether it is the asker's own. */
			readonly own: boolean;
			readonly archived: boolean;
			readonly locked: boolean;
			/** The board's method has had something to write alone. */
			readonly open: boolean;
	  }
	| { readonly kind: 'blob' };

export interface Rights {
	readonly read: boolean;
	readonly write: boolean;
	/** May change the session for everybody: boards, links, roles, terms. */
	readonly facilitate: boolean;
}

export const NO_RIGHTS: Rights = { read: false, write: false, facilitate: false };

/** Decides what somebody with this role may do; `null` is somebody who has not joined. The only place that decides. */
export function access(role: Role | null, resource: Resource): Rights {
	if (role === null) return NO_RIGHTS;
	const facilitate = role === 'facilitator';
	switch (resource.kind) {
		case 'session':
			return { read: true, write: facilitate, facilitate };
		case 'document':
			if (facilitate) return { read: true, write: !resource.archived, facilitate };
			return document(role, resource);
		case 'sheet':
			return sheet(role, resource);
		case 'blob':
			return { read: true, write: role !== 'viewer', facilitate };
		default:
			return unreachable(resource);
	}
}

function document(
	role: Exclude<Role, 'facilitator'>,
	{ archived, locked, sharing }: Extract<Resource, { kind: 'document' }>
): Rights {
	const { read, mayWrite } = shared(sharing);
	return { read, write: mayWrite && role === 'member' && !archived && !locked, facilitate: false };
}

/** Nobody but its author, facilitators included: hidden means never sent. */
function sheet(role: Role, { own, archived, locked, open }: Extract<Resource, { kind: 'sheet' }>): Rights {
	if (!own) return NO_RIGHTS;
	const mayWrite = role === 'facilitator' || (role === 'member' && !locked);
	return { read: true, write: open && mayWrite && !archived, facilitate: false };
}

function shared(sharing: Sharing): { readonly read: boolean; readonly mayWrite: boolean } {
	switch (sharing.with) {
		case 'all':
			return { read: true, mayWrite: sharing.write };
		case 'own-group':
			return { read: true, mayWrite: true };
		case 'others':
			return { read: false, mayWrite: false };
		default:
			return unreachable(sharing);
	}
}
