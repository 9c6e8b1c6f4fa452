import type { BoardId, IdentityId } from '#model/ids.ts';
import type { Command, MemberCommand, Refusal } from '#model/session/commands.ts';
import type { Member, Session } from '#model/session/session.ts';

/** What crosses the wire over Socket.IO. The handshake's `auth` is `{ session: SessionId }`; the cookie says who. */

/** Somebody who is here now: one entry a person, however many tabs they have. */
export interface Present {
	readonly id: IdentityId;
	/** The board on the screen of the tab used last; `null` on the session's front. */
	readonly place: BoardId | null;
	readonly away: boolean;
}

export interface VersionedSession {
	readonly version: number;
	readonly session: Session;
}

export type CommandAnswer =
	| {
			readonly ok: true;
			readonly version: number;
			/** The secret of a new link: told once, to whoever made it. */ readonly secret?: string;
	  }
	| { readonly ok: false; readonly refusal: Refusal };

export interface ServerEvents {
	/** On connecting and after a gap: everything. `me` is the asker's own membership. */
	welcome: (
		state: VersionedSession & {
			readonly me: Member;
			readonly members: readonly Member[];
			readonly present: readonly Present[];
		}
	) => void;
	session: (state: VersionedSession) => void;
	/** A member joined or changed. */
	member: (member: Member) => void;
	'member-removed': (member: IdentityId) => void;
	/** Somebody came, moved or went away for a moment. */
	present: (present: Present) => void;
	left: (member: IdentityId) => void;
	/** The server is stopping: connect again (to another node, or in a moment). */
	'going-away': () => void;
}

export interface ClientEvents {
	command: (command: Command | MemberCommand, answer: (answer: CommandAnswer) => void) => void;
	place: (place: { readonly place: BoardId | null; readonly away: boolean }) => void;
}

/** `connect_error` messages of the handshake. */
export const HANDSHAKE_REFUSALS = ['not-found', 'slow-down', 'unavailable'] as const;
export type HandshakeRefusal = (typeof HANDSHAKE_REFUSALS)[number];
