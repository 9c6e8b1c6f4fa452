import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import { openActions, seedOpenActions } from '#model/problem/open-actions.ts';
import type { LaneId } from '#model/problem/method.ts';
import { memoryRecords } from '../../tests/support/memory-records.ts';
import { quietLog } from '../../tests/support/quiet-log.ts';
import type { Job } from '../documents/jobs.ts';
import type { RecordStore } from '../store/store.ts';
import { NextSessions, type NextSessionsParts } from './next-sessions.ts';
import { SessionStore } from './session-store.ts';
import { Sessions } from './sessions.ts';

/*
 * A server that dies after any of the records that it writes, on a store that stays. What a dead one still had under way never comes
 * about.
 */

class Death extends Error {}

/** Those of one server, which dies when it is about to write so many more. */
function mortal(records: RecordStore, lives: number): RecordStore {
	let left = lives;
	const live = (): void => {
		if (left <= 0) throw new Death('the server has died');
		left -= 1;
	};
	const check = (): void => {
		if (left <= 0) throw new Death('the server has died');
	};
	return {
		get: async (...given) => (check(), records.get(...given)),
		list: async (...given) => (check(), records.list(...given)),
		put: async (...given) => (live(), records.put(...given)),
		remove: async (...given) => (live(), records.remove(...given))
	};
}

async function world() {
	const records = memoryRecords();
	const documents = new Map<string, Uint8Array>();
	const board = createId<BoardId>();
	const doc = new Y.Doc();
	const cards = new ProblemBoard(doc);
	const fay = { id: createId<IdentityId>(), name: 'Fay', color: 'teal' } as const;
	const action = cards.add('actions' as LaneId, { at: 'end' }, 'Call the supplier', fay, 1);
	documents.set(board, Y.encodeStateAsUpdate(doc));

	/** A server on the store. */
	const node = (lives = Infinity) => {
		const mine = mortal(records, lives);
		const store = new SessionStore(mine);
		const sessions = new Sessions({
			store,
			now: () => 1_000_000,
			seed: async (name, _, { written }) => {
				if (!documents.has(name)) documents.set(name, written ?? Uint8Array.of(0, 0));
			},
			summaryPage: async () => null,
			writeUp: async () => null,
			methodOf: async () => null
		});
		const parts = {
			sessions,
			records: store,
			store: { records: mine },
			documents: {
				load: async (name: string) => ({
					snapshot: null,
					tail: [{ updates: [{ update: documents.get(name)! }] }]
				})
			},
			pool: {
				run: async (job: Job) => {
					if (job.kind === 'seed-actions') return seedOpenActions(job.actions, job.statement);
					if (job.kind !== 'open-actions') throw new Error(`nobody does ${job.kind} here`);
					const read = new Y.Doc();
					for (const update of job.parts.updates) Y.applyUpdate(read, update);
					return openActions(read, job.method);
				}
			},
			methodOf: async () => null,
			images: { bring: async () => true },
			communities: { of: async () => null },
			recurring: async () => [],
			now: () => 1_000_000,
			log: quietLog
		} as unknown as NextSessionsParts;
		return { store, sessions, next: new NextSessions(parts) };
	};
	const first = node();
	const kept = { id: board, kind: 'problem', title: 'Problem' } as const;
	const given = { name: 'Fay', color: 'teal', title: 'Before', terms: '', label: 'amber' } as const;
	const id = (await first.sessions.start(fay.id, given, [kept]))!;
	const read = async (session: SessionId) => (await first.store.session(session))!.session;
	const goOn = async ({ next, store }: ReturnType<typeof node>, takes = true) => {
		const { member } = (await store.member(id, fay.id))!;
		const boards = [{ kind: 'whiteboard', title: 'Board' }] as const;
		return next.goOn(await read(id), member, { title: 'Next', takes, boards });
	};
	return { id, fay, action, documents, first, node, read, goOn };
}

/** Each number of records after which a server could die, until it no longer does. */
async function deaths(check: (lives: number) => Promise<'died' | 'lived'>): Promise<number> {
	for (let lives = 1; lives < 60; lives += 1) if ((await check(lives)) === 'lived') return lives;
	throw new Error('it never came to an end');
}

test('a server that dies at any moment while it makes the next session leaves one that whoever asks again gets', async () => {
	const moments = await deaths(async (lives) => {
		const { id, fay, action, documents, node, first, read, goOn } = await world();
		const outcome = await goOn(node(lives)).catch((error: unknown) => {
			if (!(error instanceof Death)) throw error;
			return null;
		});
		const again = await goOn(node());
		expect(again, `${lives}`).toMatchObject({ ok: true });
		const mine = (await first.store.sessionsOf(fay.id)).filter((session) => session !== id);
		expect(mine, `${lives} leave one session, which is hers`).toHaveLength(1);
		const [before, after] = [await read(id), await read(mine[0]!)];
		expect(before.next, `${lives}`).toMatchObject({ session: after.id, actions: [action] });
		expect(after.continues, `${lives}`).toMatchObject({ session: id, board: after.boards[0]!.id });
		expect((await first.store.member(after.id, fay.id))?.member.role, `${lives}`).toBe('facilitator');
		const doc = new Y.Doc();
		Y.applyUpdate(doc, documents.get(after.continues!.board!)!);
		expect(openActions(doc, null).map(({ id: card }) => card)).toEqual([action]);
		return outcome === null ? 'died' : 'lived';
	});
	expect(moments, 'it died now and then').toBeGreaterThan(8);
});

test('two servers that make it at the same time, wherever one of them dies, make one', async () => {
	await deaths(async (lives) => {
		const { id, fay, node, first, read, goOn } = await world();
		const [dying, other] = await Promise.allSettled([goOn(node(lives)), goOn(node())]);
		expect(other, `${lives}`).toMatchObject({ status: 'fulfilled', value: { ok: true } });
		const mine = (await first.store.sessionsOf(fay.id)).filter((session) => session !== id);
		expect(mine, `${lives}`).toEqual([(await read(id)).next!.session]);
		return dying.status === 'rejected' ? 'died' : 'lived';
	});
});

test('what was to come along and is not wanted any more stays where it is', async () => {
	const seen = new Set<boolean>();
	await deaths(async (lives) => {
		const { id, fay, node, first, read, goOn } = await world();
		const outcome = await goOn(node(lives)).catch(() => null);
		await goOn(node(), false);
		const mine = (await first.store.sessionsOf(fay.id)).filter((session) => session !== id);
		expect(mine, `${lives}`).toHaveLength(1);
		const [before, after] = [await read(id), await read(mine[0]!)];
		// Where it was made already, it is as it was made; what goes on there is what lies there.
		seen.add(after.continues!.board !== null);
		if (after.continues!.board === null) expect(before.next!.actions, `${lives}`).toEqual([]);
		return outcome === null ? 'died' : 'lived';
	});
	expect(seen, 'it was made before it died, or after').toEqual(new Set([false, true]));
});
