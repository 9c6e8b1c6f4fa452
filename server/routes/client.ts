import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Context } from 'hono';
import { getMimeType } from 'hono/utils/mime';
import { JITSI_HOSTS_META } from '#protocol/meeting-frame.ts';
import type { AppEnv } from './request.ts';
import { HASHED_FILES } from './security-headers.ts';

/** One file of the built client, as it goes over the wire. */
interface ClientFile {
	readonly type: string;
	readonly etag: string;
	readonly plain: Uint8Array<ArrayBuffer>;
	/** Compressed by the build, the best first. */
	readonly encoded: readonly { readonly encoding: 'br' | 'gzip'; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

/**
 * The built client, read once: a few megabytes, and an address can only ever name a file that was there at the start.
 */
export interface Client {
	/** By path: `/_app/immutable/…`, `/app.html`. */
	readonly files: ReadonlyMap<string, ClientFile>;
	readonly shell: ClientFile;
	/** The Content-Security-Policy that the build wrote for its own scripts. */
	readonly policy: string;
}

const SHELL = '/app.html';
const POLICY = /(<meta\s+http-equiv="content-security-policy"\s+content=")([^"]*)(")/i;
const COMPRESSED = /\.(br|gz)$/;

/** `null` when nothing is built. `jitsiHosts`: whose pages it may show in frames. */
export async function loadClient(buildDir: string, jitsiHosts: readonly string[]): Promise<Client | null> {
	const files = new Map<string, ClientFile>();
	for (const path of await listFiles(buildDir)) {
		if (COMPRESSED.test(path)) continue;
		files.set(`/${path.split(sep).join('/')}`, await readClientFile(join(buildDir, path)));
	}
	const built = files.get(SHELL);
	if (built === undefined) return null;
	const shell = jitsiHosts.length === 0 ? built : withFramesOf(built, jitsiHosts);
	files.set(SHELL, shell);
	return { files, shell, policy: policyOf(new TextDecoder().decode(shell.plain)) };
}

/**
 * The shell for a server that lets calls in: its own policy must allow what the header's does. The client reads from the
 * page which hosts those are, so that it never offers a frame that this page may not show.
 */
function withFramesOf(shell: ClientFile, hosts: readonly string[]): ClientFile {
	const html = new TextDecoder()
		.decode(shell.plain)
		.replace(POLICY, (meta, before: string, policy: string, after: string) => {
			const sources = ["'self'", ...hosts.map((host) => `https://${host}`)].join(' ');
			return `<meta name="${JITSI_HOSTS_META}" content="${hosts.join(' ')}">${before}${policy.replace(/;\s*$/, '')}; frame-src ${sources}${after}`;
		});
	const plain = new TextEncoder().encode(html);
	const encoded = [
		{ encoding: 'br', bytes: new Uint8Array(brotliCompressSync(plain)) },
		{ encoding: 'gzip', bytes: new Uint8Array(gzipSync(plain)) }
	] as const;
	return { ...shell, etag: etagOf(plain), plain, encoded };
}

/** Answers with a file of the client, the shell for every address that the client routes, or not at all. */
export function serveClient(client: Client, c: Context<AppEnv>): Response | null {
	if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return null;
	const { path } = c.req;
	const file = client.files.get(path);
	if (file !== undefined) return send(c, file, path.startsWith(HASHED_FILES));
	// A missing chunk must be seen as missing: the shell in its place would be run as a script.
	if (path.startsWith('/_app/')) return null;
	// Whoever watches whether the server is there asks for the front door, and takes what comes.
	if (path !== '/' && !c.req.header('accept')?.includes('text/html')) return null;
	return send(c, client.shell, false);
}

function send(c: Context<AppEnv>, file: ClientFile, immutable: boolean): Response {
	const accepted = acceptedEncodings(c.req.header('accept-encoding') ?? '');
	const chosen = file.encoded.find(({ encoding }) => accepted.has(encoding));
	// Two encodings are two representations, and need two tags.
	const etag = `"${file.etag}${chosen === undefined ? '' : `-${chosen.encoding}`}"`;
	const headers: Record<string, string> = {
		'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
		etag,
		...(file.encoded.length > 0 ? { vary: 'Accept-Encoding' } : {})
	};
	if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
	const bytes = chosen?.bytes ?? file.plain;
	headers['content-type'] = file.type;
	headers['content-length'] = String(bytes.byteLength);
	if (chosen !== undefined) headers['content-encoding'] = chosen.encoding;
	return c.body(bytes, 200, headers);
}

function acceptedEncodings(header: string): ReadonlySet<string> {
	const accepted = new Set<string>();
	for (const part of header.toLowerCase().split(',')) {
		const [encoding, ...parameters] = part.split(';').map((text) => text.trim());
		const refused = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
		if (encoding && !refused) accepted.add(encoding);
	}
	return accepted;
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
	return ifNoneMatch?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false;
}

async function listFiles(directory: string): Promise<string[]> {
	try {
		const entries = await readdir(directory, { recursive: true, withFileTypes: true });
		return entries
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(join(directory, sep).length));
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
		throw error;
	}
}

async function readClientFile(path: string): Promise<ClientFile> {
	const plain = await readBytes(path);
	if (plain === null) throw new Error(`${path} went away while it was read`);
	const encoded = [];
	for (const [encoding, extension] of [
		['br', '.br'],
		['gzip', '.gz']
	] as const) {
		const bytes = await readBytes(path + extension);
		if (bytes !== null) encoded.push({ encoding, bytes });
	}
	return { type: contentType(path), etag: etagOf(plain), plain, encoded };
}

function etagOf(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
	try {
		return new Uint8Array(await readFile(path));
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
		throw error;
	}
}

function contentType(path: string): string {
	if (path.endsWith('.webmanifest')) return 'application/manifest+json';
	return getMimeType(path) ?? 'application/octet-stream';
}

/** SvelteKit writes the policy, with the hash of its one inline script, into the shell. */
function policyOf(html: string): string {
	const meta = POLICY.exec(html)?.[2];
	if (meta === undefined) throw new Error('The built client has no Content-Security-Policy');
	return meta.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}
