import type { Context } from 'hono';
import { IMAGE_LIMITS } from '#model/images/limits.ts';
import { SNIFFED_BYTES } from '#model/images/sniff.ts';
import { FILE_TYPE, sniffStored, type StoredType } from '#model/images/stored-type.ts';
import type { AppEnv } from '../routes/request.ts';

export type ImageBody =
	| { readonly ok: true; readonly bytes: Uint8Array; readonly type: StoredType }
	| { readonly ok: false; readonly refusal: 'too-large' | 'invalid' | 'slow-down' };

/**
 * Reads an image, or a PDF, from a request's body, and stops reading at once where it is too large or begins like something else:
 * nobody can fill the memory with what would be refused. `mayHold` is asked for each part that comes.
 * `isFile`: it may be anything, and is kept as what nobody's browser shows.
 */
export async function readImage(
	c: Context<AppEnv>,
	mayHold: (bytes: number) => boolean,
	isFile: boolean
): Promise<ImageBody> {
	const announced = Number(c.req.header('content-length') ?? '0');
	if (announced > IMAGE_LIMITS.bytes) return { ok: false, refusal: 'too-large' };
	const body = c.req.raw.body;
	if (body === null) return { ok: false, refusal: 'invalid' };
	const reader = (body as ReadableStream<Uint8Array>).getReader();
	const chunks: Uint8Array[] = [];
	let length = 0;
	let checked = isFile;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		chunks.push(value);
		length += value.length;
		const isLooked = checked;
		checked ||= length >= SNIFFED_BYTES;
		let refusal: Extract<ImageBody, { ok: false }>['refusal'] | null = null;
		if (length > IMAGE_LIMITS.bytes) refusal = 'too-large';
		else if (!mayHold(value.length)) refusal = 'slow-down';
		else if (checked && !isLooked && sniffStored(Buffer.concat(chunks)) === null) refusal = 'invalid';
		if (refusal === null) continue;
		void reader.cancel().catch(() => undefined);
		return { ok: false, refusal };
	}
	const bytes = Buffer.concat(chunks);
	if (isFile) return { ok: true, bytes, type: FILE_TYPE };
	const image = sniffStored(bytes);
	if (image === null) return { ok: false, refusal: 'invalid' };
	if (image.width > IMAGE_LIMITS.side || image.height > IMAGE_LIMITS.side)
		return { ok: false, refusal: 'too-large' };
	return { ok: true, bytes, type: image.type };
}
