import { t } from '$lib/messages/facilitating.ts';
import type { MeetingUrl } from '#model/session/meeting-url.ts';
import { providerOf } from './meeting.ts';

/** What opens the call is called by who runs it, where people know them. */
export function callLabel(url: MeetingUrl): string {
	const provider = providerOf(url);
	return provider === null ? t.meeting.openPlain : t.meeting.open(provider);
}
