import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HealthyPair } from '../support/healthy-pair.ts';
import { residentMegabytes } from '../support/process-memory.ts';
import { isLongRun, rounds } from '../support/rounds.ts';
import { SharedBoard } from '../support/shared-board.ts';
import { waitFor } from '../support/wait-for.ts';
import { requestHead, UPGRADE_HEADERS, WireSocket } from '../support/wire-socket.ts';

let board: SharedBoard;
let pair: HealthyPair;
beforeAll(async () => {
	board = await SharedBoard.start();
	pair = await HealthyPair.join(board);
});
afterAll(() => board.close());

const sockets: WireSocket[] = [];
afterEach(async () => {
	for (const socket of sockets.splice(0)) socket.destroy();
	await pair.exchange();
	expect((await fetch(`${board.server.origin}/healthz`)).status).toBe(200);
	expect(board.server.output(), 'no error in the log').not.toMatch(/"level":(50|60)/);
});

async function connect(): Promise<WireSocket> {
	const socket = await WireSocket.open(board.server.port);
	sockets.push(socket);
	return socket;
}

const get = (path: string, headers: Record<string, string | readonly string[] | null> = {}) =>
	requestHead(`GET ${path} HTTP/1.1`, { Host: board.server.origin.slice('http://'.length), ...headers });

const post = (headers: Record<string, string | readonly string[] | null>, body: string) =>
	requestHead('POST /api/join HTTP/1.1', {
		Host: board.server.origin.slice('http://'.length),
		Origin: board.server.origin,
		'Content-Type': 'application/json',
		...headers
	}) + body;

/** Would be answered with 200 if somebody took it for a request of its own. */
const SMUGGLED = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';

describe('a request whose end is open to doubt', () => {
	it.each([
		['both a length and chunks', { 'Content-Length': '4', 'Transfer-Encoding': 'chunked' }, '0\r\n\r\n'],
		[
			'both a length of nothing and chunks',
			{ 'Content-Length': '0', 'Transfer-Encoding': 'chunked' },
			'0\r\n\r\n'
		],
		['two lengths', { 'Content-Length': ['4', '40'] }, 'null'],
		['a list of lengths', { 'Content-Length': '4, 40' }, 'null'],
		['a negative length', { 'Content-Length': '-4' }, 'null'],
		['a length with a sign', { 'Content-Length': '+4' }, 'null'],
		['a hexadecimal length', { 'Content-Length': '0x4' }, 'null'],
		['a length beyond all numbers', { 'Content-Length': '9'.repeat(40) }, 'null'],
		['chunks that are not the last coding', { 'Transfer-Encoding': 'chunked, identity' }, '0\r\n\r\n'],
		['chunks twice', { 'Transfer-Encoding': ['chunked', 'chunked'] }, '0\r\n\r\n'],
		['a coding that does not exist', { 'Transfer-Encoding': 'xchunked' }, '0\r\n\r\n'],
		['a vertical tab before the coding', { 'Transfer-Encoding': '\x0bchunked' }, '0\r\n\r\n'],
		['a chunk whose size is no number', { 'Transfer-Encoding': 'chunked' }, 'zz\r\nnull\r\n0\r\n\r\n'],
		['a negative chunk', { 'Transfer-Encoding': 'chunked' }, '-1\r\nnull\r\n0\r\n\r\n'],
		[
			'a chunk beyond all numbers',
			{ 'Transfer-Encoding': 'chunked' },
			`${'f'.repeat(20)}\r\nnull\r\n0\r\n\r\n`
		],
		['a chunk that is longer than it says', { 'Transfer-Encoding': 'chunked' }, '1\r\nnull\r\n0\r\n\r\n'],
		[
			'chunk extensions without end',
			{ 'Transfer-Encoding': 'chunked' },
			`4;${'x'.repeat(40_000)}\r\nnull\r\n0\r\n\r\n`
		]
	])('is refused, and nothing behind it is answered: %s', async (_, headers, body) => {
		const socket = await connect();
		socket.write(post(headers, body + SMUGGLED));
		const statuses = await socket.statuses();
		expect(statuses).not.toContain(200);
		expect(statuses.length).toBeLessThanOrEqual(1);
		for (const status of statuses) expect([400, 413, 501]).toContain(status);
	});

	it('is answered once when its length is honest, and so is the next one', async () => {
		const socket = await connect();
		socket.write(post({ 'Content-Length': '4' }, 'null') + get('/healthz', { Connection: 'close' }));
		expect(await socket.statuses()).toEqual([400, 200]);
	});
});

