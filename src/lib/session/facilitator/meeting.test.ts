import { expect, test } from 'vitest';
import { parseMeetingUrl } from '#model/session/meeting-url.ts';
import { providerOf } from './meeting.ts';

test.each([
	['https://meet.jit.si/OurRoom', 'Jitsi'],
	['jitsi.example.org/room', 'Jitsi'],
	['https://bbb.example.org/rooms/abc/join', 'BigBlueButton'],
	['https://calls.example.org/b/ana-x1y-z2w', 'BigBlueButton'],
	['https://us02web.zoom.us/j/123?pwd=x', 'Zoom'],
	['https://meet.google.com/abc-defg-hij', 'Google Meet'],
	['https://teams.microsoft.com/l/meetup-join/x', 'Teams'],
	['https://teams.live.com/meet/9', 'Teams'],
	['https://call.example.org/xyz', null],
	['https://example.org/?at=meet.google.com/', null],
	['https://notzoom.us.example.org/j/1', null]
])('%s is a call of %s', (typed, provider) => {
	const url = parseMeetingUrl(typed);
	expect(url).not.toBeNull();
	expect(providerOf(url!)).toBe(provider);
});
