import { once } from 'node:events';
import type { Server } from 'node:http';
import { isIPv6, type AddressInfo } from 'node:net';
import type { Config } from './config.ts';

/**
 * Milliseconds. Whoever sends slower than this holds a connection for nothing; a photograph may take two minutes over a
 * phone. A proxy keeps its own connections open for a minute.
 */
export const TIMEOUTS = { headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 65_000 };

/** The port that it was. */
export async function listen(http: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<number> {
	http.listen({ host, port });
	await once(http, 'listening');
	return (http.address() as AddressInfo).port;
}

/** Where a browser on this machine reaches it. */
export function localOrigin(host: string, port: number): string {
	if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
	return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
