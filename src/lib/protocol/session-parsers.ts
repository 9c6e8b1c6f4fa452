import * as v from 'valibot';
import { isId, type BoardId, type IdentityId, type LinkId, type SessionId } from '#model/ids.ts';
import type { Command, MemberCommand } from '#model/session/commands.ts';
import { BOARD_KINDS, LIMITS, MEMBER_COLORS, ROLES } from '#model/session/session.ts';

/** The parsers of what clients send over Socket.IO: unknown once, typed from here on. */

const sessionId = v.custom<SessionId>(isId);
const boardId = v.custom<BoardId>(isId);
const identityId = v.custom<IdentityId>(isId);
const linkId = v.custom<LinkId>(isId);
// Spaces at the ends are for the model to trim, so a little more than the limit may come.
const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit + 100));

export const Handshake = v.object({ session: sessionId });

/** Any command, of the session or of one membership. */
export const ParsedCommand = v.variant('type', [
	v.strictObject({ type: v.literal('rename-session'), title: text(LIMITS.titleLength) }),
	v.strictObject({ type: v.literal('set-terms'), terms: text(LIMITS.termsLength) }),
	v.strictObject({
		type: v.literal('add-board'),
		board: boardId,
		kind: v.picklist(BOARD_KINDS),
		title: text(LIMITS.titleLength)
	}),
	v.strictObject({ type: v.literal('rename-board'), board: boardId, title: text(LIMITS.titleLength) }),
	v.strictObject({ type: v.literal('move-board'), board: boardId, before: v.nullable(boardId) }),
	v.strictObject({ type: v.literal('archive-board'), board: boardId }),
	v.strictObject({ type: v.literal('restore-board'), board: boardId }),
	v.strictObject({
		type: v.literal('add-link'),
		link: linkId,
		role: v.picklist(['facilitator', 'viewer'])
	}),
	v.strictObject({ type: v.literal('revoke-link'), link: linkId }),
	v.strictObject({
		type: v.literal('set-profile'),
		name: text(LIMITS.nameLength),
		color: v.picklist(MEMBER_COLORS)
	}),
	v.strictObject({ type: v.literal('set-role'), member: identityId, role: v.picklist(ROLES) }),
	v.strictObject({ type: v.literal('remove-member'), member: identityId })
]) satisfies v.GenericSchema<unknown, Command | MemberCommand>;

export const ParsedPlace = v.strictObject({ place: v.nullable(boardId), away: v.boolean() });
export type ParsedPlace = v.InferOutput<typeof ParsedPlace>;
