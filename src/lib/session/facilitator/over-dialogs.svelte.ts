import { untrack } from 'svelte';
import { t } from '$lib/messages/facilitating.ts';
import { deviceStorage } from '$lib/ui/device-storage.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { SessionConnection } from '../session-connection.svelte.ts';
import type { SessionTab } from '../session-tab.svelte.ts';
import { ReadAnnouncements } from './read-announcements.svelte.ts';

interface Said {
	readonly id: string;
	readonly text: string;
	readonly markRead: () => void;
}

/**
 * What is said to everybody, or to one person, stands above the board until it was read. Where a dialog, the palette or a
 * slide show lies over that, it is said there, too. Call it while a component is made.
 */
export function sayOverDialogs(connection: SessionConnection, tab: SessionTab): void {
	const said = $derived.by((): readonly Said[] => {
		const { session, me, mine } = connection;
		if (session === null || me === null || session.ended !== null) return [];
		const { announcements } = session;
		const nameOf = (id: typeof me.id): string | null => connection.member(id)?.name ?? null;
		return [
			...(tab.read?.unread(announcements, me.id) ?? []).map(({ id, by, text }) => {
				const name = nameOf(by);
				const head = name === null ? t.say.fromSomebody : t.say.from(name);
				return { id, text: `${head}: ${text}`, markRead: () => tab.read?.markRead(id, announcements) };
			}),
			...mine.prompts.map(({ id, by, text }) => ({
				id,
				text: `${t.say.promptFrom(nameOf(by) ?? t.someFacilitator)}: ${text}`,
				markRead: () => void connection.give({ type: 'dismiss-prompt', prompt: id })
			}))
		];
	});
	untrack(() => (tab.read ??= new ReadAnnouncements(deviceStorage(), connection.id)));
	let known = new Set(untrack(() => said).map(({ id }) => id));
	$effect(() => {
		const fresh = said.filter(({ id }) => !known.has(id));
		known = new Set(said.map(({ id }) => id));
		untrack(() => {
			if (!toast.isCovered) return;
			for (const { text, markRead } of fresh)
				toast.show({ text, action: { label: t.say.read, run: markRead } });
		});
	});
}
