import { deflateSync, crc32 } from 'node:zlib';
import { createHash } from 'node:crypto';

/** Real and barely real images, without a decoder. */

/** Puts an image on a document, as a browser does. */
export function putImage(
	{ origin, cookie }: { readonly origin: string; readonly cookie: string },
	document: string,
	bytes: Uint8Array
): Promise<Response> {
	return fetch(`${origin}${imagePath(document, bytes)}`, {
		method: 'PUT',
		headers: { cookie, origin, 'content-type': 'image/png' },
		body: new Uint8Array(bytes)
	});
}

export function imagePath(document: string, bytes: Uint8Array): string {
	return `/blobs/${document}/${hashOf(bytes)}`;
}

/** A picture with a word in it that is found in its bytes, and in those of no other. */
export function pictureWith(word: string): Uint8Array {
	return Buffer.concat([png(4, 4, [20, 90, 200]), Buffer.from(word)]);
}

/** A whole PNG in one colour, which any browser shows. */
export function png(width: number, height: number, [r, g, b]: readonly [number, number, number]): Uint8Array {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2, 0, 0, 0], 8);
	const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([r, g, b]))]);
	const rows = deflateSync(Buffer.concat(Array<Buffer>(height).fill(row)));
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', header),
		chunk('IDAT', rows),
		chunk('IEND', Buffer.alloc(0))
	]);
}

function chunk(type: string, content: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
	const ends = Buffer.alloc(8);
	ends.writeUInt32BE(content.length, 0);
	ends.writeUInt32BE(crc32(named), 4);
	return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

/** The beginning of a JPEG with a segment of metadata of that length before its frame header. */
export function jpegHead(width: number, height: number, metadataBytes = 16): Uint8Array {
	const metadata = Buffer.alloc(metadataBytes + 4);
	metadata.set([0xff, 0xe1]);
	metadata.writeUInt16BE(metadataBytes + 2, 2);
	const frame = Buffer.from([0xff, 0xc2, 0, 17, 8, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
	frame.writeUInt16BE(height, 5);
	frame.writeUInt16BE(width, 7);
	return Buffer.concat([Buffer.from([0xff, 0xd8]), metadata, frame]);
}

export function gifHead(width: number, height: number, after = ''): Uint8Array {
	const size = Buffer.alloc(4);
	size.writeUInt16LE(width, 0);
	size.writeUInt16LE(height, 2);
	return Buffer.concat([Buffer.from('GIF89a', 'latin1'), size, Buffer.from(after)]);
}

export function hashOf(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}
