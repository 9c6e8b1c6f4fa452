import { expect, test } from 'vitest';
import { createId, type SessionId } from '#model/ids.ts';
import type { MySession } from '#protocol/api.ts';
import { keepMySessions, readMySessions } from './my-sessions.ts';
import { firstColor } from './wanted-color.ts';

const session: MySession = {
	id: createId<SessionId>(),
	title: 'Tuesday',
	role: 'member',
	joinedAt: 1,
	endedAt: 2
};

function device(text: string | null = null) {
	let kept = text;
	return { getItem: () => kept, setItem: (_key: string, value: string) => void (kept = value) };
}

test('the sessions are there again without a network', () => {
	const storage = device();
	keepMySessions(storage, [session]);
	expect(readMySessions(storage)).toEqual([session]);
});

test('a list that was kept before sessions could end is still one', () => {
	const { endedAt: _, ...before } = session;
	expect(readMySessions(device(JSON.stringify([before])))).toEqual([{ ...session, endedAt: null }]);
});

test('what is no list of sessions is none', () => {
	for (const text of [null, '{', '{}', '[null, 1, {"id": 3}]']) {
		expect(readMySessions(device(text))).toEqual([]);
	}
});

test('the last colour is offered again, and any to somebody new', () => {
	expect(firstColor('rose', undefined, () => 0)).toBe('rose');
	expect(firstColor(null, undefined, () => 0)).toBe('clay');
	expect(firstColor(null, undefined, () => 0.999)).toBe('rose');
	expect(firstColor(null, ['teal', 'moss'], () => 0.999)).toBe('moss');
});
