import { expect, test } from 'vitest';
import { createId, type AnnouncementId, type IdentityId, type SessionId } from '#model/ids.ts';
import type { Announcement } from '#model/session/voice.ts';
import { ReadAnnouncements } from './read-announcements.svelte.ts';

function device() {
	const entries = new Map<string, string>();
	return {
		getItem: (key: string) => entries.get(key) ?? null,
		setItem: (key: string, value: string) => void entries.set(key, value),
		removeItem: (key: string) => void entries.delete(key)
	};
}
const session = createId<SessionId>();
const [fay, mia] = [createId<IdentityId>(), createId<IdentityId>()];
const said = (by: IdentityId): Announcement => ({
	id: createId<AnnouncementId>(),
	text: 'Two minutes',
	by,
	at: 1
});

test('what somebody else said waits until it was read, also after a reload', () => {
	const storage = device();
	const all = [said(fay), said(fay), said(mia)];
	const read = new ReadAnnouncements(storage, session);
	expect(read.unread(all, mia)).toEqual(all.slice(0, 2));
	read.markRead(all[0]!.id, all);
	expect(read.unread(all, mia)).toEqual([all[1]]);
	expect(new ReadAnnouncements(storage, session).unread(all, mia)).toEqual([all[1]]);
	expect(new ReadAnnouncements(storage, createId<SessionId>()).unread(all, mia)).toHaveLength(2);
});

test('a damaged memory forgets, and throws nothing', () => {
	const storage = device();
	storage.setItem(`commonplace:read:${session}`, '[1,');
	expect(new ReadAnnouncements(storage, session).unread([said(fay)], mia)).toHaveLength(1);
});
