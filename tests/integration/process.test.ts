import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE } from '#protocol/close-codes.ts';
import { HttpClient, openSession } from '../support/client.ts';
import { spawnServer, startServer, temporaryFolder, type Folder } from '../support/server.ts';
import { SessionSocket } from '../support/session-socket.ts';

let folder: Folder;
beforeAll(async () => {
	folder = await temporaryFolder();
});
afterAll(() => folder.remove());

describe('stopping', () => {
	test.each(['SIGTERM', 'SIGINT'] as const)(
		'on %s ends with 0 in time, though clients are connected',
		async (signal) => {
			const server = await spawnServer();
			const { client, state, whiteboard } = await openSession(server.origin);
			const board = new WebSocket(`${server.origin.replace('http', 'ws')}/sync/${whiteboard}`, {
				headers: { origin: server.origin, cookie: client.cookie }
			});
			await once(board, 'message');
			const boardClosed = once(board, 'close');
			const tab = await SessionSocket.open(server.origin, client.cookie, state.session.id);
			// A request that never ends must not hold the server up.
			const hanging = fetch(`${server.origin}/api/join`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: new ReadableStream({
					start: (controller) => controller.enqueue(new TextEncoder().encode('{'))
				}),
				duplex: 'half'
			}).catch(() => 'cut');
			const start = performance.now();
			expect(await server.kill(signal)).toBe(0);
			expect(performance.now() - start).toBeLessThan(10_000);
			expect(tab.all('going-away')).toHaveLength(1);
			expect((await boardClosed)[0]).toBe(CLOSE.goingAway);
			expect(await hanging).toBe('cut');
			tab.close();
			await server.stop();
		}
	);

	test('loses nothing that was answered', async () => {
		const path = join(folder.path, 'kept');
		const server = await spawnServer({ DATA_DIR: path });
		const { client, state } = await openSession(server.origin);
		await server.kill('SIGKILL');
		const again = await spawnServer({ DATA_DIR: path });
		expect(await new HttpClient(again.origin, client.cookie).session(state.session.id)).toEqual(state);
		await again.stop();
	});
});

describe('a start that cannot be is one clear sentence', () => {
	const failure = async (environment: Record<string, string>): Promise<string> => {
		const outcome = await spawnServer(environment).then(
			(server) => server.stop().then(() => 'it started'),
			(error: Error) => error.message
		);
		return outcome;
	};

	test('a wrong setting', async () => {
		expect(await failure({ PORT: 'many' })).toBe(
			'The server ended with 1: PORT must be a whole number from 0 to 65535, and not "many".\n'
		);
	});

	test('a port in use', async () => {
		const first = await startServer();
		expect(await failure({ PORT: String(first.port) })).toMatch(
			/^The server ended with 1: (\{.*\}\n)*Port \d+ is in use on 127\.0\.0\.1\. Stop what uses it, or set PORT\.\n$/
		);
		await first.close();
	});

	test('a data folder that is a file', async () => {
		const path = join(folder.path, 'file');
		await writeFile(path, '');
		expect(await failure({ DATA_DIR: path })).toMatch(
			/^The server ended with 1: DATA_DIR .*cannot be written to/
		);
	});
});

test('the key of the cookies is made once, and readable to nobody else', async () => {
	const path = join(folder.path, 'secret-kept');
	const first = await startServer({ DATA_DIR: path });
	await first.close();
	const secret = await readFile(join(path, 'secret'), 'utf8');
	expect(secret.trim().length).toBeGreaterThanOrEqual(43);
	expect((await stat(join(path, 'secret'))).mode & 0o777).toBe(0o600);
	const second = await startServer({ DATA_DIR: path });
	await second.close();
	expect(await readFile(join(path, 'secret'), 'utf8')).toBe(secret);
});

test('logs hold no cookie, code, secret, name or text', async () => {
	const server = await spawnServer({ LOG_LEVEL: 'trace' });
	const { client, state } = await openSession(server.origin);
	const guest = new HttpClient(server.origin);
	await guest.join(state.session.code, 'Wilhelmina');
	await guest.get(`/api/invitations/${state.session.code}`);
	await guest.get(`/read/${state.session.boards[2]!.id}`);
	await guest.get(`/join/${state.session.code}`, { accept: 'text/html' });
	const tab = await SessionSocket.open(server.origin, client.cookie, state.session.id);
	await tab.give({ type: 'rename-session', title: 'Peculiar title' });
	tab.close();
	await server.kill('SIGTERM');
	const output = server.output();
	expect(output).toContain('"route":"/api/join"');
	for (const secret of [
		client.cookie.slice('commonplace='.length),
		guest.cookie.slice('commonplace='.length),
		state.session.code,
		state.me.id,
		'Wilhelmina',
		'Peculiar'
	])
		expect(output).not.toContain(secret);
	await server.stop();
});
