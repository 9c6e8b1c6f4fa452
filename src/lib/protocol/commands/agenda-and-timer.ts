import * as v from 'valibot';
import { LIMITS } from '#model/session/session.ts';
import { boardId, changeMs, itemId, lengthMs, title } from './fields.ts';

const minutes = v.pipe(v.number(), v.minValue(0), v.maxValue(LIMITS.minutes));
const item = itemId;
const board = v.nullable(boardId);
const before = v.nullable(itemId);

export const commandsOnAgendaAndTimer = [
	v.strictObject({ type: v.literal('add-agenda-item'), item, title, minutes, board, before }),
	v.strictObject({ type: v.literal('change-agenda-item'), item, title, minutes, board }),
	v.strictObject({ type: v.literal('move-agenda-item'), item, before }),
	v.strictObject({ type: v.literal('remove-agenda-item'), item }),
	v.strictObject({ type: v.literal('go-to-agenda-item'), item: v.nullable(itemId) }),
	v.strictObject({ type: v.literal('start-timer'), lengthMs }),
	v.strictObject({ type: v.literal('pause-timer') }),
	v.strictObject({ type: v.literal('resume-timer') }),
	v.strictObject({ type: v.literal('extend-timer'), byMs: changeMs }),
	v.strictObject({ type: v.literal('stop-timer') })
] as const;
