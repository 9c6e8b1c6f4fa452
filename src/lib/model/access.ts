import type { Role } from './session/session.ts';
import { unreachable } from './unreachable.ts';

/** What a request is about. Everything in a session is reached through membership of that session. */
export type Resource =
	| { readonly kind: 'session' }
	/** A document that all members of the session share. */
	| { readonly kind: 'document'; readonly archived: boolean }
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
			return { read: true, write: role !== 'viewer' && !resource.archived, facilitate };
		case 'blob':
			return { read: true, write: role !== 'viewer', facilitate };
		default:
			return unreachable(resource);
	}
}
