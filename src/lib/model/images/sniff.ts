/** What may be stored and shown as an image. SVG is not among them: it is a document that can run scripts. */
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

/** What the first bytes of an image say about it; its size in pixels, before any turn that it asks for. */
export interface SniffedImage {
	readonly type: ImageType;
	readonly width: number;
	readonly height: number;
}

/** All that `sniffImage` looks at: a JPEG has its size behind its metadata, which may hold a preview. */
export const SNIFFED_BYTES = 256 * 1024;

type Reader = (bytes: Uint8Array, view: DataView) => readonly [width: number, height: number] | null;

/**
 * Tells by its bytes what an image is, whatever its name or sender says. `null` for everything else, and where the size
 * cannot be found.
 * Sources: PNG (W3C) 5.2 and 11.2.2; JPEG (ITU T.81) B.2.2; GIF89a 17 and 18; RFC 9649 (WebP); ISO 23008-12 (`ispe`).
 */
export function sniffImage(bytes: Uint8Array): SniffedImage | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (const [type, begins, sizeOf] of FORMATS) {
		if (!begins(bytes)) continue;
		const size = sizeOf(bytes, view);
		if (size === null || size[0] < 1 || size[1] < 1) return null;
		return { type, width: size[0], height: size[1] };
	}
	return null;
}

const FORMATS: readonly (readonly [ImageType, (bytes: Uint8Array) => boolean, Reader])[] = [
	['image/png', (bytes) => has(bytes, 0, '\x89PNG\r\n\x1a\n'), pngSize],
	['image/jpeg', (bytes) => has(bytes, 0, '\xff\xd8\xff'), jpegSize],
	['image/gif', (bytes) => has(bytes, 0, 'GIF87a') || has(bytes, 0, 'GIF89a'), gifSize],
	['image/webp', (bytes) => has(bytes, 0, 'RIFF') && has(bytes, 8, 'WEBP'), webpSize],
	['image/avif', (bytes) => has(bytes, 4, 'ftypavif') || has(bytes, 4, 'ftypavis'), avifSize]
];

function has(bytes: Uint8Array, at: number, text: string): boolean {
	if (bytes.length < at + text.length) return false;
	for (let n = 0; n < text.length; n++) if (bytes[at + n] !== text.charCodeAt(n)) return false;
	return true;
}

function pngSize(bytes: Uint8Array, view: DataView): readonly [number, number] | null {
	if (bytes.length < 24 || !has(bytes, 12, 'IHDR')) return null;
	return [view.getUint32(16), view.getUint32(20)];
}

function gifSize(bytes: Uint8Array, view: DataView): readonly [number, number] | null {
	return bytes.length < 10 ? null : [view.getUint16(6, true), view.getUint16(8, true)];
}

/** Walks the segments to the frame header, which begins with one of SOF0–SOF15. */
function jpegSize(bytes: Uint8Array, view: DataView): readonly [number, number] | null {
	for (let at = 2; at + 9 <= bytes.length;) {
		if (bytes[at] !== 0xff) return null;
		const marker = bytes[at + 1]!;
		// Fill bytes, and markers without a length.
		if (marker === 0xff) at += 1;
		else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
		// The end, or the picture itself, without a frame header before it.
		else if (marker === 0xd9 || marker === 0xda) return null;
		else if (isFrameHeader(marker)) return [view.getUint16(at + 7), view.getUint16(at + 5)];
		else at += 2 + Math.max(2, view.getUint16(at + 2));
	}
	return null;
}

function isFrameHeader(marker: number): boolean {
	// C4, C8 and CC stand between them and are something else.
	return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function webpSize(bytes: Uint8Array, view: DataView): readonly [number, number] | null {
	if (bytes.length < 30) return null;
	if (has(bytes, 12, 'VP8 '))
		return has(bytes, 23, '\x9d\x01\x2a')
			? [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff]
			: null;
	if (has(bytes, 12, 'VP8L')) {
		if (bytes[20] !== 0x2f) return null;
		const bits = view.getUint32(21, true);
		return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
	}
	if (!has(bytes, 12, 'VP8X')) return null;
	return [(view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1];
}

/** The largest of the sizes in its properties: those of the parts that it may be put together from are smaller. */
function avifSize(bytes: Uint8Array, view: DataView): readonly [number, number] | null {
	let largest: readonly [number, number] | null = null;
	const end = Math.min(bytes.length, SNIFFED_BYTES) - 16;
	for (let at = 8; at < end; at++) {
		if (!has(bytes, at, 'ispe')) continue;
		const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
		if (largest === null || width * height > largest[0] * largest[1]) largest = [width, height];
	}
	return largest;
}
