import type { MeetingUrl } from '#model/session/meeting-url.ts';

/** The name of the page's meta tag that lists the hosts whose Jitsi rooms it may show in a frame, with spaces between. */
export const JITSI_HOSTS_META = 'commonplace-jitsi-hosts';

/** Whether a page with this list may show this call in a frame: a room of one of the hosts, not just their front page. */
export function isShownInFrame(url: MeetingUrl, hosts: string): boolean {
	const [, host, room] = /^https:\/\/([^/?#]+)\/([^?#]*)/u.exec(url) ?? [];
	return host !== undefined && room !== undefined && room !== '' && hosts.split(' ').includes(host);
}
