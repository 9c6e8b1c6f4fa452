import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { SessionId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { DocumentPool, JobError } from './pool.ts';
import { seedDocument } from './seeds.ts';

const log = pino({ level: 'silent' });
const pools: DocumentPool[] = [];
afterEach(async () => {
	await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function pool(jobTimeoutMs = 20_000, heapMegabytes = 256, idleMs = 10_000, workers = 1): DocumentPool {
	const made = new DocumentPool({ workers, jobTimeoutMs, heapMegabytes, idleMs, log });
	pools.push(made);
	return made;
}

/** A document's history: one update each for every word. */
function history(words: readonly string[]): Uint8Array[] {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	for (const word of words) doc.getText('text').insert(doc.getText('text').length, word);
	return updates;
}

test('compaction keeps the content and drops what was deleted', async () => {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	doc.getText('text').insert(0, 'x'.repeat(50_000));
	const [snapshot] = updates.splice(0);
	doc.getText('text').delete(1, 49_998);
	const { snapshot: compacted } = await pool().run({
		kind: 'compact',
		parts: { snapshot: snapshot!, updates }
	});
	const loaded = new Y.Doc();
	Y.applyUpdate(loaded, compacted);
	expect(loaded.getText('text').toJSON()).toBe('xx');
	expect(compacted.length).toBeLessThan(100);
});

test('a page is rendered from its stored parts', async () => {
	const html = await pool().run({
		kind: 'render-page',
		parts: { snapshot: seedDocument('page'), updates: [] },
		document: 'page' as DocumentName,
		session: 'session' as SessionId
	});
	expect(html).toBe('');
});

test('a document that cannot be read fails its job only', async () => {
	const documents = pool();
	const broken = documents.run({
		kind: 'compact',
		parts: { snapshot: null, updates: [new Uint8Array([1, 255, 3])] }
	});
	const sound = documents.run({ kind: 'compact', parts: { snapshot: null, updates: history(['a', 'b']) } });
	await expect(broken).rejects.toBeInstanceOf(JobError);
	const loaded = new Y.Doc();
	Y.applyUpdate(loaded, (await sound).snapshot);
	expect(loaded.getText('text').toJSON()).toBe('ab');
});

test('an examination counts what is there', async () => {
	const parts = { snapshot: seedDocument('page'), updates: history(['a', 'b']) };
	const { malformed, opening } = await pool().run({ kind: 'examine', parts });
	expect(malformed).toEqual([]);
	if (!opening.ok) throw new Error(opening.reason);
	expect(opening).toMatchObject({ incomplete: [], clients: 2 });
	expect(opening.structs).toBeGreaterThan(1);
	expect(opening.bytes).toBeGreaterThan(0);
});

test('an examination names what is no update, and why the document does not open', async () => {
	const updates = [...history(['a', 'b']), new Uint8Array([0, 1])];
	const found = await pool().run({ kind: 'examine', parts: { snapshot: seedDocument('page'), updates } });
	expect(found).toEqual({ malformed: [3], opening: { ok: false, reason: expect.any(String) as string } });
});

test('an examination names the clients whose structs wait for something that is lost', async () => {
	const [, second] = history(['a', 'b']);
	const { opening } = await pool().run({ kind: 'examine', parts: { snapshot: null, updates: [second!] } });
	expect(opening).toMatchObject({ ok: true, structs: 0, incomplete: [expect.any(Number)] });
});

test('a job that takes too long is given up, and the next one has a new worker', async () => {
	const documents = pool(1);
	const slow = documents.run({
		kind: 'compact',
		parts: { snapshot: null, updates: history(Array(2000).fill('w')) }
	});
	await expect(slow).rejects.toThrow('too long');
	// The next job fails in time too, which it could not if it waited for the first worker.
	await expect(documents.run({ kind: 'compact', parts: { snapshot: null, updates: [] } })).rejects.toThrow(
		'too long'
	);
});

test('a worker that runs out of memory is replaced', { timeout: 60_000 }, async () => {
	const documents = pool(60_000, 32);
	// Many small items: a few megabytes of bytes become far more in memory.
	const doc = new Y.Doc();
	doc.transact(() => {
		for (let n = 0; n < 100_000; n++) doc.getMap('map').set(`key ${n}`, n);
	});
	const greedy = documents.run({
		kind: 'compact',
		parts: { snapshot: Y.encodeStateAsUpdate(doc), updates: [] }
	});
	await expect(greedy).rejects.toBeInstanceOf(JobError);
	const next = await documents.run({ kind: 'compact', parts: { snapshot: null, updates: history(['a']) } });
	expect(next.snapshot.length).toBeGreaterThan(0);
});

test('stopping fails what waits', async () => {
	const documents = pool();
	const waiting = [1, 2, 3].map(() =>
		documents.run({ kind: 'compact', parts: { snapshot: null, updates: [] } })
	);
	const settled = Promise.allSettled(waiting);
	await documents.close();
	for (const outcome of await settled) expect(outcome.status).toBe('rejected');
	await expect(documents.run({ kind: 'compact', parts: { snapshot: null, updates: [] } })).rejects.toThrow(
		'stopped'
	);
});

test('a worker that has nothing to do is ended, and the next job gets a new one', async () => {
	const documents = pool(20_000, 256, 1);
	const compact = () =>
		documents.run({ kind: 'compact', parts: { snapshot: null, updates: history(['a']) } });
	await compact();
	await waitFor(() => documents.counts().workers === 0, 'the worker is ended');
	expect((await compact()).snapshot.length).toBeGreaterThan(0);
});

test('of workers that have nothing to do, one that is kept ready outlasts the others', async () => {
	const documents = pool(20_000, 256, 1, 2);
	const release = documents.keepReady();
	expect(documents.counts().workers).toBe(1);
	const compact = () =>
		documents.run({ kind: 'compact', parts: { snapshot: null, updates: history(['a']) } });
	const compacted = Promise.all([compact(), compact(), compact()]);
	expect(documents.counts().workers).toBe(2);
	await compacted;
	await waitFor(() => documents.counts().workers < 2, 'one is ended');
	expect(documents.counts().workers).toBe(1);
	release();
	await waitFor(() => documents.counts().workers === 0, 'the other one is ended');
});

test('a job goes to the worker that is there before another one is started', async () => {
	const documents = pool(20_000, 256, 10_000, 2);
	documents.keepReady();
	await waitFor(() => documents.counts().running === 0, 'it is ready');
	for (let job = 0; job < 3; job += 1)
		await documents.run({ kind: 'compact', parts: { snapshot: null, updates: history(['a']) } });
	expect(documents.counts().workers).toBe(1);
});

test('a worker stays as long as the last one counts on it', async () => {
	const documents = pool(20_000, 256, 1);
	const [one, other] = [documents.keepReady(), documents.keepReady()];
	one();
	one();
	await documents.run({ kind: 'compact', parts: { snapshot: null, updates: history(['a']) } });
	expect(documents.counts().workers).toBe(1);
	other();
	await waitFor(() => documents.counts().workers === 0, 'the worker is ended');
});

test('after a heavy document, the worker that is kept ready is a new one', async () => {
	const documents = pool();
	const release = documents.keepReady();
	const words = history(['x'.repeat(2 * 1024 * 1024)]);
	await documents.run({ kind: 'compact', parts: { snapshot: null, updates: words } });
	await waitFor(() => documents.counts().workers === 1, 'there is one again');
	release();
});
