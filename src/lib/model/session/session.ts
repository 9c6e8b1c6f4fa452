import type { BoardId, IdentityId, LinkId, SessionId } from '../ids.ts';
import type { JoinCode } from './join-code.ts';

export const BOARD_KINDS = ['whiteboard', 'problem', 'page'] as const;
export type BoardKind = (typeof BOARD_KINDS)[number];

export const ROLES = ['facilitator', 'member', 'viewer'] as const;
/** What somebody is in one session. A viewer (the projector, an onlooker) reads and never writes. */
export type Role = (typeof ROLES)[number];

/** The name colours; the client has a light and a dark shade of each, both legible under white or black text. */
export const MEMBER_COLORS = ['clay', 'amber', 'moss', 'teal', 'sky', 'indigo', 'plum', 'rose'] as const;
export type MemberColor = (typeof MEMBER_COLORS)[number];

/** A board's document has the board's id as its name; further documents of a board (private writing) have ids of their own. */
export interface Board {
	readonly id: BoardId;
	readonly kind: BoardKind;
	readonly title: string;
	/** Milliseconds since the epoch, server time. */
	readonly createdAt: number;
	readonly createdBy: IdentityId;
	/** Set when a facilitator put it away; its document stays readable and can be brought back. */
	readonly archivedAt: number | null;
}

/** A long secret link that gives a role until it is revoked. */
export interface RoleLink {
	readonly id: LinkId;
	readonly role: Exclude<Role, 'member'>;
	readonly createdAt: number;
	readonly revokedAt: number | null;
}

/** The gathering. Changed only by commands; its version counts them (see protocol/session.ts). */
export interface Session {
	readonly id: SessionId;
	readonly title: string;
	/** What people agree to by joining, in the facilitator's words; empty when there is nothing to agree to. */
	readonly terms: string;
	readonly code: JoinCode;
	readonly createdAt: number;
	readonly createdBy: IdentityId;
	readonly boards: readonly Board[];
	readonly links: readonly RoleLink[];
}

/** One person's place in one session. */
export interface Member {
	readonly id: IdentityId;
	readonly name: string;
	readonly color: MemberColor;
	readonly role: Role;
	/** The link that gave the role; revoking the link takes the role back. */
	readonly via: LinkId | null;
	readonly joinedAt: number;
}

export const LIMITS = {
	titleLength: 120,
	termsLength: 4000,
	nameLength: 60,
	boards: 200,
	links: 40
} as const;
