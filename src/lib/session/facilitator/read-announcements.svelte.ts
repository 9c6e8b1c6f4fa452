import type { AnnouncementId, SessionId } from '#model/ids.ts';
import type { Announcement } from '#model/session/voice.ts';
import type { DeviceStorage } from '../kept-session.ts';

/** Which announcements were read on this device, so that a reload shows none of them again. */
export class ReadAnnouncements {
	readonly #storage: DeviceStorage;
	readonly #key: string;
	#read = $state.raw<ReadonlySet<string>>(new Set());

	constructor(storage: DeviceStorage, session: SessionId) {
		this.#storage = storage;
		this.#key = `commonplace:read:${session}`;
		try {
			const kept: unknown = JSON.parse(storage.getItem(this.#key) ?? '[]');
			if (Array.isArray(kept)) this.#read = new Set(kept.map(String));
		} catch {
			// Nothing readable was kept: then everything counts as unread.
		}
	}

	/** Those that wait to be read, the latest last; `mine` are read by having been written. */
	unread<A extends Announcement>(all: readonly A[], me: string): readonly A[] {
		return all.filter(({ id, by }) => by !== me && !this.#read.has(id));
	}

	/** @param all those that there are: what is kept of others would grow for ever. */
	markRead(id: AnnouncementId, all: readonly Announcement[]): void {
		const there = new Set<string>(all.map(({ id: one }) => one));
		this.#read = new Set([...this.#read, id].filter((one) => there.has(one)));
		this.#storage.setItem(this.#key, JSON.stringify([...this.#read]));
	}
}
