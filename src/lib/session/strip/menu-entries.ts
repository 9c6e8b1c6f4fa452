import PictureInPicture from '@lucide/svelte/icons/picture-in-picture-2';
import { t } from '$lib/messages/strip.ts';
import type { MenuEntry } from '$lib/ui/menu.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { SessionConnection } from '../session-connection.svelte.ts';
import { mayOpenStrip, openStrip } from './strip-window.ts';

/** What a session adds to the menu of its boards, in browsers that can do it. */
export function menuEntries(connection: SessionConnection): readonly MenuEntry[] {
	if (!mayOpenStrip()) return [];
	const open = (): void => {
		openStrip(connection).catch(() => toast.show({ text: t.refused, kind: 'problem' }));
	};
	return [{ label: t.open, icon: PictureInPicture, onselect: open }];
}
