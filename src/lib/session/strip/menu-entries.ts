import PictureInPicture from '@lucide/svelte/icons/picture-in-picture-2';
import Video from '@lucide/svelte/icons/video';
import { t } from '$lib/messages/strip.ts';
import type { MenuEntry } from '$lib/ui/menu.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { MeetingUrl } from '#model/session/meeting-url.ts';
import { callLabel } from '../facilitator/call-label.ts';
import type { SessionConnection } from '../session-connection.svelte.ts';
import { mayOpenStrip, openStrip } from './strip-window.ts';

/** What a session adds to the menu of its boards, in browsers that can do it. */
export function menuEntries(connection: SessionConnection): readonly MenuEntry[] {
	const meeting = connection.session?.meeting ?? null;
	const open = (): void => {
		openStrip(connection).catch(() => toast.show({ text: t.refused, kind: 'problem' }));
	};
	return [
		// Where the bar has no room for its button.
		...(meeting === null
			? []
			: [{ label: callLabel(meeting), icon: Video, onselect: () => openCall(meeting) }]),
		...(mayOpenStrip() ? [{ label: t.open, icon: PictureInPicture, onselect: open }] : [])
	];
}

function openCall(url: MeetingUrl): void {
	window.open(url, '_blank', 'noopener,noreferrer');
}
