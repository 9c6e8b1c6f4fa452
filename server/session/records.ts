import * as v from 'valibot';
import {
	isId,
	type BoardId,
	type IdentityId,
	type LinkId,
	type SessionId
} from '#model/ids.ts';
import { MEMBER_COLORS, ROLES, type Member } from '#model/session/session.ts';

/** The records of sessions as they are stored: which collection, which key, and how a value is read back. */

export const COLLECTION = {
	/** `<session>` → Session */
	session: 'session',
	/** `<code>` → which session it opens */
	joinCode: 'join-code',
	/** SHA-256 of a role link's secret → what it gives */
	linkSecret: 'link-secret',
	/** `<session>/<identity>` → Member */
	membership: 'membership',
	/** `<identity>/<session>`: finds the sessions of one person; the membership decides. */
	mySession: 'my-session',
	/** `<document>` → whose it is */
	document: 'document',
	/** `<identity>` → name and colour last used */
	identity: 'identity'
} as const;

const sessionId = v.custom<SessionId>(isId);
const boardId = v.custom<BoardId>(isId);
const identityId = v.custom<IdentityId>(isId);
const linkId = v.custom<LinkId>(isId);

export const MemberRecord = v.object({
	id: identityId,
	name: v.string(),
	color: v.picklist(MEMBER_COLORS),
	role: v.picklist(ROLES),
	via: v.nullable(linkId),
	joinedAt: v.number()
}) satisfies v.GenericSchema<unknown, Member>;

export const JoinCodeRecord = v.object({ session: sessionId });

export const LinkSecretRecord = v.object({
	session: sessionId,
	link: linkId,
	role: v.picklist(['facilitator', 'viewer'])
});
export type LinkSecretRecord = v.InferOutput<typeof LinkSecretRecord>;

export const MySessionRecord = v.object({ session: sessionId });

export const DocumentRecord = v.object({ session: sessionId, board: boardId });
export type DocumentRecord = v.InferOutput<typeof DocumentRecord>;

export const ProfileRecord = v.object({ name: v.string(), color: v.picklist(MEMBER_COLORS) });
export type ProfileRecord = v.InferOutput<typeof ProfileRecord>;
