import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { CLOSE } from '#protocol/close-codes.ts';
import { openSession } from '../support/client.ts';
import { createRandom } from '../support/random.ts';
import { spawnServer, temporaryFolder, type TestServer } from '../support/server.ts';
import { waitFor } from '../support/wait-for.ts';
import { WriterClient } from '../support/writer-client.ts';

const ROUNDS = 20;
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
	const open = (server: TestServer, name: string) =>
		WriterClient.open(`${server.origin.replace('http', 'ws')}/sync/${whiteboard}?ack=1`, name, {
			cookie,
			origin: server.origin
		});
	return { first, start, open };
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
