import * as v from 'valibot';
import { isId, type CommunityId, type IdentityId, type SessionId } from '#model/ids.ts';
import type { DraftBlock } from '#model/page/draft.ts';
import type { PlannedTime } from '#model/session/course.ts';
import type { JoinCode } from '#model/session/join-code.ts';
import { DEFAULT_LABEL, LABELS, type Label } from '#model/session/label.ts';
import { LIMITS, MEMBER_COLORS, type Member, type MemberColor, type Role } from '#model/session/session.ts';
import type { VersionedSession } from './session.ts';

/** Bodies and answers of the HTTP API under `/api`. */

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.nameLength));
const color = v.picklist(MEMBER_COLORS);
/** Asks for a ticket: this browser may keep our cookie from us, as in a frame of another site. */
const ticket = v.optional(v.boolean(), false);

export const StartSession = v.strictObject({
	title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.titleLength)),
	terms: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.termsLength)), ''),
	label: v.optional(v.picklist(LABELS), DEFAULT_LABEL),
	/** Where it begins from the home of one; left out: it founds one. */
	community: v.exactOptional(v.custom<CommunityId>(isId)),
	name,
	color,
	ticket
});
export type StartSession = v.InferInput<typeof StartSession>;

export const JoinSession = v.strictObject({
	/** As typed: in upper or lower case, with or without the dash. */
	code: v.pipe(v.string(), v.maxLength(40)),
	name,
	color,
	/** The secret of a facilitator's or viewer's link, from the address's fragment. */
	secret: v.optional(v.pipe(v.string(), v.maxLength(100))),
	/** Who comes back after a reload that took their ticket: as the same person, or not at all. */
	pass: v.optional(v.pipe(v.string(), v.maxLength(200))),
	ticket
});
export type JoinSession = v.InferInput<typeof JoinSession>;

/** With the secret of a link, which opens its session whatever the code is by now. */
export const AskWithSecret = v.strictObject({
	code: v.pipe(v.string(), v.maxLength(40)),
	secret: v.pipe(v.string(), v.maxLength(100))
});

export interface Joined {
	readonly session: SessionId;
	readonly role: Role;
	/** Not in yet: a facilitator has to let them in. The session's socket says when (`at-door`, then `welcome`). */
	readonly waiting: boolean;
	/** Where one was asked for, and the asker came with neither cookie nor ticket. To be kept in memory only. */
	readonly ticket?: string | undefined;
}

/** What leads who goes by a ticket back into a session after a reload, for ten minutes. */
export interface WayBackPass {
	readonly pass: string;
}

/** A screen that shows its code, and the key that it reads with once a facilitator has entered that. */
export interface ScreenOffer {
	readonly code: JoinCode;
	/** To be sent as `Authorization: Bearer …`, in the handshake's `auth`, and as the WebSocket's subprotocol. */
	readonly ticket: string;
	/** When the code is of no use any more; milliseconds since the epoch. */
	readonly expiresAt: number;
	/** Server time: the clock of a room's computer is often wrong. */
	readonly now: number;
}

/** How it stands with a screen's code. */
export interface ScreenPairing {
	/** `null`: nobody has entered it yet. */
	readonly session: SessionId | null;
	readonly expiresAt: number;
}

/** Somebody who may not come in again; for facilitators. */
export interface Ban {
	readonly id: IdentityId;
	readonly name: string;
	readonly reason: string;
	readonly at: number;
	readonly by: IdentityId;
}

/** Which members were in a session that this one goes on from; for facilitators. */
export interface Returning {
	readonly returning: readonly IdentityId[];
}

/** What a session did, for those who may read it. */
export interface SessionSummary {
	/** To be shown within the session. */
	readonly blocks: readonly DraftBlock[];
	/** To be taken out of it: who took part is in it only where the session's label lets names out. */
	readonly markdown: string;
}

/** What somebody with the code may know before joining. */
export interface Invitation {
	readonly code: JoinCode;
	readonly title: string;
	readonly terms: string;
	/** What may leave it, and whether names may. */
	readonly label: Label;
	readonly namesStripped: boolean;
	/** When it is to be; `null`: nobody said. */
	readonly plannedTime: PlannedTime | null;
	/** Whether it is over: there is something to read, and nothing to take part in. */
	readonly hasEnded: boolean;
	/** The colours that fewest members have, at least one. */
	readonly colors: readonly MemberColor[];
	/** The asker's own session id, when they have joined before. */
	readonly joined: SessionId | null;
}

export const ContinueSession = v.strictObject({
	title: StartSession.entries.title,
	/** Whether the actions that are still to be done come along. */
	takes: v.boolean()
});
export type ContinueSession = v.InferInput<typeof ContinueSession>;

/** The session that goes on from another one. */
export interface Continued {
	readonly session: SessionId;
	/** Whether it was made now; otherwise somebody had made it before. */
	readonly isNew: boolean;
	/** How many actions came along. */
	readonly taken: number;
	/** How many boards could not be read: what is to be done there stays where it is. */
	readonly unread: number;
}

/** Why it was not made, besides what `ApiRefusal` says: what is in a session with this label stays in it. */
export interface NotContinued {
	readonly refusal: 'label';
}

/** What somebody of an earlier session is told of the one that goes on from it. */
export interface NextInvitation {
	/** `null`: they are not in it yet. */
	readonly session: SessionId | null;
	readonly code: JoinCode;
	readonly title: string;
	readonly plannedTime: PlannedTime | null;
	readonly hasEnded: boolean;
}

/** Who the cookie says that the asker is; the last name and colour they used. `null` fields before the first join. */
export interface Me {
	readonly id: IdentityId | null;
	readonly name: string | null;
	readonly color: MemberColor | null;
}

export interface MySession {
	readonly id: SessionId;
	readonly title: string;
	readonly role: Role;
	readonly joinedAt: number;
	/** When it was over; `null`: it is not. */
	readonly endedAt: number | null;
}

/** The session as the asker sees it; the same as the socket's `welcome` without who is here. */
export interface SessionState extends VersionedSession {
	readonly me: Member;
}

/** Every answer that is not 2xx has this body. `refusal` is stable; the client has the sentence. */
export interface ApiRefusal {
	readonly refusal:
		| 'invalid'
		| 'not-found'
		| 'slow-down'
		| 'forbidden'
		| 'unavailable'
		| 'too-large'
		/** There are as many of them as there may be. */
		| 'full'
		/** A facilitator of this session does not let them in again. */
		| 'banned';
	/** For `slow-down`: seconds. */
	readonly retryAfter?: number;
	/** For `banned`: what they were told. */
	readonly reason?: string;
}
