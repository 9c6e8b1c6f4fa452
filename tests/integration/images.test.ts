import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BoardId } from '#model/ids.ts';
import { IMAGE_LIMITS } from '#model/images/limits.ts';
import type { Joined } from '#protocol/api.ts';
import { HttpClient, openSession, unknownId } from '../support/client.ts';
import { gifHead, hashOf, jpegHead, png } from '../support/images.ts';
import { SessionSocket } from '../support/session-socket.ts';
import { startServer, type LocalServer } from '../support/server.ts';

let server: LocalServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.close());

const PICTURE = png(40, 30, [200, 30, 30]);

function put(
	client: HttpClient,
	board: string,
	bytes: Uint8Array,
	{ hash = hashOf(bytes), ...headers }: Record<string, string> = {}
): Promise<Response> {
	return fetch(`${client.origin}/blobs/${board}/${hash}`, {
		method: 'PUT',
		headers: { cookie: client.cookie, origin: client.origin, 'content-type': 'image/png', ...headers },
		body: new Uint8Array(bytes)
	});
}

const pathOf = (board: string, bytes: Uint8Array): string => `/blobs/${board}/${hashOf(bytes)}`;

async function refusal(response: Response): Promise<unknown> {
	const { refusal: reason } = (await response.json()) as { refusal: unknown };
	return [response.status, reason];
}

/** A session with its facilitator, a member and a viewer. */
async function meet(): Promise<{
	fay: HttpClient;
	mia: HttpClient;
	vic: HttpClient;
	board: BoardId;
	page: BoardId;
}> {
	const { client: fay, state, whiteboard, page } = await openSession(server.origin);
	const [mia, vic] = [new HttpClient(server.origin), new HttpClient(server.origin)];
	await mia.join(state.session.code, 'Mia');
	const socket = await SessionSocket.open(server.origin, fay.cookie, state.session.id);
	const link = unknownId();
	const made = await socket.give({ type: 'add-link', link: link as never, role: 'viewer' });
	if (!made.ok || made.secret === undefined) throw new Error('no link');
	await vic.join(state.session.code, 'Vic', made.secret);
	socket.socket.close();
	return { fay, mia, vic, board: whiteboard, page };
}

describe('an image of a board', () => {
	test('is put there and seen by who has a ticket and no cookie', async () => {
		const { client, state, whiteboard } = await openSession(server.origin);
		const joining = { code: state.session.code, name: 'Mia', color: 'plum', ticket: true };
		const joined = await new HttpClient(server.origin).post('/api/join', joining);
		const { ticket } = (await joined.json()) as Joined;
		const framed = new HttpClient(server.origin);
		const authorization = `Bearer ${ticket!}`;
		expect((await put(framed, whiteboard, PICTURE, { authorization })).status).toBe(204);
		expect((await framed.get(pathOf(whiteboard, PICTURE), { authorization })).status).toBe(200);
		expect((await client.get(pathOf(whiteboard, PICTURE))).status).toBe(200);
		expect((await framed.get(pathOf(whiteboard, PICTURE))).status, 'without it').toBe(404);
	});

	test('is put there by a member and seen by all members, as an image and nothing else', async () => {
		const { fay, mia, vic, board } = await meet();
		expect((await put(mia, board, PICTURE)).status).toBe(204);
		for (const somebody of [fay, mia, vic]) {
			const answer = await somebody.get(pathOf(board, PICTURE));
			expect(answer.status).toBe(200);
			expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), PICTURE)).toBe(0);
			expect(answer.headers.get('content-type')).toBe('image/png');
			expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
			expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
			expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
			expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
			const again = await somebody.get(pathOf(board, PICTURE), {
				'if-none-match': answer.headers.get('etag')!
			});
			expect(again.status).toBe(304);
		}
	});

	test('may come twice, and from two people at once', async () => {
		const { fay, mia, board } = await meet();
		const statuses = await Promise.all([put(fay, board, PICTURE), put(mia, board, PICTURE)]);
		expect(statuses.map(({ status }) => status)).toEqual([204, 204]);
		expect((await put(fay, board, PICTURE)).status).toBe(204);
	});

	test('is on one board, and its hash opens it through no other', async () => {
		const { fay, board, page } = await meet();
		await put(fay, board, PICTURE);
		expect((await fay.get(pathOf(page, PICTURE))).status).toBe(204);
		const { client: eve, whiteboard: hers } = await openSession(server.origin);
		expect(await refusal(await eve.get(pathOf(board, PICTURE)))).toEqual([404, 'not-found']);
		expect((await eve.get(pathOf(hers, PICTURE))).status).toBe(204);
		const nobody = new HttpClient(server.origin);
		expect(await refusal(await nobody.get(pathOf(board, PICTURE)))).toEqual([404, 'not-found']);
	});
});

