import type { BoardId, IdentityId, LinkId } from '../ids.ts';
import type { BoardKind, MemberColor, Role, RoleLink, Session } from './session.ts';

/** Everything that changes a session. Ids are made by whoever asks, so that the client may show the result at once. */
export type Command =
	| { readonly type: 'rename-session'; readonly title: string }
	| { readonly type: 'set-terms'; readonly terms: string }
	| { readonly type: 'add-board'; readonly board: BoardId; readonly kind: BoardKind; readonly title: string }
	| { readonly type: 'rename-board'; readonly board: BoardId; readonly title: string }
	/** `before`: the board that it shall stand before; `null` puts it last. */
	| { readonly type: 'move-board'; readonly board: BoardId; readonly before: BoardId | null }
	| { readonly type: 'archive-board'; readonly board: BoardId }
	| { readonly type: 'restore-board'; readonly board: BoardId }
	| { readonly type: 'add-link'; readonly link: LinkId; readonly role: RoleLink['role'] }
	| { readonly type: 'revoke-link'; readonly link: LinkId };

/** What changes one membership and not the session's record. */
export type MemberCommand =
	| { readonly type: 'set-profile'; readonly name: string; readonly color: MemberColor }
	| { readonly type: 'set-role'; readonly member: IdentityId; readonly role: Role }
	| { readonly type: 'remove-member'; readonly member: IdentityId };

/** Who gives a command. */
export interface Actor {
	readonly id: IdentityId;
	readonly role: Role;
}

/** Why a command was not carried out; the client has a sentence for each. */
export type Refusal =
	| 'forbidden'
	| 'invalid'
	| 'unknown-board'
	| 'unknown-link'
	| 'unknown-member'
	| 'duplicate'
	| 'too-many'
	/** A session never loses its last facilitator. */
	| 'last-facilitator'
	/** The store did not take it; nothing changed. */
	| 'not-saved'
	/** Too many commands in a short time. */
	| 'slow-down';

export type Outcome =
	{ readonly ok: true; readonly session: Session } | { readonly ok: false; readonly refusal: Refusal };
