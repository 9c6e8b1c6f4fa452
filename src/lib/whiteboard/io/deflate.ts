/** Packs with zlib (RFC 1950), as PNG has it. */
export function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	return piped(bytes, new CompressionStream('deflate'), Infinity);
}

/** @throws when it was not packed so, or what comes out is longer than `most` bytes: a small file can unpack into anything. */
export function inflated(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array<ArrayBuffer>> {
	return piped(bytes, new DecompressionStream('deflate'), most);
}

async function piped(
	bytes: Uint8Array<ArrayBuffer>,
	through: CompressionStream | DecompressionStream,
	most: number
): Promise<Uint8Array<ArrayBuffer>> {
	const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
	const parts: Uint8Array[] = [];
	let length = 0;
	for (let read = await reader.read(); !read.done; read = await reader.read()) {
		length += read.value.length;
		if (length > most) {
			await reader.cancel();
			throw new RangeError('What is packed in here is too long');
		}
		parts.push(read.value);
	}
	return joined(parts);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
