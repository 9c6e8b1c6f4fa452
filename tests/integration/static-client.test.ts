import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, temporaryFolder, type Folder, type LocalServer } from '../support/server.ts';

const POLICY = "default-src 'self'; script-src 'self' 'sha256-abc='";
const SHELL = `<!doctype html><html><head><meta http-equiv="content-security-policy" content="${POLICY}"></head><body>shell</body></html>`;
const CHUNK = `export const words = ${JSON.stringify('word '.repeat(500))};`;
const CHUNK_PATH = '/_app/immutable/chunks/abc.js';
const WORKER_PATH = '/_app/immutable/workers/abc.js';
const DRAWING_PATH = '/_app/immutable/assets/abc.svg';

let build: Folder;
let server: LocalServer;

beforeAll(async () => {
	build = await temporaryFolder();
	const files: Record<string, string | Uint8Array> = {
		'app.html': SHELL,
		'app.html.br': brotliCompressSync(SHELL),
		'app.html.gz': gzipSync(SHELL),
		'service-worker.js': 'self.x = 1;',
		'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
		'manifest.webmanifest': '{}',
		[CHUNK_PATH]: CHUNK,
		[WORKER_PATH]: 'self.x = 1;',
		[DRAWING_PATH]: '<svg xmlns="http://www.w3.org/2000/svg"/>',
		[`${CHUNK_PATH}.br`]: brotliCompressSync(CHUNK),
		[`${CHUNK_PATH}.gz`]: gzipSync(CHUNK)
	};
	for (const [path, content] of Object.entries(files)) {
		await mkdir(dirname(join(build.path, path)), { recursive: true });
		await writeFile(join(build.path, path), content);
	}
	server = await startServer({ BUILD_DIR: build.path, FRAME_ANCESTORS: "'self' https://calls.example" });
});
afterAll(async () => {
	await server.close();
	await build.remove();
});

interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: Buffer;
}

/** Sends a path exactly as written, and decodes nothing: `fetch` would do both. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const sent = request({ host: '127.0.0.1', port: server.port, path, headers, method }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () =>
				resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) })
			);
		});
		sent.on('error', reject).end();
	});
}

const HTML = { accept: 'text/html,application/xhtml+xml' };

describe('files of the client', () => {
	test('with a hash in their name are kept for ever, others are asked for again', async () => {
		expect((await get(CHUNK_PATH)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
		for (const path of ['/service-worker.js', '/icon.svg', '/app.html'])
			expect((await get(path)).headers['cache-control'], path).toBe('no-cache');
	});

	test('have the type that their name says', async () => {
		expect((await get(CHUNK_PATH)).headers['content-type']).toMatch(/^text\/javascript/);
		expect((await get('/icon.svg')).headers['content-type']).toMatch(/^image\/svg\+xml/);
		expect((await get('/manifest.webmanifest')).headers['content-type']).toBe('application/manifest+json');
	});

	test.each([
		['gzip, deflate, br', 'br'],
		['gzip', 'gzip'],
		['br;q=0, gzip;q=0.5', 'gzip'],
		['', undefined],
		['identity', undefined]
	])('go out as the build compressed them: %j → %s', async (accepted, encoding) => {
		const { headers, body } = await get(CHUNK_PATH, { 'accept-encoding': accepted });
		expect(headers['content-encoding']).toBe(encoding);
		expect(headers.vary).toBe('Accept-Encoding');
		const plain =
			encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
		expect(plain.toString()).toBe(CHUNK);
		expect(headers['content-length']).toBe(String(body.length));
	});

	test('are not sent twice to who has them, each encoding by itself', async () => {
		const first = await get('/app.html', { 'accept-encoding': 'br' });
		const etag = String(first.headers.etag);
		const again = await get('/app.html', { 'accept-encoding': 'br', 'if-none-match': etag });
		expect([again.status, again.body.length]).toEqual([304, 0]);
		const plain = await get('/app.html', { 'if-none-match': etag });
		expect([plain.status, plain.body.toString()]).toEqual([200, SHELL]);
	});

	test('answer HEAD without a body', async () => {
		const { status, body, headers } = await get('/icon.svg', {}, 'HEAD');
		expect([status, body.length, headers['content-type']]).toEqual([
			200,
			0,
			expect.stringMatching(/^image\/svg/)
		]);
	});
});

describe('addresses', () => {
	test('that the client routes get the shell', async () => {
		for (const path of ['/', '/join/K7QF-2M9D', '/s/abc/def?x=1'])
			expect((await get(path, HTML)).body.toString(), path).toBe(SHELL);
	});

	test('of the front door is answered whatever one takes', async () => {
		expect((await get('/', { accept: '*/*' })).body.toString()).toBe(SHELL);
	});

	test('that are missing are missing', async () => {
		for (const path of ['/_app/immutable/chunks/gone.js', '/_app/version.json'])
			expect((await get(path, HTML)).status, path).toBe(404);
		expect((await get('/missing.png', { accept: 'image/*' })).status).toBe(404);
		expect((await get('/join', { accept: '*/*' })).status).toBe(404);
		expect((await get('/', HTML, 'POST')).status).toBe(404);
	});

	test('outside of the client lead nowhere', async () => {
		const outside = [
			'/../../../../etc/passwd',
			'/..%2f..%2f..%2fetc%2fpasswd',
			'/_app/../../package.json',
			'/%2e%2e/%2e%2e/package.json',
			'/icon.svg%00.html',
			'//etc/passwd',
			'/_app/immutable/chunks/abc.js%2f..%2f..%2f..%2fapp.html',
			'/%E0%A4%A'
		];
		for (const path of outside) {
			const { status, body } = await get(path);
			expect(status, path).toBe(404);
			expect(body.toString(), path).not.toContain('root:');
		}
	});
});

