import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.svg': 'image/svg+xml',
	'.woff2': 'font/woff2',
	'.json': 'application/json',
	'.png': 'image/png'
};

export interface PageServer {
	readonly origin: string;
	/** Compressed bytes of the JavaScript that was asked for so far. */
	scriptBytes(): number;
	stop(): void;
}

/** Serves a built page on a port of its own. */
export async function serve(folder: string): Promise<PageServer> {
	const scripts = new Map<string, number>();
	const server = createServer((request, response) => {
		const asked = decodeURIComponent((request.url ?? '/').split('?')[0]!);
		const path = asked.endsWith('/') ? `${asked}index.html` : asked;
		readFile(join(folder, normalize(path))).then(
			(body) => {
				if (path.endsWith('.js') && !scripts.has(path))
					scripts.set(path, gzipSync(body, { level: 9 }).length);
				response
					.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
					.end(body);
			},
			() => response.writeHead(404).end()
		);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		scriptBytes: () => [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0),
		stop() {
			server.close();
			server.closeAllConnections();
		}
	};
}
