import * as v from 'valibot';
import { isId, type PromptId, type ReadyCheckId } from '#model/ids.ts';
import { LIMITS, MEMBER_COLORS, ROLES } from '#model/session/session.ts';
import { announcementId as announcement, identityId, people, text } from './fields.ts';

const prompt = v.custom<PromptId>(isId);
const message = text(LIMITS.messageLength);
const reason = text(LIMITS.reasonLength);

export const commandsOnPeople = [
	v.strictObject({ type: v.literal('announce'), announcement, text: message }),
	v.strictObject({ type: v.literal('retract-announcement'), announcement }),
	v.strictObject({
		type: v.literal('ask-ready'),
		check: v.custom<ReadyCheckId>(isId),
		question: message
	}),
	v.strictObject({ type: v.literal('end-ready') }),
	v.strictObject({ type: v.literal('answer-hand'), member: v.nullable(identityId) }),
	v.strictObject({ type: v.literal('claim-facilitation') }),
	v.strictObject({ type: v.literal('refuse-claim') }),
	v.strictObject({
		type: v.literal('set-profile'),
		name: text(LIMITS.nameLength),
		color: v.picklist(MEMBER_COLORS)
	}),
	v.strictObject({ type: v.literal('set-role'), member: identityId, role: v.picklist(ROLES) }),
	v.strictObject({ type: v.literal('hand-over'), to: identityId }),
	v.strictObject({
		type: v.literal('remove-member'),
		member: identityId,
		reason: v.exactOptional(reason)
	}),
	v.strictObject({ type: v.literal('ban-member'), member: identityId, reason }),
	v.strictObject({ type: v.literal('admit'), person: identityId }),
	v.strictObject({ type: v.literal('turn-away'), person: identityId, reason }),
	v.strictObject({ type: v.literal('lift-ban'), person: identityId }),
	v.strictObject({ type: v.literal('renew-code') }),
	v.strictObject({ type: v.literal('send-prompt'), prompt, to: people, text: message }),
	v.strictObject({ type: v.literal('dismiss-prompt'), prompt }),
	v.strictObject({ type: v.literal('set-notes'), text: text(LIMITS.notesLength) })
] as const;
