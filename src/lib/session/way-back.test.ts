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

/** A server that counts its passes, and a device whose clock goes on when it is told. */
function passes() {
	const at = { now: 1_000_000_000_000, issued: 0, reachable: true };
	return {
		at,
		now: () => at.now,
		askForPass: () => Promise.resolve(at.reachable ? `pass ${String(++at.issued)}` : null)
	};
}

it('leads back under the same name, and leaves what the router keeps', async () => {
	const history = entry({ index: 7 });
	await keepWayBack(history, SESSION, MIA, passes());
	expect(readWayBack(history.state, ID)).toEqual({
		code: 'K7QF2M9D',
		title: 'Cases',
		name: 'Mia',
		color: 'plum',
		pass: 'pass 1'
	});
	expect(history.state).toMatchObject({ index: 7 });
	expect(JSON.stringify(history.state), 'nothing of who somebody is').not.toContain('"m"');
});

it('asks for another pass after five minutes and at another address, and not in between', async () => {
	const parts = passes();
	const history = entry();
	await keepWayBack(history, SESSION, MIA, parts);
	parts.at.now += 200_000;
	await keepWayBack(history, { ...SESSION, title: 'Other cases' }, MIA, parts);
	expect(readWayBack(history.state, ID)).toMatchObject({ title: 'Other cases', pass: 'pass 1' });
	parts.at.now += 100_000;
	await keepWayBack(history, SESSION, MIA, parts);
	expect(readWayBack(history.state, ID)?.pass).toBe('pass 2');
	const next = entry();
	await keepWayBack(next, SESSION, MIA, parts);
	expect(readWayBack(next.state, ID)?.pass).toBe('pass 3');
});

it('is kept without a pass while the server cannot be reached', async () => {
	const parts = passes();
	parts.at.reachable = false;
	const history = entry();
	await keepWayBack(history, SESSION, MIA, parts);
	expect(readWayBack(history.state, ID)).toMatchObject({ name: 'Mia', pass: null });
	parts.at.reachable = true;
	await keepWayBack(history, SESSION, MIA, parts);
	expect(readWayBack(history.state, ID)?.pass).toBe('pass 1');
});

it('is none for another session, and where nothing usable was kept', async () => {
	const history = entry();
	await keepWayBack(history, SESSION, MIA, passes());
	expect(readWayBack(history.state, 'other' as SessionId)).toBeNull();
	const half = { session: ID, code: 'x', title: 't', name: 'n', color: 'mud' };
	for (const state of [null, {}, { 'commonplace:way-back': 'x' }, { 'commonplace:way-back': half }])
		expect(readWayBack(state, ID)).toBeNull();
});
