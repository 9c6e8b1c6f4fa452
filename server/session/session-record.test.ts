import * as v from 'valibot';
import { expect, test } from 'vitest';
import { createId } from '#model/ids.ts';
import { BARE } from '#model/session/session.ts';
import { SessionRecord } from './session-record.ts';

/** As the first release wrote it. */
function oldRecord() {
	const by = createId();
	return {
		id: createId(),
		title: 'Tuesday',
		terms: 'Be kind',
		code: 'K7QF2M9D',
		createdAt: 1,
		createdBy: by,
		boards: [
			{ id: createId(), kind: 'page', title: 'Minutes', createdAt: 2, createdBy: by, archivedAt: null }
		],
		links: [{ id: createId(), role: 'viewer', createdAt: 3, revokedAt: 4 }]
	};
}

test('a record of before is what it was, with nothing arranged', () => {
	const old = oldRecord();
	expect(v.parse(SessionRecord, old)).toEqual({
		...old,
		boards: [{ ...old.boards[0], locked: false }],
		links: [{ ...old.links[0], expiresAt: null, screen: null }],
		...BARE
	});
});

test('what is read is what was written', () => {
	const now = v.parse(SessionRecord, oldRecord());
	expect(v.parse(SessionRecord, JSON.parse(JSON.stringify(now)))).toEqual(now);
});

test('what a later release added is kept, and what it shows on the stage or permits does not shut the session', () => {
	const later = {
		...oldRecord(),
		weather: { sunny: true },
		stage: { shown: { show: 'hologram' }, since: 5 },
		settings: { ...BARE.settings, memberMay: ['write', 'levitate'] }
	};
	const read = v.parse(SessionRecord, later);
	expect(read).toMatchObject({ weather: { sunny: true }, stage: BARE.stage });
	expect(read.settings.memberMay).toEqual(['write']);
});

test('what is no session is refused', () => {
	for (const wrong of [null, {}, { ...oldRecord(), id: 'x' }, { ...oldRecord(), rounds: [{}] }])
		expect(v.safeParse(SessionRecord, wrong).success).toBe(false);
});
