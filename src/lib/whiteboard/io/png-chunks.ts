import { crc32 } from './crc32.ts';

/** The eight bytes that every PNG begins with. */
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and checksum. */
const AROUND_DATA = 12;
const KEYWORD = 'commonplace-board';
const MAX_SOURCE_BYTES = 40_000_000;

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
	const packed = await piped(new TextEncoder().encode(source), new CompressionStream('deflate'));
	// Keyword, compressed by deflate, no language, no translation.
	const data = joined([new TextEncoder().encode(KEYWORD), Uint8Array.of(0, 1, 0, 0, 0), packed]);
	return joined([png.subarray(0, header.end), chunkOf('iTXt', data), png.subarray(header.end)]);
}

/** The text that `withSource` put in; `null` when there is none that can be read. */
export async function sourceIn(png: Uint8Array<ArrayBuffer>): Promise<string | null> {
	if (!isPng(png)) return null;
	for (let chunk = chunkAt(png, SIGNATURE.length); chunk !== null; chunk = chunkAt(png, chunk.end)) {
		const text = chunk.type === 'iTXt' ? await textOf(chunk.data) : null;
		if (text !== null) return text;
	}
	return null;
}

async function textOf(data: Uint8Array<ArrayBuffer>): Promise<string | null> {
	const start = KEYWORD.length + 5;
	const keyword = new TextDecoder().decode(data.subarray(0, KEYWORD.length));
	if (keyword !== KEYWORD || data[KEYWORD.length + 1] !== 1) return null;
	try {
		const bytes = await piped(data.subarray(start), new DecompressionStream('deflate'), MAX_SOURCE_BYTES);
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

function chunkOf(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
	const chunk = new Uint8Array(AROUND_DATA + data.length);
	const view = new DataView(chunk.buffer);
	view.setUint32(0, data.length);
	chunk.set(new TextEncoder().encode(type), 4);
	chunk.set(data, 8);
	view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
	return chunk;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** @throws when what comes out is longer than `most`: a small file can unpack into anything. */
async function piped(
	bytes: Uint8Array<ArrayBuffer>,
	through: CompressionStream | DecompressionStream,
	most = Infinity
): Promise<Uint8Array<ArrayBuffer>> {
	const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
	const parts: Uint8Array[] = [];
	let length = 0;
	for (let read = await reader.read(); !read.done; read = await reader.read()) {
		length += read.value.length;
		if (length > most) {
			await reader.cancel();
			throw new RangeError('The text in this picture is too long');
		}
		parts.push(read.value);
	}
	return joined(parts);
}
