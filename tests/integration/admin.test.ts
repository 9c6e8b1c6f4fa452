import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE } from '#protocol/close-codes.ts';
import { HttpClient, openSession } from '../support/client.ts';
import { startRedis } from '../support/redis.ts';
import { spawnServer, temporaryFolder, type Folder, type TestServer } from '../support/server.ts';

/** The command line as a process of its own, beside a server that runs, and without one. */

let folder: Folder;
let dataDir: string;
let server: TestServer | null;
beforeEach(async () => {
	folder = await temporaryFolder();
	dataDir = join(folder.path, 'data');
	server = null;
});
afterEach(async () => {
	await server?.stop();
	await folder.remove();
});

interface Ended {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

function admin(
	parameters: readonly string[],
	data = dataDir,
	environment: Readonly<Record<string, string>> = {}
): Promise<Ended> {
	return new Promise((resolve) => {
		execFile(
			process.execPath,
			['server/admin/main.ts', '--in', folder.path, ...parameters],
			{ env: { ...process.env, DATA_DIR: data, REDIS_URL: '', ...environment } },
			(error, stdout, stderr) =>
				resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
		);
	});
}

async function start(data = dataDir): Promise<TestServer> {
	server = await spawnServer({ DATA_DIR: data });
	return server;
}

describe('beside a running server', () => {
	test('a backup has what was answered, and another server goes on with it', async () => {
		const { origin } = await start();
		const { client, state } = await openSession(origin);
		const backup = await admin(['backup', 'all.backup']);
		expect(backup).toMatchObject({ code: 0, stderr: '' });
		expect(backup.stdout).toMatch(
			/^Backed up \d+ records, 3 documents, 0 blobs\.\nWritten to \/.*\/all\.backup, /
		);
		expect(await admin(['verify'])).toMatchObject({
			code: 0,
			stdout: expect.stringMatching(/: all is well\.\n$/)
		});
		await server?.stop();

		const other = join(folder.path, 'other');
		const restored = await admin(['restore', 'all.backup'], other);
		expect(restored).toMatchObject({ code: 0, stderr: '' });
		const again = await start(other);
		const session = await new HttpClient(again.origin, client.cookie).session(state.session.id);
		expect(session.session).toEqual(state.session);
	});

	test('a restore is refused', async () => {
		await start();
		await admin(['backup', 'all.backup']);
		expect(await admin(['restore', 'all.backup', '--merge'])).toEqual({
			code: 1,
			stdout: '',
			stderr: 'A server is running on DATA_DIR: stop it, restore, then start it again.\n'
		});
	});

	test('quarantine ends the connections to the document, and release lets people in again', async () => {
		const { origin } = await start();
		const { client, whiteboard } = await openSession(origin);
		const open = () =>
			new WebSocket(`${origin.replace('http', 'ws')}/sync/${whiteboard}`, {
				headers: { origin, cookie: client.cookie }
			});
		const board = open();
		await once(board, 'message');
		const closed = once(board, 'close');
		expect(await admin(['quarantine', whiteboard, 'it', 'stalls'])).toMatchObject({
			code: 0,
			stdout: `Document ${whiteboard} is in quarantine; 1 connection closed.\n`
		});
		expect((await closed)[0]).toBe(CLOSE.unreadable);
		expect((await once(open(), 'close'))[0]).toBe(CLOSE.unreadable);

		expect(await admin(['release', whiteboard])).toMatchObject({ code: 0 });
		const again = open();
		await once(again, 'message');
		again.terminate();
		expect((await admin(['inspect', whiteboard])).stdout).toContain('quarantine   no\n');
	});

	test('the socket is its owner’s alone, goes with the server, and one that was left behind is replaced', async () => {
		const { kill } = await start();
		const path = join(dataDir, 'admin.sock');
		expect((await stat(path)).mode & 0o777).toBe(0o600);
		await kill('SIGKILL');
		expect(await readdir(dataDir)).toContain('admin.sock');
		// Without a server the command opens the store itself, though the socket is still there.
		expect(await admin(['verify'])).toMatchObject({ code: 0 });
		const again = await start();
		expect(await admin(['verify'])).toMatchObject({ code: 0 });
		await again.kill('SIGTERM');
		expect(await readdir(dataDir)).not.toContain('admin.sock');
	});

	test('what is no command is refused, and the server goes on', async () => {
		await start();
		for (const line of ['{"kind":"drop everything"}\n', 'not JSON\n', `${'x'.repeat(100_000)}\n`]) {
			const socket = connect(join(dataDir, 'admin.sock'));
			socket.on('error', () => undefined);
			const answer: Buffer[] = [];
			socket.on('data', (chunk: Buffer) => answer.push(chunk));
			socket.write(line);
			await once(socket, 'close');
			expect(Buffer.concat(answer).toString()).toContain('The server does not know this command.');
		}
		expect(await admin(['verify'])).toMatchObject({ code: 0 });
	});

	test('a reader that goes away in the middle of a backup does no harm', async () => {
		const { origin } = await start();
		await openSession(origin);
		const socket = connect(join(dataDir, 'admin.sock'));
		socket.write('{"kind":"backup"}\n');
		await once(socket, 'data');
		socket.destroy();
		expect(await admin(['backup', 'all.backup'])).toMatchObject({ code: 0 });
		expect(server?.output()).not.toContain('failed');
	});
});

describe('with Redis', () => {
	test('moves everything there, and says what a Redis lacks that cannot keep it', async () => {
		const { origin } = await start();
		await openSession(origin);
		const { stdout } = await admin(['backup', 'all.backup']);
		const redis = await startRedis();
		const there = { REDIS_URL: redis.url };
		expect(await admin(['restore', 'all.backup'], dataDir, there)).toMatchObject({
			code: 0,
			stdout: `${stdout.split('\n')[0]!.replace('Backed up', 'Restored')}\n`
		});
		expect(await admin(['verify'], dataDir, there)).toMatchObject({ code: 0 });
		expect((await admin(['restore', 'all.backup'], dataDir, there)).stderr).toContain('has data already');
		await redis.dispose();
		const forgetful = await startRedis({ appendonly: 'no' });
		expect(await admin(['verify'], dataDir, { REDIS_URL: forgetful.url })).toMatchObject({
			code: 1,
			stderr: expect.stringMatching(/^The store cannot be opened: /)
		});
		await forgetful.dispose();
	});
});

describe('what cannot be done is one sentence and an exit code:', () => {
	test('no data folder', async () => {
		expect(await admin(['backup', 'all.backup'])).toEqual({
			code: 1,
			stdout: '',
			stderr: `There is no folder ${dataDir}: set DATA_DIR.\n`
		});
		expect(await readdir(folder.path)).toEqual([]);
	});

	test('no such file', async () => {
		expect(await admin(['restore', 'nothing.backup'])).toEqual({
			code: 1,
			stdout: '',
			stderr: `There is no file ${join(folder.path, 'nothing.backup')}.\n`
		});
	});

	test('a folder that is not there to write into', async () => {
		await start();
		const { code, stderr } = await admin(['backup', 'nowhere/all.backup']);
		expect(code).toBe(1);
		expect(stderr).toMatch(/^The backup could not be written to .*nowhere\/all\.backup: /);
	});

	test('a wrong command, with what there is', async () => {
		const { code, stderr } = await admin(['frobnicate']);
		expect(code).toBe(2);
		expect(stderr).toMatch(/^There is no command "frobnicate"\.\n\n/);
		expect(stderr).toContain('restore <file>');
	});
});
