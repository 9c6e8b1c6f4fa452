import type { MeetingUrl } from '#model/session/meeting-url.ts';

/** Hosts of calls that have a name of their own; people run Jitsi and BigBlueButton anywhere, known by how they look. */
const PROVIDERS: readonly { readonly name: string; readonly is: RegExp }[] = [
	{ name: 'Jitsi', is: /^https:\/\/(meet\.jit\.si|[^/]*jitsi[^/]*|8x8\.vc)\//u },
	{
		name: 'BigBlueButton',
		is: /^https:\/\/([^/]*(bbb|bigbluebutton)[^/]*\/|[^/]+\/(b|bigbluebutton|rooms)\/)/u
	},
	{ name: 'Zoom', is: /^https:\/\/([^/]+\.)?(zoom\.us|zoom\.com|zoomgov\.com)\//u },
	{ name: 'Google Meet', is: /^https:\/\/meet\.google\.com\//u },
	{ name: 'Teams', is: /^https:\/\/([^/]+\.)?teams\.(microsoft|live)\.(com|us)\//u }
];

/** Who runs the call at this address, as people know them; `null` when the address does not tell. */
export function providerOf(url: MeetingUrl): string | null {
	return PROVIDERS.find(({ is }) => is.test(url))?.name ?? null;
}
