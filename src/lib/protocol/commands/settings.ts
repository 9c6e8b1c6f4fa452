import * as v from 'valibot';
import { LABELS } from '#model/session/label.ts';
import { LIMITS } from '#model/session/session.ts';
import { GROUP_PRIVACIES, LATECOMER_RULES, MEMBER_PERMISSIONS } from '#model/session/settings.ts';
import { meetingUrl, text, title } from './fields.ts';

export const commandsOnSettings = [
	v.strictObject({ type: v.literal('rename-session'), title }),
	v.strictObject({ type: v.literal('set-terms'), terms: text(LIMITS.termsLength) }),
	v.strictObject({ type: v.literal('set-label'), label: v.picklist(LABELS), namesStripped: v.boolean() }),
	v.strictObject({
		type: v.literal('set-settings'),
		settings: v.strictObject({
			latecomers: v.picklist(LATECOMER_RULES),
			waitingRoom: v.boolean(),
			groups: v.picklist(GROUP_PRIVACIES),
			memberMay: v.pipe(v.array(v.picklist(MEMBER_PERMISSIONS)), v.maxLength(MEMBER_PERMISSIONS.length))
		})
	}),
	v.strictObject({ type: v.literal('set-meeting'), url: meetingUrl }),
	v.strictObject({ type: v.literal('lock-session'), locked: v.boolean() })
] as const;
