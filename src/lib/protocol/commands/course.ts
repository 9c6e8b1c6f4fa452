import * as v from 'valibot';
import { LIMITS } from '#model/session/session.ts';
import { boardId, title, whole } from './fields.ts';

/** The longest name in the IANA's list has 32 characters. */
const MAX_TIME_ZONE_LENGTH = 64;

/** Whatever `Intl` can count in, on the machine that asks. */
export const timeZone = v.pipe(
	v.string(),
	v.maxLength(MAX_TIME_ZONE_LENGTH),
	v.check((name) => {
		try {
			return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
		} catch {
			return false;
		}
	})
);

export const commandsOnCourse = [
	v.strictObject({
		type: v.literal('set-planned-time'),
		time: v.nullable(
			v.strictObject({
				startsAt: v.pipe(whole, v.minValue(0)),
				minutes: v.pipe(whole, v.minValue(1), v.maxValue(LIMITS.minutes))
			})
		)
	}),
	v.strictObject({ type: v.literal('end-session') }),
	v.strictObject({ type: v.literal('reopen-session') }),
	v.strictObject({ type: v.literal('summarise'), board: boardId, title, timeZone })
] as const;
