import { expect, it } from 'vitest';
import type { SessionId } from '#model/ids.ts';
import type { Member, Session } from '#model/session/session.ts';
import { keepWayBack, readWayBack } from './way-back.ts';

const ID = 's' as SessionId;
const SESSION = { id: ID, code: 'K7QF2M9D', title: 'Cases' } as Session;
const MIA = { id: 'm', name: 'Mia', color: 'plum', role: 'member' } as unknown as Member;

function storage(entries: Record<string, string> = {}) {
	const kept = new Map(Object.entries(entries));
	return {
		kept,
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key)
	};
}

it('leads back under the same name, and holds nothing that says who somebody is', () => {
	const tab = storage();
	keepWayBack(tab, SESSION, MIA);
	expect(readWayBack(tab, ID)).toEqual({ code: 'K7QF2M9D', title: 'Cases', name: 'Mia', color: 'plum' });
	expect(Object.keys(JSON.parse([...tab.kept.values()][0]!) as object)).toEqual([
		'code',
		'title',
		'name',
		'color'
	]);
});

it('is none where nothing usable was kept, or storage is barred', () => {
	for (const text of ['', 'null', '{', '[]', '{"code":"x","title":"t","name":"n","color":"mud"}'])
		expect(readWayBack(storage({ 'commonplace:way-back:s': text }), ID), text).toBeNull();
	const barred = (): never => {
		throw new Error('barred');
	};
	const tab = { getItem: barred, setItem: barred, removeItem: barred };
	keepWayBack(tab, SESSION, MIA);
	expect(readWayBack(tab, ID)).toBeNull();
});
