import { describe, expect, it } from 'vitest';
import type { IdentityId } from '#model/ids.ts';
import { NOTHING_PRIVATE } from '#model/session/private.ts';
import type { Session } from '#model/session/session.ts';
import { whatIsNow } from './now.ts';

const ME = 'me' as IdentityId;
const NOW = 1_000_000;

function session(parts: object = {}): Session {
	return {
		agenda: {
			items: [{ id: 'a', title: 'Collect', minutes: 5, board: null, doneAt: null }],
			current: { item: 'a', since: NOW }
		},
		timer: { at: 'off' },
		rounds: [],
		...parts
	} as unknown as Session;
}
const running = (leftMs: number) => ({ at: 'running', endsAt: NOW + leftMs, lengthMs: 600_000 });
const round = (state: object) => ({
	rounds: [{ id: 'r', state, groups: [{ id: 'g', name: 'Group 2', members: [ME], boards: [] }] }]
});

describe('what is now', () => {
	it('is the latest that I was asked, before what is up on the agenda', () => {
		expect(whatIsNow(session(), ME, NOTHING_PRIVATE, NOW).task).toEqual({ of: 'agenda', text: 'Collect' });
		const mine = { prompts: [{ text: 'First' }, { text: 'Read this' }], notes: '' } as never;
		expect(whatIsNow(session(), ME, mine, NOW).task).toEqual({ of: 'prompt', text: 'Read this' });
		const idle = session({ agenda: { items: [], current: null } });
		expect(whatIsNow(idle, ME, NOTHING_PRIVATE, NOW)).toEqual({ clock: null, task: null, group: null });
	});

	it('is my group and its clock, where that runs out before the session’s', () => {
		const state = { at: 'open', endsAt: NOW + 90_000 };
		const both = session({ ...round(state), timer: running(300_000) });
		expect(whatIsNow(both, ME, NOTHING_PRIVATE, NOW)).toMatchObject({
			group: 'Group 2',
			clock: { leftMs: 90_000, tone: 'calm', paused: false }
		});
		const sooner = session({ ...round(state), timer: running(30_000) });
		expect(whatIsNow(sooner, ME, NOTHING_PRIVATE, NOW).clock).toMatchObject({ leftMs: 30_000, tone: 'last' });
		// Whoever is in no group goes by the session's.
		expect(whatIsNow(both, 'other' as IdentityId, NOTHING_PRIVATE, NOW)).toMatchObject({
			group: null,
			clock: { leftMs: 300_000 }
		});
	});

	it('says when it is over, and does not hurry anybody while it is paused', () => {
		expect(whatIsNow(session({ timer: running(-5_000) }), ME, NOTHING_PRIVATE, NOW).clock).toEqual({
			leftMs: -5_000,
			tone: 'over',
			paused: false
		});
		const paused = session({ timer: { at: 'paused', leftMs: 20_000, lengthMs: 600_000 } });
		expect(whatIsNow(paused, ME, NOTHING_PRIVATE, NOW).clock).toEqual({
			leftMs: 20_000,
			tone: 'calm',
			paused: true
		});
	});
});