describe('an address that leads nowhere', () => {
	it.each([
		['a null byte', '/sync/a\0b', [400]],
		['an encoded null byte', '/api/sessions/%00', [400, 404]],
		['a broken escape', '/api/sessions/%E0%A4%A', [400, 404]],
		['an escape that is none', '/read/%zz', [400, 404]],
		['dots', '/api/../../../../etc/passwd', [400, 404, 200, 503]],
		['encoded dots', '/%2e%2e/%2e%2e/%2e%2e/etc/passwd', [400, 404, 200, 503]],
		['encoded slashes', '/_app%2f..%2f..%2f..%2fetc%2fpasswd', [400, 404, 200, 503]],
		['dots in the built client', '/_app/../../package.json', [400, 404, 200, 503]],
		['backslashes', '/..\\..\\..\\etc\\passwd', [400, 404, 200, 503]],
		['a name of a page that is a path', '/read/..%2f..%2fetc%2fpasswd', [404]],
		['spaces', '/api/ sessions HTTP/1.1', [400]],
		['bytes above ASCII', '/api/\xff\xfe', [400, 404]],
		['a giant path', `/${'a'.repeat(100_000)}`, [414, 431]],
		['a path of 10 kB', `/api/${'a'.repeat(10_000)}`, [404]],
		['a giant query', `/healthz?${'a=b&'.repeat(30_000)}`, [414, 431]],
		['nothing', '', [400]],
		['a star', '*', [400, 404, 200, 503]],
		['another host’s address', 'http://evil.example/api/me', [400, 403, 404, 200]],
		['another scheme', 'file:///etc/passwd', [400, 403, 404, 200, 503]],
		['an address without an end', 'http://[::1', [400, 404]]
	])('is refused or shows nothing: %s', async (_, path, statuses) => {
		const socket = await connect();
		socket.write(Buffer.from(get(path, { Connection: 'close' }), 'latin1'));
		expect(statuses).toContain(await socket.status());
		expect(socket.received.toString('latin1')).not.toMatch(/root:|"private": true/);
	});

	it.each(['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE', 'CONNECT', 'GET'])(
		'with the method %s changes nothing and is answered without an error',
		async (method) => {
			const socket = await connect();
			socket.write(get(`/api/sessions/${board.session}`, { Connection: 'close' }).replace('GET', method));
			const status = await socket.status();
			expect(status === null || (status >= 400 && status < 500), `${method}: ${status}`).toBe(true);
			expect(socket.received.toString('latin1')).not.toContain('facilitator');
		}
	);

	it.each(['get', 'GE T', 'FOO', '\x16\x03\x01', 'POST\0'])(
		'with the method %j is refused',
		async (method) => {
			const socket = await connect();
			socket.write(get('/healthz').replace('GET', method));
			socket.socket.end();
			expect([400, null]).toContain(await socket.status());
		}
	);
});

describe('a request head', () => {
	it.each([
		['without a host', { Host: null }, [400]],
		['with two hosts', { Host: ['a.example', 'b.example'] }, [200, 400]],
		['with a host that is none', { Host: 'a b/c' }, [200, 400]],
		['with an empty host', { Host: '' }, [200, 400]],
		['with a giant host', { Host: 'a'.repeat(15_000) }, [200, 400, 431]],
		['with a header of 100 kB', { 'X-Large': 'x'.repeat(100_000) }, [431]],
		['with broken cookies', { Cookie: 'commonplace=%E0%A4%A; ;;=; commonplace' }, [200]],
		['with many cookies', { Cookie: 'a=b; '.repeat(2500) }, [200]],
		['with a forged address', { 'X-Forwarded-For': `${'1.2.3.4, '.repeat(1000)}\u00ff` }, [200, 400]],
		['with a range without end', { Range: `bytes=${'0-1,'.repeat(3000)}` }, [200, 206, 416]],
		['that expects something unknown', { Expect: 'the-unexpected' }, [200, 417]],
		['with encodings that do not exist', { 'Accept-Encoding': 'x;q=9, *;q=, ,;' }, [200]],
		['that upgrades to something unknown', { Connection: 'Upgrade', Upgrade: 'h2c' }, [200, 404, 400]]
	])('%s is answered or refused', async (_, headers, statuses) => {
		const socket = await connect();
		socket.write(Buffer.from(get('/healthz', { Connection: 'close', ...headers }), 'latin1'));
		expect(statuses).toContain(await socket.status());
	});

	it('of HTTP/2 is refused', async () => {
		const socket = await connect();
		socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
		expect([400, 404, null]).toContain(await socket.status());
	});

	it('of TLS is refused', async () => {
		const socket = await connect();
		socket.write(Buffer.from('16030100c8010000c40303', 'hex'));
		socket.socket.end();
		expect([400, null]).toContain(await socket.status());
	});
});

