import { expect, test } from 'vitest';
import { parseMeetingUrl } from '#model/session/meeting-url.ts';
import { isShownInFrame } from './meeting-frame.ts';

const HOSTS = 'meet.example.org calls.example.org:8443';

test.each([
	['https://meet.example.org/OurRoom', true],
	['https://meet.example.org/OurRoom#config.startWithVideoMuted=true', true],
	['https://calls.example.org:8443/Room', true],
	['https://calls.example.org/Room', false],
	['https://meet.example.org/', false],
	['https://meet.example.org.evil.example/OurRoom', false],
	['https://meet.jit.si/OurRoom', false]
])('%s may be in a frame: %s', (url, expected) => {
	expect(isShownInFrame(parseMeetingUrl(url)!, HOSTS)).toBe(expected);
	expect(isShownInFrame(parseMeetingUrl(url)!, '')).toBe(false);
});
