import { expect, test } from 'vitest';
import { createId, type IdentityId, type SessionId } from '#model/ids.ts';
import { createJoinCode } from '#model/session/join-code.ts';
import { NOTHING_PRIVATE } from '#model/session/private.ts';
import { BARE, type Member } from '#model/session/session.ts';
import { NO_SIGNALS } from '#protocol/session.ts';
import { forgetSession, keepSession, readKeptSession, type DeviceStorage } from './kept-session.ts';
import { welcomed } from './session-view.ts';

function device(): DeviceStorage & { readonly entries: Map<string, string> } {
	const entries = new Map<string, string>();
	return {
		entries,
		getItem: (key) => entries.get(key) ?? null,
		setItem: (key, value) => void entries.set(key, value),
		removeItem: (key) => void entries.delete(key)
	};
}

const id = createId<SessionId>();
const me: Member = {
	id: createId<IdentityId>(),
	name: 'Ana',
	color: 'plum',
	role: 'member',
	via: null,
	joinedAt: 1
};
const view = welcomed({
	version: 7,
	session: {
		id,
		title: 'Tuesday',
		terms: '',
		code: createJoinCode(),
		createdAt: 1,
		createdBy: me.id,
		boards: [],
		links: [],
		...BARE
	},
	me,
	members: [me],
	present: [{ id: me.id, place: null, away: false, ...NO_SIGNALS }],
	mine: { prompts: [], notes: 'Only for me' },
	waiting: [],
	now: 1
});

test('what was kept comes back, with nobody claimed to be here', () => {
	const storage = device();
	keepSession(storage, view, 1_500);
	expect(readKeptSession(storage, id)).toEqual({
		view: { ...view, present: new Map(), mine: NOTHING_PRIVATE },
		clockAheadMs: 1_500
	});
});

test('another session, an unknown form and a cut-off copy are all nothing', () => {
	const storage = device();
	keepSession(storage, view, 1_500);
	expect(readKeptSession(storage, createId<SessionId>())).toBeNull();
	const [key, text] = [...storage.entries][0]!;
	for (const broken of [text.slice(0, 40), text.replace('"form":3', '"form":0'), '[]', '"x"', '{"form":2}']) {
		storage.setItem(key, broken);
		expect(readKeptSession(storage, id), broken).toBeNull();
	}
});

test('a copy of an earlier release knows nothing of the server’s clock, and takes the device’s for right', () => {
	const storage = device();
	keepSession(storage, view, 1_500);
	const [key, text] = [...storage.entries][0]!;
	storage.setItem(key, text.replace(',"clockAheadMs":1500', ''));
	expect(readKeptSession(storage, id)?.clockAheadMs).toBe(0);
});

test('a forgotten session is gone from the device', () => {
	const storage = device();
	keepSession(storage, view, 1_500);
	forgetSession(storage, id);
	expect(storage.entries.size).toBe(0);
});

test('a device that keeps nothing does not stand in the way', () => {
	const refusing: DeviceStorage = {
		getItem: () => null,
		setItem: () => {
			throw new DOMException('full', 'QuotaExceededError');
		},
		removeItem: () => undefined
	};
	expect(() => keepSession(refusing, view, 0)).not.toThrow();
});
