import type { MiddlewareHandler } from 'hono';
import { refuse, type AppEnv } from './request.ts';

/**
 * Refuses bodies of more than `maxBytes`. One whose length is not said beforehand is read here, as far as that: Hono's own limit makes the
 * request anew from one that is no `Request` of Node's, which throws.
 */
export function atMost(maxBytes: number): MiddlewareHandler<AppEnv> {
	return async (c, next) => {
		const { headers } = c.req.raw;
		const said = headers.has('transfer-encoding') ? null : headers.get('content-length');
		if (said !== null) return Number(said) > maxBytes ? refuse(c, 'too-large') : next();
		const stream = c.req.raw.body;
		if (stream === null) return next();
		const body = await readAtMost(stream, maxBytes);
		if (body === null) return refuse(c, 'too-large');
		c.req.raw = new Request(c.req.url, { method: c.req.method, headers, body });
		return next();
	};
}

/** `null`: it is longer. */
async function readAtMost(
	stream: ReadableStream<Uint8Array>,
	maxBytes: number
): Promise<Uint8Array<ArrayBuffer> | null> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = stream.getReader();
	for (let part = await reader.read(); !part.done; part = await reader.read()) {
		size += part.value.length;
		if (size > maxBytes) return null;
		chunks.push(part.value);
	}
	return Uint8Array.from(Buffer.concat(chunks));
}