test('every answer has the security headers, with the policy of the build', async () => {
	const paths = [
		'/',
		'/service-worker.js',
		'/icon.svg',
		WORKER_PATH,
		DRAWING_PATH,
		'/_app/immutable/chunks/missing.js'
	];
	paths.push('/api/me', '/api/nothing', '/healthz', '/read/nothing', '/missing');
	for (const path of paths) {
		const { headers } = await get(path, path === '/' ? HTML : {});
		expect(headers['content-security-policy'], path).toBe(
			`${POLICY}; frame-ancestors 'self' https://calls.example`
		);
		expect(headers, path).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'same-origin',
			'cross-origin-opener-policy': 'same-origin'
		});
		expect(headers['permissions-policy'], path).toContain('camera=()');
	}
});

test('a page may show calls in frames only where the settings name their hosts', async () => {
	const { headers, body } = await get('/');
	expect(String(headers['content-security-policy'])).not.toContain('frame-src');
	expect(body.toString()).not.toContain('jitsi');
	const open = await startServer({ BUILD_DIR: build.path, JITSI_HOSTS: 'meet.example.org 127.0.0.9:8443' });
	const answer = await fetch(open.origin, { headers: HTML });
	const policy = `${POLICY}; frame-src 'self' https://meet.example.org https://127.0.0.9:8443`;
	expect(answer.headers.get('content-security-policy')).toBe(`${policy}; frame-ancestors 'self'`);
	expect(answer.headers.get('permissions-policy')).toContain(
		'camera=(self "https://meet.example.org" "https://127.0.0.9:8443")'
	);
	const shell = await answer.text();
	expect(shell, 'as it comes compressed, too').toContain(`content="${policy}"`);
	expect(shell).toContain('<meta name="commonplace-jitsi-hosts" content="meet.example.org 127.0.0.9:8443">');
	await open.close();
});

test('parts of a page have no policies of their own, and are never taken for anything but what they are', async () => {
	const { headers } = await get(CHUNK_PATH);
	expect(headers).toMatchObject({
		'x-content-type-options': 'nosniff',
		'cross-origin-resource-policy': 'same-origin'
	});
	for (const name of ['content-security-policy', 'permissions-policy', 'cross-origin-opener-policy'])
		expect(headers[name], name).toBeUndefined();
	const again = await get(CHUNK_PATH, { 'if-none-match': String(headers.etag) });
	expect(again.status).toBe(304);
	expect(again.headers['content-security-policy']).toBeUndefined();
});

test('without a build, people are told what to do', async () => {
	const bare = await startServer({ BUILD_DIR: join(build.path, 'nothing-here') });
	const answer = await fetch(bare.origin, { headers: HTML });
	expect(answer.status).toBe(503);
	expect(await answer.text()).toContain('npm start');
	const health = await fetch(`${bare.origin}/healthz`);
	expect(health.status).toBe(200);
	await bare.close();
});