describe('what is not taken', () => {
	test('anything from somebody who may not write', async () => {
		const { vic, mia, board } = await meet();
		const bytes = png(9, 9, [1, 1, 1]);
		expect(await refusal(await put(vic, board, bytes))).toEqual([403, 'forbidden']);
		const { client: eve } = await openSession(server.origin);
		expect(await refusal(await put(eve, board, bytes))).toEqual([404, 'not-found']);
		expect(await refusal(await put(new HttpClient(server.origin), board, bytes))).toEqual([404, 'not-found']);
		expect(await refusal(await put(mia, unknownId(), bytes))).toEqual([404, 'not-found']);
		expect((await mia.get(pathOf(board, bytes))).status).toBe(204);
	});

	test('anything that a foreign page sends', async () => {
		const { mia, board } = await meet();
		const answer = await put(mia, board, PICTURE, { origin: 'https://elsewhere.example' });
		expect(await refusal(answer)).toEqual([403, 'forbidden']);
	});

	test.each([
		['HTML that calls itself a PNG', Buffer.from('<!doctype html><script>alert(1)</script>'.repeat(50))],
		['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
		['nothing', Buffer.alloc(0)],
		['a program', Buffer.from('\x7fELF\x02\x01\x01', 'latin1')]
	])('%s', async (_name, bytes) => {
		const { mia, board } = await meet();
		expect(await refusal(await put(mia, board, bytes))).toEqual([400, 'invalid']);
	});

	test('bytes with another hash than they claim', async () => {
		const { mia, board } = await meet();
		expect(await refusal(await put(mia, board, PICTURE, { hash: 'ab'.repeat(32) }))).toEqual([
			400,
			'invalid'
		]);
	});

	test('what is too large, in bytes or in pixels', async () => {
		const { mia, board } = await meet();
		const large = Buffer.concat([PICTURE, Buffer.alloc(IMAGE_LIMITS.bytes)]);
		expect(await refusal(await put(mia, board, large))).toEqual([413, 'too-large']);
		for (const bomb of [jpegHead(60_000, 60_000), gifHead(65_535, 65_535)])
			expect(await refusal(await put(mia, board, bomb))).toEqual([413, 'too-large']);
	});

	test('what does not say how large it is, once it is too large', async () => {
		const { mia, board } = await meet();
		const status = await new Promise<number | string>((resolve) => {
			const { hostname, port } = new URL(server.origin);
			const sending = request({
				hostname,
				port,
				method: 'PUT',
				path: `/blobs/${board}/${'0'.repeat(64)}`,
				headers: { cookie: mia.cookie, origin: mia.origin, 'transfer-encoding': 'chunked' }
			});
			sending.on('response', (response) => {
				resolve(response.statusCode ?? 0);
				response.resume();
			});
			sending.on('error', () => resolve('cut off'));
			sending.write(PICTURE);
			for (let sent = 0; sent < IMAGE_LIMITS.bytes + 1; sent += 65_536) sending.write(Buffer.alloc(65_536));
			sending.end();
		});
		expect([413, 'cut off']).toContain(status);
	});

	test.each(['..%2f..%2fsecret', '..', '%2e%2e', 'A'.repeat(64), '0'.repeat(63), `${'0'.repeat(64)}%00`])(
		'the name %s',
		async (name) => {
			const { mia, board } = await meet();
			expect((await mia.get(`/blobs/${board}/${name}`)).status).toBe(404);
			expect((await put(mia, board, PICTURE, { hash: name })).status).toBe(404);
			expect((await mia.get(`/blobs/${name}/${hashOf(PICTURE)}`)).status).toBe(404);
		}
	);
});

test('an image that is a page as well is shown as an image only', async () => {
	const { mia, board } = await meet();
	const polyglot = gifHead(20, 10, '<html><script>alert(1)</script></html>');
	expect((await put(mia, board, polyglot, { 'content-type': 'text/html' })).status).toBe(204);
	const answer = await mia.get(pathOf(board, polyglot));
	expect(answer.headers.get('content-type')).toBe('image/gif');
	expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
	expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox;/);
});

test('somebody who uploads without end is asked to wait', async () => {
	const { mia, fay, board } = await meet();
	const statuses: number[] = [];
	for (let n = 0; n < 130; n++) statuses.push((await put(mia, board, PICTURE)).status);
	expect(statuses.at(-1)).toBe(429);
	expect(statuses.filter((status) => status === 204).length).toBeGreaterThanOrEqual(120);
	expect((await put(fay, board, PICTURE)).status).toBe(204);
});

describe('a file of a page', () => {
	const PROGRAM = new TextEncoder().encode('<!doctype html><script>alert(1)</script>');
	const asFile = (client: HttpClient, board: string): Promise<Response> =>
		fetch(`${client.origin}${pathOf(board, PROGRAM)}?as=file`, {
			method: 'PUT',
			headers: { cookie: client.cookie, origin: client.origin },
			body: new Uint8Array(PROGRAM)
		});

	test('is saved by who reads the page, and shown by nobody’s browser', async () => {
		const { fay, vic, page } = await meet();
		expect((await asFile(fay, page)).status).toBe(204);
		const read = await fetch(`${server.origin}${pathOf(page, PROGRAM)}`, { headers: { cookie: vic.cookie } });
		expect(read.status).toBe(200);
		expect(read.headers.get('content-type')).toBe('application/octet-stream');
		expect(read.headers.get('content-disposition')).toBe('attachment');
		expect(read.headers.get('content-security-policy')).toContain('sandbox');
		expect(new Uint8Array(await read.arrayBuffer())).toEqual(PROGRAM);
	});

	test('is refused to who only reads, on boards that have none, and as an image', async () => {
		const { fay, vic, board, page } = await meet();
		expect(await refusal(await asFile(vic, page))).toEqual([403, 'forbidden']);
		expect(((await refusal(await asFile(fay, board))) as unknown[])[1]).toBe('invalid');
		expect(((await refusal(await put(fay, page, PROGRAM))) as unknown[])[1]).toBe('invalid');
	});
});
