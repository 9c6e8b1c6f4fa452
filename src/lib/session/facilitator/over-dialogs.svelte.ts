import { untrack } from 'svelte';
import { t } from '$lib/messages/facilitating.ts';
import { deviceStorage } from '$lib/ui/device-storage.ts';
import { toast, type Toast } from '$lib/ui/toast.svelte.ts';
import type { IdentityId } from '#model/ids.ts';
import { unreachable } from '#model/unreachable.ts';
import type { SessionConnection } from '../session-connection.svelte.ts';
import type { SessionTab } from '../session-tab.svelte.ts';
import { watchClaiming, type Claiming } from './claiming.svelte.ts';
import { ReadAnnouncements } from './read-announcements.svelte.ts';

interface Said {
	/** Of what is said: it stands for as long as this is among them. */
	readonly id: string;
	readonly text: string;
	readonly action?: Toast['action'];
}

/**
 * What is said to everybody, or to one person, and what they are asked, stands above the board until it was read or answered. Where a
 * dialog, the palette or a slide show lies over that, it stands there, too. Call it while a component is made.
 */
export function sayOverDialogs(connection: SessionConnection, tab: SessionTab): void {
	const claiming = watchClaiming(connection);
	const said = $derived.by((): readonly Said[] => {
		const { session, me } = connection;
		if (session === null || me === null || session.ended !== null) return [];
		return [...messages(connection, tab), ...claims(connection, claiming.now), ...questions(connection)];
	});
	const ids = $derived(new Set(said.map(({ id }) => id)));
	// The stage, when it lies over all, has these words itself.
	const isOutOfReach = (): boolean => toast.depth > (tab.covered ? 1 : 0);
	untrack(() => (tab.read ??= new ReadAnnouncements(deviceStorage(), connection.id)));
	let known = untrack(() => ids);
	$effect(() => {
		const fresh = said.filter(({ id }) => !known.has(id));
		known = ids;
		untrack(() => {
			if (!isOutOfReach()) return;
			// Once it is within reach it stands there for itself; and what it is about may be over.
			for (const { id, text, action } of fresh)
				toast.show({
					text,
					stays: true,
					stands: () => isOutOfReach() && ids.has(id),
					...(action && { action })
				});
		});
	});
}

function nameOf(connection: SessionConnection, id: IdentityId): string | null {
	return connection.member(id)?.name ?? null;
}

/** To be read. */
function messages(connection: SessionConnection, tab: SessionTab): Said[] {
	const announcements = connection.session?.announcements ?? [];
	const unread = tab.read?.unread(announcements, connection.me?.id ?? '') ?? [];
	const read = (id: string, run: () => void, head: string, text: string): Said => ({
		id,
		text: `${head}: ${text}`,
		action: { label: t.say.read, run }
	});
	return [
		...unread.map(({ id, by, text }) => {
			const name = nameOf(connection, by);
			const head = name === null ? t.say.fromSomebody : t.say.from(name);
			return read(id, () => tab.read?.markRead(id, announcements), head, text);
		}),
		...connection.mine.prompts.map(({ id, by, text }) =>
			read(
				id,
				() => void connection.give({ type: 'dismiss-prompt', prompt: id }),
				t.say.promptFrom(nameOf(connection, by) ?? t.someFacilitator),
				text
			)
		)
	];
}

/** Who is to run the session. */
function claims(connection: SessionConnection, now: Claiming): Said[] {
	switch (now.at) {
		case 'nothing':
			return [];
		case 'offered': {
			const run = (): void => void connection.give({ type: 'claim-facilitation' });
			return [{ id: 'claim offered', text: t.claim.offer, action: { label: t.claim.claim, run } }];
		}
		case 'claimed': {
			const { mine, claim } = now;
			const id = `claim ${claim.by} ${claim.at}`;
			const text = mine ? t.claim.mineSoon : t.claim.soon(nameOf(connection, claim.by) ?? t.somebody);
			if (!mine && !connection.facilitates) return [{ id, text }];
			const run = (): void => void connection.give({ type: 'refuse-claim' });
			return [{ id, text, action: { label: mine ? t.claim.withdraw : t.claim.refuse, run } }];
		}
		default:
			return unreachable(now);
	}
}

/** To be answered. Whoever asked knows; onlookers are not asked. */
function questions(connection: SessionConnection): Said[] {
	const { me, signals } = connection;
	const check = connection.session?.readyCheck ?? null;
	if (check === null || check.by === me?.id || me?.role === 'viewer' || signals.ready === check.id) return [];
	const text = check.question === '' ? t.ready.usual : check.question;
	const run = (): void => connection.signal({ ready: check.id });
	return [{ id: `ready ${check.id}`, text, action: { label: t.ready.yes, run } }];
}
