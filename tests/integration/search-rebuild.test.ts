import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createId, type BoardId } from '#model/ids.ts';
import type { SearchAnswer } from '#protocol/search.ts';
import { HttpClient } from '../support/client.ts';
import { spawnServer, startServer, temporaryFolder, type Folder } from '../support/server.ts';
import { SessionRoom } from '../support/session-room.ts';

let folder: Folder;
beforeEach(async () => {
	folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const SOON = { interval: 200, timeout: 20_000 };

async function ask(http: HttpClient, q: string): Promise<SearchAnswer> {
	const response = await http.get(`/api/search?q=${encodeURIComponent(q)}`);
	return (await response.json()) as SearchAnswer;
}

const titlesOf = async (http: HttpClient, q: string) => (await ask(http, q)).hits.map(({ title }) => title);

const at = (http: HttpClient, origin: string) => new HttpClient(origin, http.cookie);
const file = () => join(folder.path, 'search.sqlite');

/** A session on a server that has been stopped, with a board of this title. */
async function written(title: string): Promise<HttpClient> {
	const server = await startServer({ DATA_DIR: folder.path });
	const room = await SessionRoom.open(server.origin);
	await room.give({ type: 'rename-board', board: room.whiteboard, title });
	await expect.poll(() => titlesOf(room.fay.http, title), SOON).toEqual([title]);
	room.close();
	await server.close();
	return room.fay.http;
}

/** What is found after the next start. */
async function foundAgain(http: HttpClient, title: string): Promise<void> {
	const server = await startServer({ DATA_DIR: folder.path });
	try {
		await expect.poll(() => titlesOf(at(http, server.origin), title), SOON).toEqual([title]);
		await expect.poll(async () => (await ask(at(http, server.origin), title)).index, SOON).toBe('whole');
	} finally {
		await server.close();
	}
}

describe('an index is filled again from what is stored', () => {
	test('when its file is gone', async () => {
		const http = await written('Gooseberry');
		await rm(file());
		await foundAgain(http, 'Gooseberry');
	});

	test('when its file is of an earlier release', async () => {
		const http = await written('Gooseberry');
		const database = new DatabaseSync(file());
		database.exec('DELETE FROM section; PRAGMA user_version = 999');
		database.close();
		await foundAgain(http, 'Gooseberry');
	});

	test('when its file is cut off, overwritten in the middle, or no database at all', async () => {
		const http = await written('Gooseberry');
		const whole = await readFile(file());
		const noise = Buffer.from(whole);
		for (let byte = 4096; byte < noise.length; byte += 7) noise[byte] = byte & 255;
		for (const damage of [
			() => truncate(file(), 5000),
			() => writeFile(file(), noise),
			() => writeFile(file(), 'this is no database'),
			() => writeFile(file(), '')
		]) {
			await damage();
			await foundAgain(http, 'Gooseberry');
		}
	});

	test('with what was written while the server was killed in the middle of filling it', async () => {
		const first = await spawnServer({ DATA_DIR: folder.path, JOIN_RATE: '100000' });
		const room = await SessionRoom.open(first.origin);
		const titles = Array.from({ length: 60 }, (_, number) => `Orchard ${number}`);
		for (const title of titles)
			await room.give({ type: 'add-board', board: createId<BoardId>(), kind: 'whiteboard', title });
		await room.give({ type: 'rename-board', board: room.whiteboard, title: 'Gooseberry' });
		room.close();
		await first.kill('SIGKILL');
		await rm(file(), { force: true });
		await rm(`${file()}-wal`, { force: true });
		const second = await spawnServer({ DATA_DIR: folder.path });
		// As soon as it has begun: some of it is there.
		await expect
			.poll(async () => (await ask(at(room.fay.http, second.origin), 'orchard')).hits.length, SOON)
			.toBeGreaterThan(0);
		await second.kill('SIGKILL');
		await foundAgain(room.fay.http, 'Gooseberry');
		const third = await startServer({ DATA_DIR: folder.path });
		for (const number of [0, 31, 59])
			expect(await titlesOf(at(room.fay.http, third.origin), `orchard ${number} `)).toContain(
				`Orchard ${number}`
			);
		await third.close();
	});
});

describe('two servers on one folder', () => {
	test('have an index each', async () => {
		const http = await written('Gooseberry');
		const holder = new DatabaseSync(file());
		holder.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; CREATE TABLE held (x)');
		await foundAgain(http, 'Gooseberry');
		holder.close();
	});
});
