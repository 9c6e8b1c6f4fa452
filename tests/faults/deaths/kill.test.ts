import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#protocol/close-codes.ts';
import { BulkWriter } from '../../support/bulk-writer.ts';
import { openSession } from '../../support/client.ts';
import { encodeSyncStep1 } from '#protocol/sync.ts';
import { createRandom } from '../../support/random.ts';
import { RawClient } from '../../support/raw-client.ts';
import { rounds } from '../../support/rounds.ts';
import { spawnServer, temporaryFolder, type TestServer } from '../../support/server.ts';
import { waitFor } from '../../support/wait-for.ts';
import { WriterClient } from '../../support/writer-client.ts';

const ROUNDS = rounds(20, 45);
const COMPACTION_ROUNDS = rounds(4, 25);
const STORM_ROUNDS = rounds(3, 12);
const STORM_JOINS = 60;
/** Words on their way at once, for each writer. */
const AT_ONCE = 20;

/** Opens one whiteboard's document, as its facilitator, on whichever server has the data at the moment. */
async function prepare() {
	const folder = await temporaryFolder();
	onTestFinished(() => folder.remove());
	const start = async (): Promise<TestServer> => {
		const server = await spawnServer({ DATA_DIR: folder.path });
		onTestFinished(() => server.stop());
		return server;
	};
	const first = await start();
	const { cookie, whiteboard } = await openSession(first.origin);
	const address = (server: TestServer) =>
		[
			`${server.origin.replace('http', 'ws')}/sync/${whiteboard}?ack=1`,
			{ cookie, origin: server.origin }
		] as const;
	const open = (server: TestServer, name: string) => {
		const [url, headers] = address(server);
		return WriterClient.open(url, name, headers);
	};
	const raw = (server: TestServer) => RawClient.open(...address(server));
	return { first, start, open, raw };
}

/** Lets all write as fast as they are acknowledged, until `enough`. */
async function writeUntil(writers: readonly WriterClient[], enough: () => boolean): Promise<void> {
	while (!enough()) {
		for (const writer of writers) {
			if (writer.connection.closeCode === null && writer.unacknowledged < AT_ONCE) writer.write();
		}
		await new Promise(setImmediate);
	}
}

it(`loses nothing that was acknowledged or seen in ${ROUNDS} rounds of kill -9`, async () => {
	const random = createRandom();
	const { first, start, open } = await prepare();
	const promised = new Set<string>();
	let acknowledged = 0;
	let seen = 0;
	let server = first;
	for (let round = 0; round < ROUNDS; round += 1) {
		const writers = await Promise.all(['a', 'b', 'c'].map((name) => open(server, `${name}${round}`)));
		const target = 30 + random.below(400);
		const count = () => writers.reduce((sum, writer) => sum + writer.acknowledgedWords.length, 0);
		await writeUntil(writers, () => count() >= target);
		const killed = server.kill('SIGKILL');
		// They go on while it dies: what they still hear was promised too.
		await writeUntil(writers, () => writers.every((writer) => writer.connection.closeCode !== null));
		await killed;
		for (const writer of writers) {
			acknowledged += writer.acknowledgedWords.length;
			seen += writer.seen.filter((word) => writers.some((other) => other.wrote(word))).length;
			for (const word of [...writer.acknowledgedWords, ...writer.seen]) promised.add(word);
		}

		server = await start();
		const fresh = await open(server, 'fresh');
		const words = fresh.words;
		const kept = new Set(words);
		const missing = [...promised].filter((word) => !kept.has(word));
		expect(missing, `round ${round}, ${random.seedText}`).toEqual([]);
		expect(words.length, 'no word twice').toBe(kept.size);
		fresh.connection.close();
	}
	console.info(`kill -9: ${acknowledged} acknowledged, ${seen} seen by peers, 0 lost (${random.seedText})`);
	expect(promised.size).toBeGreaterThan(ROUNDS * 30);
});

