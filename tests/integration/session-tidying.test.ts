import { afterEach, beforeEach, expect, test } from 'vitest';
import { createId, type IdentityId, type LinkId, type PromptId, type SessionId } from '#model/ids.ts';
import { OLD_LINKS_FOR_MS } from '#model/session/links.ts';
import { solveAProblem } from '#model/problem/methods/solve-a-problem.ts';
import { PROMPTS_FOR_MS } from '#model/session/private.ts';
import type { AnyCommand } from '#model/session/commands.ts';
import { WAITING_FOR_MS } from '../../server/session/door.ts';
import { SessionMethods } from '../../server/problem/session-methods.ts';
import { COLLECTION } from '../../server/session/records.ts';
import { SessionStore } from '../../server/session/session-store.ts';
import { Sessions } from '../../server/session/sessions.ts';
import { createSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';
import { tidySessions } from '../../server/tidying/tidy-sessions.ts';
import { quietLog } from '../support/quiet-log.ts';
import { temporaryFolder, type Folder } from '../support/server.ts';

const DAY = 24 * 60 * 60_000;
let folder: Folder;
let store: Store;
let now: number;
let states: SessionStore;
let methods: SessionMethods;
let one: Sessions;
let two: Sessions;
let id: SessionId;
const [fay, mia] = [createId<IdentityId>(), createId<IdentityId>()];

beforeEach(async () => {
	folder = await temporaryFolder();
	now = Date.UTC(2026, 0, 1);
	store = await createSqliteStore({
		directory: folder.path,
		log: quietLog,
		onFatal: (error) => {
			throw error;
		}
	});
	states = new SessionStore(store.records);
	methods = new SessionMethods({ records: store.records, sessions: states, now: () => now });
	const parts = {
		store: states,
		now: () => now,
		seed: async () => undefined,
		summaryPage: async () => null,
		writeUp: async () => null,
		methodOf: async () => null
	};
	[one, two] = [new Sessions(parts), new Sessions(parts)];
	id = (await one.start(fay, { name: 'Fay', color: 'teal', title: 'S', terms: '' }, []))!;
	await one.join(id, { id: mia, name: 'Mia', color: 'plum' }, undefined);
});
afterEach(async () => {
	await store.close();
	await folder.remove();
});

/** Both nodes at once: what one has done, the other must not undo or miss. */
async function tidy(): Promise<number> {
	const done = await Promise.all(
		[one, two].map((sessions) =>
			tidySessions({
				store,
				sessions,
				states,
				methods,
				settle: (due) => sessions.settle(due),
				now: () => now
			})
		)
	);
	return done.reduce((sum, { removed, changed }) => sum + removed + changed, 0);
}

async function give(command: AnyCommand): Promise<{ secret?: string }> {
	const answer = await one.command(id, fay, command);
	if (!answer.ok) throw new Error(`${command.type}: ${answer.refusal}`);
	return answer;
}

async function count(collection: string): Promise<number> {
	let found = 0;
	for await (const record of store.archive.records()) if (record.collection === collection) found++;
	return found;
}

test('a screen’s code goes when its time is over, whether it was entered or not', async () => {
	await one.pairings.offer();
	const { code, identity } = await one.pairings.offer();
	await give({ type: 'pair-screen', link: createId<LinkId>(), code, name: 'Hall' });
	expect(await tidy()).toBe(0);
	now += 10 * 60_000;
	await tidy();
	expect(await count(COLLECTION.pairing)).toBe(0);
	expect((await states.member(id, identity))?.member.role).toBe('viewer');
});

test('who knocked and went away is off the list, and can knock again', async () => {
	const { settings } = (await states.session(id))!.session;
	await give({ type: 'set-settings', settings: { ...settings, waitingRoom: true } });
	const bo = { id: createId<IdentityId>(), name: 'Bo', color: 'sky' as const };
	expect(await one.join(id, bo, undefined)).toEqual({ at: 'waiting' });
	expect((await two.door.atDoor(id)).waiting).toHaveLength(1);
	expect(await tidy()).toBe(0);
	// The node that she was connected to says nothing of him any more: not at the door, and still one who has knocked.
	now += 80_000;
	expect((await two.door.atDoor(id)).waiting).toEqual([]);
	expect(await two.door.isWaiting(id, bo.id)).not.toBeNull();
	await two.door.isThere(id, bo.id);
	expect((await one.door.atDoor(id)).waiting).toHaveLength(1);
	now += WAITING_FOR_MS;
	expect(await two.door.atDoor(id)).toEqual({ waiting: [], until: Infinity });
	expect(await one.command(id, fay, { type: 'admit', person: bo.id })).toMatchObject({
		refusal: 'unknown-member'
	});
	await tidy();
	expect(await count(COLLECTION.waiting)).toBe(0);
	expect(await one.join(id, bo, undefined)).toEqual({ at: 'waiting' });
	expect((await two.door.atDoor(id)).waiting).toMatchObject([{ id: bo.id, since: now }]);
});

test('a reason goes, a ban stays', async () => {
	await give({ type: 'ban-member', member: mia, reason: 'Rude' });
	const bo = createId<IdentityId>();
	await one.join(id, { id: bo, name: 'Bo', color: 'sky' }, undefined);
	await give({ type: 'remove-member', member: bo, reason: 'Wrong room' });
	now += 400 * DAY;
	await tidy();
	expect(await count(COLLECTION.out)).toBe(1);
	expect(await one.join(id, { id: mia, name: 'Mia', color: 'plum' }, undefined)).toEqual({
		at: 'banned',
		reason: 'Rude'
	});
});

test('prompts that nobody read go, notes to oneself stay', async () => {
	const prompt = {
		type: 'send-prompt',
		prompt: createId<PromptId>(),
		to: [fay, mia],
		text: 'Ready?'
	} as const;
	await give(prompt);
	await give({ type: 'set-notes', text: 'Ask for time' });
	now += PROMPTS_FOR_MS - 1;
	expect(await tidy()).toBe(0);
	now += 1;
	await tidy();
	expect((await states.privateThings(id, fay)).things).toEqual({ prompts: [], notes: 'Ask for time' });
	expect(await count(COLLECTION.privateThings)).toBe(1);
});

test('what is left of a renewed code goes, and a session’s own code never', async () => {
	const first = (await states.session(id))!.session.code;
	await give({ type: 'renew-code' });
	// As a process that died in the middle leaves it; and one that is being made at this moment.
	await states.reserveCode(first, { session: id, at: now });
	now += DAY;
	await one.codes.reserve(id);
	await one.codes.reserve(createId<SessionId>());
	await tidy();
	expect(await states.sessionByCode(first)).toBeNull();
	expect(await count(COLLECTION.joinCode)).toBe(3);
	now += 400 * DAY;
	await tidy();
	const { code } = (await states.session(id))!.session;
	expect((await two.codes.byCode(code))?.session.id).toBe(id);
});

test('a link that was taken back leaves the list after a month, and its secret before', async () => {
	const [kept, revoked] = [createId<LinkId>(), createId<LinkId>()];
	const { secret } = await give({ type: 'add-link', link: kept, role: 'facilitator' });
	await give({ type: 'add-link', link: revoked, role: 'viewer' });
	// Nothing but the secret is there yet, on another node.
	await states.putLinkSecret('in the making', {
		session: id,
		link: createId<LinkId>(),
		role: 'viewer',
		at: now
	});
	await give({ type: 'revoke-link', link: revoked });
	await tidy();
	expect(await count(COLLECTION.linkSecret)).toBe(3);
	now += DAY;
	await tidy();
	expect(await count(COLLECTION.linkSecret)).toBe(1);
	expect((await states.session(id))!.session.links).toHaveLength(2);
	now += OLD_LINKS_FOR_MS;
	await tidy();
	expect((await states.session(id))!.session.links).toMatchObject([{ id: kept }]);
	expect((await two.codes.bySecret(secret!))?.session.id).toBe(id);
});

test('what became due while nobody was there is made up for: a screen’s link ends, a claim lapses', async () => {
	const { code, identity } = await one.pairings.offer();
	await give({ type: 'pair-screen', link: createId<LinkId>(), code, name: 'Hall' });
	expect(await two.command(id, mia, { type: 'claim-facilitation' })).toMatchObject({ ok: true });
	now += 2 * DAY;
	await tidy();
	expect(await states.member(id, identity)).toBeNull();
	expect((await states.session(id))!.session.claim).toBeNull();
	expect((await states.member(id, mia))?.member.role).toBe('member');
	expect(await tidy()).toBe(0);
});

test('what cannot be read is left alone', async () => {
	await store.records.put(COLLECTION.waiting, `${id}/x`, { from: 'a newer release' }, 0);
	await store.records.put('something else', 'x', { expiresAt: 0 }, 0);
	now += 400 * DAY;
	expect(await tidy()).toBe(0);
	expect(await count(COLLECTION.waiting)).toBe(1);
	expect(await count('something else')).toBe(1);
});

test('a version of a method that was stored and never named goes after a day, and no other', async () => {
	await methods.save(id, solveAProblem, fay);
	const left = { method: solveAProblem, at: now };
	await store.records.put(COLLECTION.method, `${id}/${createId()}`, left, 0);
	expect(await tidy()).toBe(0);
	now += DAY;
	expect(await tidy()).toBe(1);
	expect(await count(COLLECTION.method)).toBe(1);
	expect(await methods.find(id, solveAProblem.id, 1)).toEqual(solveAProblem);
});