describe('a body', () => {
	const big = (bytes: number) => JSON.stringify({ code: 'x'.repeat(bytes) });
	it.each([
		['that is too large', () => post({ 'Content-Length': String(big(100_000).length) }, big(100_000)), [413]],
		[
			'that is too large, in chunks',
			() => {
				const body = big(100_000);
				return post(
					{ 'Transfer-Encoding': 'chunked' },
					`${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
				);
			},
			[413]
		],
		['that says it is too large', () => post({ 'Content-Length': '99999999999' }, ''), [413]],
		['that is no JSON', () => post({ 'Content-Length': '1' }, '{'), [400]],
		[
			'that is deep',
			() => post({ 'Content-Length': '60000' }, '['.repeat(30_000) + ']'.repeat(30_000)),
			[400]
		],
		[
			'with a prototype',
			() => post({ 'Content-Length': '41' }, '{"__proto__":{"code":"a"},"constructor":1}'.slice(0, 41)),
			[400]
		],
		[
			'of another type',
			() => post({ 'Content-Length': '4', 'Content-Type': 'text/plain' }, 'null'),
			[400, 415]
		],
		[
			'in a charset of its own',
			() => post({ 'Content-Length': '4', 'Content-Type': 'application/json; charset=utf-7' }, 'null'),
			[400]
		],
		[
			'that is compressed',
			() => post({ 'Content-Length': '4', 'Content-Encoding': 'gzip' }, 'null'),
			[400, 415]
		]
	] as const)('%s is refused', async (_, request, statuses) => {
		const socket = await connect();
		socket.write(request());
		expect(statuses).toContain(await socket.status());
	});
});

describe('whoever is slow', () => {
	/** So many that they would fill a small table of connections. */
	const SLOW = rounds(150, 500);

	it(
		'with heads that never end keeps nobody else out, and is cut in the end',
		{ timeout: 120_000 },
		async () => {
			const heads = ['GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', ''];
			const slow = await Promise.all(Array.from({ length: SLOW }, connect));
			for (const [index, socket] of slow.entries()) socket.write(heads[index % 2]!);
			await pair.exchange();
			expect((await fetch(`${board.server.origin}/readyz`)).status).toBe(200);
			if (!isLongRun) return;
			const drip = setInterval(() => slow.forEach((socket) => socket.ended || socket.write('x')), 1000);
			try {
				await waitFor(() => slow.every((socket) => socket.ended), 'all of them are cut', 90_000);
			} finally {
				clearInterval(drip);
			}
		}
	);

	it('with a body that never ends keeps nobody else out', async () => {
		const slow = await Promise.all(Array.from({ length: SLOW }, connect));
		for (const socket of slow) socket.write(post({ 'Content-Length': '1000' }, '{"code":'));
		await pair.exchange();
		expect((await fetch(`${board.server.origin}/readyz`)).status).toBe(200);
	});

	it('to read answers keeps nobody else out and little memory', async () => {
		const before = await residentMegabytes(board.server.pid);
		const slow = await Promise.all(Array.from({ length: 20 }, connect));
		for (const socket of slow) {
			socket.socket.pause();
			// As many answers as fit into a few megabytes, none of which is read.
			for (let request = 0; request < 200; request += 1) socket.write(get('/read/read.css'));
		}
		await pair.exchange();
		await pair.exchange();
		const grown = (await residentMegabytes(board.server.pid)) - before;
		console.info(`4,000 requests whose answers nobody reads: ${grown} MB more`);
		expect(grown).toBeLessThan(150);
	});
});

describe('one client', () => {
	it('that sends many requests at once over one connection gets all answers in order', async () => {
		const socket = await connect();
		socket.write(get('/healthz').repeat(500) + get('/nothing/here/at/all', { Connection: 'close' }));
		const statuses = await socket.statuses();
		expect(statuses).toHaveLength(501);
		expect(statuses.slice(0, 500).every((status) => status === 200)).toBe(true);
	});

	it('that upgrades behind an ordinary request is answered twice', async () => {
		const socket = await connect();
		const { cookie, origin } = board.headers(board.owner) as { cookie: string; origin: string };
		const upgrade = get(`/sync/${board.name}`, { ...UPGRADE_HEADERS, Cookie: cookie, Origin: origin });
		socket.write(get('/healthz') + upgrade);
		await waitFor(() => socket.received.includes('101 Switching'), 'the upgrade is answered');
		expect(socket.received.toString('latin1')).toMatch(/^HTTP\/1\.1 200/);
	});

	it('that cuts its connections in the middle of everything leaves nothing behind', async () => {
		for (let round = 0; round < rounds(100, 1000); round += 1) {
			const socket = await connect();
			socket.write(get('/healthz').repeat(3));
			socket.socket.resetAndDestroy();
		}
	});
});
