import * as v from 'valibot';
import {
	isId,
	type AgendaItemId,
	type AnnouncementId,
	type BoardId,
	type GroupId,
	type HarvestId,
	type IdentityId,
	type LinkId,
	type RoundId
} from '#model/ids.ts';
import { isMeetingUrl, type MeetingUrl } from '#model/session/meeting-url.ts';
import { LIMITS } from '#model/session/session.ts';

/** The fields that commands are made of. */

export const boardId = v.custom<BoardId>(isId);
export const identityId = v.custom<IdentityId>(isId);
export const linkId = v.custom<LinkId>(isId);
export const roundId = v.custom<RoundId>(isId);
export const groupId = v.custom<GroupId>(isId);
export const harvestId = v.custom<HarvestId>(isId);
export const itemId = v.custom<AgendaItemId>(isId);
export const announcementId = v.custom<AnnouncementId>(isId);
export const meetingUrl = v.nullable(v.custom<MeetingUrl>(isMeetingUrl));

/** Spaces at the ends are for the model to trim, so a little more than the limit may come. */
export const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit + 100));
export const title = text(LIMITS.titleLength);

/** A whole number, as far as it can be told apart from the next one. */
export const whole = v.pipe(v.number(), v.safeInteger());
export const lengthMs = v.pipe(whole, v.minValue(0), v.maxValue(LIMITS.timerMs));
export const changeMs = v.pipe(whole, v.minValue(-LIMITS.timerMs), v.maxValue(LIMITS.timerMs));

export const people = v.pipe(v.array(identityId), v.maxLength(LIMITS.groupMembers));