it(`loses nothing in ${COMPACTION_ROUNDS} rounds of kill -9 in the middle of compactions`, async () => {
	const random = createRandom();
	const { first, start, raw } = await prepare();
	let server = first;
	const before = new Map<string, string>();
	let compactable = 0;
	for (let round = 0; round < COMPACTION_ROUNDS; round += 1) {
		// A hundred kilobytes at a time: every ten of them are worth a compaction.
		const writers = await Promise.all(
			['a', 'b'].map(async (name) => new BulkWriter(await raw(server), `${name}${round}`))
		);
		const target = 20 + random.below(40);
		const acknowledged = () => writers.reduce((sum, writer) => sum + writer.acknowledged, 0);
		const writing = writers.map((writer) => writer.write(() => false).catch(() => undefined));
		await waitFor(() => acknowledged() >= target, `enough is written (${random.seedText})`, 30_000);
		await server.kill('SIGKILL');
		await Promise.all(writing);
		compactable += acknowledged();

		server = await start();
		const fresh = new BulkWriter(await raw(server), 'fresh');
		const read = await readAll(fresh.connection);
		for (const { acknowledged: least, key } of writers) {
			const value = read.get(key) ?? '';
			expect(Number.parseInt(value, 10), `round ${round}, ${random.seedText}`).toBeGreaterThanOrEqual(least);
			before.set(key, value);
		}
		// What earlier rounds left is as they left it.
		for (const [key, value] of before)
			expect(read.get(key) === value, `${key}, ${random.seedText}`).toBe(true);
		fresh.connection.socket.terminate();
	}
	console.info(`kill -9 in compactions: ${compactable} values of 100 kB acknowledged (${random.seedText})`);
});

it(`loses nothing in ${STORM_ROUNDS} rounds of kill -9 in the middle of a storm of joins`, async () => {
	const random = createRandom();
	const { first, start, open, raw } = await prepare();
	const promised = new Set<string>();
	let server = first;
	for (let round = 0; round < STORM_ROUNDS; round += 1) {
		const writer = await open(server, `w${round}`);
		const at = 50 + random.below(200);
		await writeUntil([writer], () => writer.acknowledgedWords.length >= at);
		const joining = Array.from({ length: STORM_JOINS }, () =>
			raw(server).then(
				(client) => client.send(encodeSyncStep1(new Map())),
				() => undefined
			)
		);
		const more = at + random.below(40);
		await writeUntil([writer], () => writer.acknowledgedWords.length >= more);
		await server.kill('SIGKILL');
		await Promise.all(joining);
		await waitFor(() => writer.connection.closeCode !== null, 'the writer hears of it');
		for (const word of writer.acknowledgedWords) promised.add(word);
		server = await start();
		const fresh = await open(server, 'fresh');
		expect(fresh.words, `round ${round}, ${random.seedText}`).toEqual(expect.arrayContaining([...promised]));
		fresh.connection.close();
	}
});

/** The values under the document's bulk keys. */
async function readAll(connection: RawClient): Promise<Map<string, string>> {
	connection.send(encodeSyncStep1(new Map()));
	await connection.frame('sync-step-2');
	const doc = new Y.Doc();
	for (const { update } of connection.all('update')) Y.applyUpdate(doc, update);
	return new Map(Object.entries(doc.getMap<string>('bulk').toJSON()));
}

it('acknowledges nothing while the disk takes no more, and takes up work when it does again', async () => {
	const { first: server, start, open } = await prepare();
	const limitFiles = (bytes: number | 'unlimited') =>
		promisify(execFile)('prlimit', ['--pid', String(server.pid), `--fsize=${bytes}:`]);
	const writer = await open(server, 'early');
	await writeUntil([writer], () => writer.acknowledgedWords.length >= 50);
	// From here on, a write beyond this size of a file fails, as on a full disk.
	await limitFiles(1024 * 1024);
	await writeUntil([writer], () => writer.connection.closeCode !== null);
	expect(writer.connection.closeCode).toBe(CLOSE.notSaved);
	const early = writer.acknowledgedWords;

	const refused = await open(server, 'refused');
	refused.write();
	await waitFor(() => refused.connection.closeCode !== null, 'the refused writer is closed');
	expect(refused.connection.closeCode).toBe(CLOSE.notSaved);
	expect(refused.acknowledgedWords).toEqual([]);
	expect(refused.words).toEqual(expect.arrayContaining(early));

	await limitFiles('unlimited');
	const late = await open(server, 'late');
	expect(late.words).not.toContain('refused 1');
	await writeUntil([late], () => late.acknowledgedWords.length >= 50);
	await server.kill('SIGKILL');
	const fresh = await open(await start(), 'fresh');
	expect(fresh.words).toEqual(expect.arrayContaining([...early, ...late.acknowledgedWords]));
});
