import { crc32 } from './crc32.ts';
import { deflated, inflated, joined } from './deflate.ts';

/** The eight bytes that every PNG begins with. */
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and checksum. */
const AROUND_DATA = 12;
const KEYWORD = 'commonplace-board';
/** Of a drawing that is packed into a picture. */
export const MAX_SOURCE_BYTES = 40_000_000;

interface Chunk {
	readonly type: string;
	readonly data: Uint8Array<ArrayBuffer>;
	/** Where the next one begins. */
	readonly end: number;
}

/**
 * The PNG with a text in it, in an iTXt chunk (compressed, UTF-8; PNG 1.2, 4.2.3.3): what shows pictures ignores it.
 * @param png as a canvas makes it.
 */
export async function withSource(
	png: Uint8Array<ArrayBuffer>,
	source: string
): Promise<Uint8Array<ArrayBuffer>> {
	const header = chunkAt(png, SIGNATURE.length);
	if (!isPng(png) || header === null) return png;
	const packed = await deflated(new TextEncoder().encode(source));
	// Keyword, compressed by deflate, no language, no translation.
	const data = joined([new TextEncoder().encode(KEYWORD), Uint8Array.of(0, 1, 0, 0, 0), packed]);
	return joined([png.subarray(0, header.end), chunkOf('iTXt', data), png.subarray(header.end)]);
}

/** The text that `withSource` put in; `null` when there is none that can be read. */
export async function sourceIn(png: Uint8Array<ArrayBuffer>): Promise<string | null> {
	for (const { type, data } of chunksOf(png)) {
		const text = type === 'iTXt' ? await textOf(data) : null;
		if (text !== null) return text;
	}
	return null;
}

/** The chunks of a PNG, as far as they are whole; none of anything else. */
export function* chunksOf(png: Uint8Array<ArrayBuffer>): Generator<Omit<Chunk, 'end'>> {
	if (!isPng(png)) return;
	for (let chunk = chunkAt(png, SIGNATURE.length); chunk !== null; chunk = chunkAt(png, chunk.end))
		yield chunk;
}

async function textOf(data: Uint8Array<ArrayBuffer>): Promise<string | null> {
	const start = KEYWORD.length + 5;
	const keyword = new TextDecoder().decode(data.subarray(0, KEYWORD.length));
	if (keyword !== KEYWORD || data[KEYWORD.length + 1] !== 1) return null;
	try {
		const bytes = await inflated(data.subarray(start), MAX_SOURCE_BYTES);
		return new TextDecoder().decode(bytes);
	} catch {
		// Cut off, or never ours: then it is a picture like any other.
		return null;
	}
}

function isPng(bytes: Uint8Array): boolean {
	return SIGNATURE.every((byte, at) => bytes[at] === byte);
}

function chunkAt(png: Uint8Array<ArrayBuffer>, at: number): Chunk | null {
	if (at + AROUND_DATA > png.length) return null;
	const length = new DataView(png.buffer, png.byteOffset).getUint32(at);
	const end = at + AROUND_DATA + length;
	if (end > png.length) return null;
	const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
	return { type, data: png.subarray(at + 8, at + 8 + length), end };
}

/** A chunk as it lies in the file. */
export function chunkOf(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
	const chunk = new Uint8Array(AROUND_DATA + data.length);
	const view = new DataView(chunk.buffer);
	view.setUint32(0, data.length);
	chunk.set(new TextEncoder().encode(type), 4);
	chunk.set(data, 8);
	view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
	return chunk;
}
