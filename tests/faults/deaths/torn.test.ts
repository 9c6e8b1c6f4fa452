import { cp, open, readdir, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { BoardId } from '#model/ids.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { openSession } from '../../support/client.ts';
import { createRandom, type Random } from '../../support/random.ts';
import { RawClient } from '../../support/raw-client.ts';
import { rounds } from '../../support/rounds.ts';
import { spawnServer, temporaryFolder, type Folder, type TestServer } from '../../support/server.ts';
import { WriterClient } from '../../support/writer-client.ts';

const ROUNDS = rounds(1, 20);
const WORDS = 400;
/** As many as one transaction of this test may hold, for each of a few damaged pages. */
const LAST_WORDS = 120;
/** Seeds that once failed. */
const KEPT_SEEDS: readonly number[] = [];

/** What a server left behind that was killed, and what a clean stop left. */
let killed: Folder;
let stopped: Folder;
let cookie: string;
let documents: readonly BoardId[];

beforeAll(async () => {
	killed = await temporaryFolder();
	stopped = await temporaryFolder();
	const server = await spawnServer({ DATA_DIR: killed.path });
	const session = await openSession(server.origin);
	cookie = session.cookie;
	documents = [session.whiteboard, session.problem];
	for (const name of documents) {
		const { url, headers } = address(server, name);
		const writer = await WriterClient.open(url, 'w', headers);
		for (let word = 0; word < WORDS; word += 1) {
			writer.write();
			if (word % 40 === 0) await writer.connection.acknowledgedTo(word);
		}
		// Its answer to the server's first question counts as well.
		await writer.connection.acknowledgedTo(1 + WORDS);
		writer.connection.socket.terminate();
	}
	await server.kill('SIGKILL');
	await copyFolder(killed, stopped);
	const again = await spawnServer({ DATA_DIR: stopped.path });
	await again.kill('SIGTERM');
});
afterAll(async () => {
	await killed.remove();
	await stopped.remove();
});

/** Without the socket by which an operator speaks to the running server. */
function copyFolder(from: Folder, to: Folder): Promise<void> {
	return cp(from.path, to.path, { recursive: true, filter: (path) => !path.endsWith('.sock') });
}

function address(server: TestServer, name: BoardId) {
	return {
		url: `${server.origin.replace('http', 'ws')}/sync/${name}?ack=1`,
		headers: { cookie, origin: server.origin }
	};
}

/** The words of a document, or the code with which it was refused. */
async function visit(server: TestServer, name: BoardId): Promise<WriterClient | number> {
	const { url, headers } = address(server, name);
	try {
		return await WriterClient.open(url, 'late', headers);
	} catch {
		return (await RawClient.open(url, headers)).closed();
	}
}

async function filesOf(folder: string, ending: RegExp): Promise<string[]> {
	const files = await readdir(folder);
	return files.filter((file) => ending.test(file)).map((file) => join(folder, file));
}

/** Turns some bits of some bytes of a file. */
async function flip(path: string, random: Random, flips: number): Promise<void> {
	const { size } = await stat(path);
	const file = await open(path, 'r+');
	for (let count = 0; count < flips; count += 1) {
		const at = random.below(size);
		const byte = Buffer.alloc(1);
		await file.read(byte, 0, 1, at);
		byte[0]! ^= 1 << random.below(8);
		await file.write(byte, 0, 1, at);
	}
	await file.close();
}

async function cut(path: string, random: Random): Promise<void> {
	await truncate(path, random.below((await stat(path)).size + 1));
}

/** Overwrites one piece with zeros, as a lost sector reads. */
async function blank(path: string, random: Random): Promise<void> {
	const { size } = await stat(path);
	const file = await open(path, 'r+');
	const at = Math.floor(random.below(size) / 512) * 512;
	await file.write(Buffer.alloc(Math.min(4096, size - at)), 0, undefined, at);
	await file.close();
}

type Damage = (folder: string, random: Random) => Promise<void>;
const each =
	(ending: RegExp, damage: (path: string, random: Random) => Promise<void>): Damage =>
	async (folder, random) => {
		for (const path of await filesOf(folder, ending))
			if ((await stat(path)).size > 0) await damage(path, random);
	};
const WAL = /-wal$/;
const DATABASE = /\.sqlite$/;

/** `quiet`: what is left is whole, and nothing in it tells that there was more. */
const DAMAGES: readonly [string, () => Folder, Damage, quiet?: 'quiet'][] = [
	['the log cut off', () => killed, each(WAL, cut), 'quiet'],
	['a bit of the log turned', () => killed, each(WAL, (path, random) => flip(path, random, 1))],
	['many bits of the log turned', () => killed, each(WAL, (path, random) => flip(path, random, 50))],
	['a piece of the log blank', () => killed, each(WAL, blank)],
	['the log gone', () => killed, each(WAL, (path) => rm(path)), 'quiet'],
	['a bit of the database turned', () => stopped, each(DATABASE, (path, random) => flip(path, random, 1))],
	[
		'many bits of the database turned',
		() => stopped,
		each(DATABASE, (path, random) => flip(path, random, 20))
	],
	['a piece of the database blank', () => stopped, each(DATABASE, blank)],
	['the database cut off', () => stopped, each(DATABASE, cut)]
];

const expected = Array.from({ length: WORDS }, (_, index) => `w ${index + 1}`);

it.each(DAMAGES)(
	'after %s the server starts, serves the good part, and says what is not',
	async (_, from, damage, quiet) => {
		const seeds = [...KEPT_SEEDS, ...Array<undefined>(ROUNDS).fill(undefined)];
		const kept: string[] = [];
		for (const seed of seeds) {
			const random = createRandom(seed);
			const folder = await temporaryFolder();
			onTestFinished(() => folder.remove());
			await copyFolder(from(), folder);
			await damage(folder.path, random);

			const server = await spawnServer({ DATA_DIR: folder.path });
			onTestFinished(() => server.stop());
			for (const name of documents) {
				const visited = await visit(server, name);
				if (typeof visited === 'number') {
					// The document cannot be read, or the session that it belongs to is gone.
					expect([CLOSE.unreadable, CLOSE.notFound, CLOSE.notSaved], random.seedText).toContain(visited);
					if (quiet === undefined) expect(server.output(), random.seedText).toMatch(/"level":(40|50)/);
					kept.push(`closed with ${visited}`);
					continue;
				}
				const { words } = visited;
				kept.push(`${words.length} words`);
				expect(words, random.seedText).toEqual(expected.slice(0, words.length));
				// Damage to the last entries of the log looks like a write that was never finished.
				const tolerated = from() === killed ? LAST_WORDS : 0;
				if (words.length < WORDS - tolerated && quiet === undefined)
					expect(server.output(), random.seedText).toMatch(/damage|broken|torn/);
				// Work goes on, and lasts.
				visited.write();
				await visited.connection.acknowledgedTo(2);
				visited.connection.socket.terminate();
			}
			await server.kill('SIGKILL');
			const again = await spawnServer({ DATA_DIR: folder.path });
			onTestFinished(() => again.stop());
			for (const [index, name] of documents.entries()) {
				const visited = await visit(again, name);
				const before = kept.at(index - documents.length)!;
				if (typeof visited === 'number') expect(before, random.seedText).toBe(`closed with ${visited}`);
				else expect(`${visited.words.length - 1} words`, random.seedText).toBe(before);
			}
			await again.kill('SIGKILL');
		}
		console.info(`kept: ${kept.join(', ')}`);
	}
);
