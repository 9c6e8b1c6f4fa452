import * as v from 'valibot';
import {
	isId,
	type BoardId,
	type IdentityId,
	type LinkId,
	type PromptId,
	type SessionId
} from '#model/ids.ts';
import type { Take } from '#model/session/harvests.ts';
import type { PrivateThings } from '#model/session/private.ts';
import { MEMBER_COLORS, ROLES, type Member } from '#model/session/session.ts';
import { parseDocumentName, type DocumentName } from '#protocol/documents.ts';
import { take } from '#protocol/commands/harvests.ts';
import type { Waiting } from '#protocol/session.ts';

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
	/** `<community>/<session>`: finds the sessions of a community; which one a session is of says its own record. */
	communitySession: 'community-session',
	/** `<document>` → whose it is */
	document: 'document',
	/** `<board>/<identity>` → the document of what they write alone */
	sheet: 'sheet',
	/** `<identity>` → name and colour last used */
	identity: 'identity',
	/** `<session>/<identity>` → somebody who waits to be let in */
	waiting: 'waiting',
	/** `<session>/<identity>` → who put somebody out, and why */
	out: 'out',
	/** `<session>/<identity>` → what is theirs alone */
	privateThings: 'private',
	/** `<session>/<harvest>` → what to bring, and the change that brings it */
	harvest: 'harvest',
	/** `<session>` → the session that is to go on from it, as it was decided, until the session names it */
	nextSession: 'next-session',
	/** `<code>` → the screen that shows it */
	pairing: 'pairing',
	/** `<session>` → the methods that its people made, and which record each version is */
	methodList: 'method-list',
	/** `<session>/<key>` → one version of such a method; it never changes */
	method: 'method'
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

export const JoinCodeRecord = v.object({
	session: sessionId,
	/** When it was reserved; what has no time is of an earlier release. */
	at: v.optional(v.number(), 0)
});
export type JoinCodeRecord = v.InferOutput<typeof JoinCodeRecord>;

export const LinkSecretRecord = v.object({
	session: sessionId,
	link: linkId,
	role: v.picklist(['facilitator', 'viewer']),
	/** When it was made; what has no time is of an earlier release. */
	at: v.optional(v.number(), 0)
});
export type LinkSecretRecord = v.InferOutput<typeof LinkSecretRecord>;

export const MySessionRecord = v.object({ session: sessionId });

export const DocumentRecord = v.object({
	session: sessionId,
	board: boardId,
	/** Of a sheet: who writes on it alone. */
	author: v.exactOptional(identityId)
});
export type DocumentRecord = v.InferOutput<typeof DocumentRecord>;

export const SheetRecord = v.object({
	document: v.custom<DocumentName>((name) => typeof name === 'string' && parseDocumentName(name) === name)
});

export const ProfileRecord = v.object({ name: v.string(), color: v.picklist(MEMBER_COLORS) });
export type ProfileRecord = v.InferOutput<typeof ProfileRecord>;

export const WaitingRecord = v.object({
	id: identityId,
	name: v.string(),
	color: v.picklist(MEMBER_COLORS),
	since: v.number(),
	/** Until when they are taken to be at the door, unless that is renewed; missing in records of earlier releases. */
	hereUntil: v.optional(v.number(), Infinity)
}) satisfies v.GenericSchema<unknown, Waiting>;
export type WaitingRecord = v.InferOutput<typeof WaitingRecord>;

export const OutRecord = v.object({
	name: v.string(),
	reason: v.string(),
	banned: v.boolean(),
	at: v.number(),
	by: identityId
});
export type OutRecord = v.InferOutput<typeof OutRecord>;

export const PrivateRecord = v.object({
	prompts: v.array(
		v.object({ id: v.custom<PromptId>(isId), text: v.string(), by: identityId, at: v.number() })
	),
	notes: v.string()
}) satisfies v.GenericSchema<unknown, PrivateThings>;

export interface HarvestRecord {
	readonly take: Take;
	/** The update that brings it, in base64, and how many things that are; `null`: nobody has looked at the boards yet. */
	readonly made: { readonly update: string; readonly count: number } | null;
}
export const HarvestRecord: v.GenericSchema<unknown, HarvestRecord> = v.object({
	take,
	made: v.nullable(v.object({ update: v.string(), count: v.number() }))
});

export const PairingRecord = v.object({
	identity: identityId,
	expiresAt: v.number(),
	/** `null`: nobody has entered the code yet. */
	session: v.nullable(sessionId)
});
export type PairingRecord = v.InferOutput<typeof PairingRecord>;
