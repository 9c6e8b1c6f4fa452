import { expect, it } from 'vitest';
import type { SessionId } from '#model/ids.ts';
import type { Member, Session } from '#model/session/session.ts';
import { keepWayBack, readWayBack } from './way-back.ts';

const ID = 's' as SessionId;
const SESSION = { id: ID, code: 'K7QF2M9D', title: 'Cases' } as Session;
const MIA = { id: 'm', name: 'Mia', color: 'plum', role: 'member' } as unknown as Member;

function entry(state: unknown = null) {
	return {
		state,
		replaceState(next: unknown) {
			this.state = next;
		}
	};
}

it('leads back under the same name, and leaves what the router keeps', () => {
	const history = entry({ index: 7 });
	keepWayBack(history, SESSION, MIA);
	expect(readWayBack(history.state, ID)).toEqual({
		code: 'K7QF2M9D',
		title: 'Cases',
		name: 'Mia',
		color: 'plum'
	});
	expect(history.state).toMatchObject({ index: 7 });
	expect(JSON.stringify(history.state), 'nothing of who somebody is').not.toContain('"m"');
});

it('is none for another session, and where nothing usable was kept', () => {
	const history = entry();
	keepWayBack(history, SESSION, MIA);
	expect(readWayBack(history.state, 'other' as SessionId)).toBeNull();
	const half = { session: ID, code: 'x', title: 't', name: 'n', color: 'mud' };
	for (const state of [null, {}, { 'commonplace:way-back': 'x' }, { 'commonplace:way-back': half }])
		expect(readWayBack(state, ID)).toBeNull();
});
