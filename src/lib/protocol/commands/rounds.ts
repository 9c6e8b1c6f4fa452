import * as v from 'valibot';
import { ROTATIONS } from '#model/session/commands/rounds.ts';
import { BOARD_KINDS, LIMITS } from '#model/session/session.ts';
import {
	boardId,
	changeMs,
	groupId,
	identityId,
	lengthMs,
	meetingUrl,
	people,
	roundId,
	title,
	whole
} from './fields.ts';

const round = roundId;
export const newGroup = v.strictObject({
	id: groupId,
	name: title,
	board: v.nullable(
		v.strictObject({
			id: boardId,
			kind: v.picklist(BOARD_KINDS),
			title,
			like: v.nullable(boardId)
		})
	)
});
const how = v.variant('by', [
	v.strictObject({ by: v.literal('chance'), seed: whole }),
	v.strictObject({ by: v.literal('mixing'), seed: whole }),
	v.strictObject({ by: v.literal('choice'), seed: whole })
]);
const atMost = <T extends v.GenericSchema>(schema: T, limit: number) =>
	v.pipe(v.array(schema), v.maxLength(limit));

export const commandsOnRounds = [
	v.strictObject({
		type: v.literal('plan-round'),
		round,
		title,
		groups: atMost(newGroup, LIMITS.groups)
	}),
	v.strictObject({
		type: v.literal('next-round'),
		round,
		title,
		rotation: v.picklist(ROTATIONS),
		groups: atMost(groupId, LIMITS.groups),
		seed: whole
	}),
	v.strictObject({ type: v.literal('discard-round'), round }),
	v.strictObject({ type: v.literal('add-group'), round, group: newGroup }),
	v.strictObject({ type: v.literal('rename-group'), round, group: groupId, name: title }),
	v.strictObject({ type: v.literal('remove-group'), round, group: groupId }),
	v.strictObject({ type: v.literal('set-group-call'), round, group: groupId, url: meetingUrl }),
	v.strictObject({
		type: v.literal('set-group-host'),
		round,
		group: groupId,
		host: v.nullable(identityId)
	}),
	v.strictObject({ type: v.literal('assign'), round, members: people, how }),
	v.strictObject({
		type: v.literal('place-member'),
		round,
		member: identityId,
		group: v.nullable(groupId)
	}),
	v.strictObject({
		type: v.literal('arrange'),
		round,
		groups: atMost(v.strictObject({ id: groupId, members: people }), LIMITS.groups)
	}),
	v.strictObject({ type: v.literal('open-choosing'), round }),
	v.strictObject({ type: v.literal('choose-groups'), round, groups: atMost(groupId, LIMITS.choices) }),
	v.strictObject({ type: v.literal('close-choosing'), round }),
	v.strictObject({
		type: v.literal('open-round'),
		round,
		lengthMs: v.nullable(lengthMs),
		then: v.picklist(['ask', 'recall'])
	}),
	v.strictObject({ type: v.literal('unopen-round'), round }),
	v.strictObject({ type: v.literal('extend-round'), round, byMs: changeMs }),
	v.strictObject({ type: v.literal('recall-round'), round, inMs: lengthMs }),
	v.strictObject({ type: v.literal('keep-round-open'), round }),
	v.strictObject({ type: v.literal('close-round'), round }),
	v.strictObject({ type: v.literal('reopen-round'), round })
] as const;
