import * as v from 'valibot';
import { isId, type SessionId } from '#model/ids.ts';
import { BOARD_KINDS, LIMITS } from '#model/session/session.ts';
import { boardId, linkId, text, title } from './fields.ts';

/** A pairing code with dashes and spaces. */
const MAX_CODE_LENGTH = 40;

export const commandsOnBoards = [
	v.strictObject({
		type: v.literal('add-board'),
		board: boardId,
		kind: v.picklist(BOARD_KINDS),
		title,
		differs: v.exactOptional(
			v.strictObject({
				session: v.custom<SessionId>(isId),
				board: boardId,
				because: text(LIMITS.reasonLength)
			})
		)
	}),
	v.strictObject({ type: v.literal('rename-board'), board: boardId, title }),
	v.strictObject({ type: v.literal('move-board'), board: boardId, before: v.nullable(boardId) }),
	v.strictObject({ type: v.literal('lock-board'), board: boardId, locked: v.boolean() }),
	v.strictObject({ type: v.literal('archive-board'), board: boardId }),
	v.strictObject({ type: v.literal('restore-board'), board: boardId }),
	v.strictObject({
		type: v.literal('add-link'),
		link: linkId,
		role: v.picklist(['facilitator', 'viewer'])
	}),
	v.strictObject({ type: v.literal('revoke-link'), link: linkId }),
	v.strictObject({
		type: v.literal('pair-screen'),
		link: linkId,
		code: v.pipe(v.string(), v.maxLength(MAX_CODE_LENGTH)),
		name: title
	})
] as const;
