import { digest } from 'lib0/hash/sha256';
import { IMAGE_LIMITS } from '#model/images/limits.ts';
import { sniffImage, SNIFFED_BYTES, type ImageType } from '#model/images/sniff.ts';
import { parseImageHash, type ImageHash } from '#protocol/images.ts';

/** An image as it is kept: small enough, upright, and without what its camera wrote into it. */
export interface PreparedImage {
	readonly ok: true;
	readonly hash: ImageHash;
	readonly blob: Blob;
	readonly mime: ImageType;
	readonly natural: { readonly w: number; readonly h: number };
	/** Only its first picture was kept. */
	readonly wasAnimated: boolean;
}

export type Prepared =
	PreparedImage | { readonly ok: false; readonly why: 'not-an-image' | 'too-large' | 'too-many-pixels' };

/** Sharp on the largest screens, and a photograph of this size takes half a megabyte. */
const LONGEST_SIDE = 2560;
const MOST_FILE_BYTES = 60 * 1024 * 1024;
/** A tab of a phone can hold this once, decoded. */
const MOST_PIXELS = 120_000_000;
/** What has no size of its own. */
const SVG_SIDE = 1024;
/** Drawings stay without loss up to this. */
const FLAT_BYTES = 1_500_000;
const QUALITY = 0.86;

/**
 * Decodes whatever the browser can decode and encodes it anew: so its size is sane, its turn is applied, and where and
 * when it was taken is gone. SVG becomes pixels, since it is a document that can run scripts.
 */
export async function prepareImage(file: Blob): Promise<Prepared> {
	if (file.size > MOST_FILE_BYTES) return { ok: false, why: 'too-large' };
	const head = new Uint8Array(await file.slice(0, SNIFFED_BYTES).arrayBuffer());
	const sniffed = sniffImage(head);
	if (sniffed !== null && sniffed.width * sniffed.height > MOST_PIXELS)
		return { ok: false, why: 'too-many-pixels' };
	const source = isSvg(head) ? await decodeSvg(file) : await decode(file);
	if (source === null) return { ok: false, why: 'not-an-image' };
	const blob = await encode(source, sniffed?.type ?? 'image/png');
	const { width: w, height: h } = source;
	source.close?.();
	const bytes = blob && new Uint8Array(await blob.arrayBuffer());
	const result = bytes && sniffImage(bytes);
	if (blob === null || bytes === null || result === null) return { ok: false, why: 'not-an-image' };
	if (bytes.length > IMAGE_LIMITS.bytes) return { ok: false, why: 'too-large' };
	const hash = parseImageHash(
		Array.from(digest(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
	);
	if (hash === null) return { ok: false, why: 'not-an-image' };
	const wasAnimated = sniffed?.type === 'image/gif' && isAnimated(head);
	return { ok: true, hash, blob, mime: result.type, natural: { w, h }, wasAnimated };
}

/** Decoded and no larger than it is kept. */
interface Source {
	readonly drawable: CanvasImageSource;
	readonly width: number;
	readonly height: number;
	close?(): void;
}

async function decode(file: Blob): Promise<Source | null> {
	try {
		// With the turn that its camera asked for.
		const whole = await createImageBitmap(file, { imageOrientation: 'from-image' });
		const { w, h } = withinLimits(whole.width, whole.height);
		if (w === whole.width) return { drawable: whole, width: w, height: h, close: () => whole.close() };
		const small = await createImageBitmap(whole, { resizeWidth: w, resizeHeight: h, resizeQuality: 'high' });
		whole.close();
		return { drawable: small, width: w, height: h, close: () => small.close() };
	} catch {
		return null;
	}
}

/** As an image a browser runs no script of it and fetches nothing for it. */
async function decodeSvg(file: Blob): Promise<Source | null> {
	const url = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }));
	try {
		const image = new Image();
		image.src = url;
		await image.decode();
		const [w, h] = [image.naturalWidth || SVG_SIDE, image.naturalHeight || SVG_SIDE];
		// It has no pixels of its own: enough of them to be looked at from near.
		const by = Math.min(LONGEST_SIDE / Math.max(w, h), Math.max(1, SVG_SIDE / Math.max(w, h)));
		return {
			drawable: image,
			width: Math.max(1, Math.round(w * by)),
			height: Math.max(1, Math.round(h * by))
		};
	} catch {
		return null;
	} finally {
		URL.revokeObjectURL(url);
	}
}

function withinLimits(width: number, height: number): { readonly w: number; readonly h: number } {
	const by = Math.min(1, LONGEST_SIDE / Math.max(width, height));
	return { w: Math.max(1, Math.round(width * by)), h: Math.max(1, Math.round(height * by)) };
}

/** Photographs with a loss that nobody sees, everything else without, as long as that is not too large. */
async function encode(source: Source, type: ImageType): Promise<Blob | null> {
	const canvas = document.createElement('canvas');
	canvas.width = source.width;
	canvas.height = source.height;
	const context = canvas.getContext('2d');
	if (context === null) return null;
	context.drawImage(source.drawable, 0, 0, source.width, source.height);
	try {
		if (type === 'image/png' || type === 'image/gif') {
			const exact = await toBlob(canvas, 'image/png');
			if (exact !== null && exact.size <= FLAT_BYTES) return exact;
		}
		// A browser that cannot write WebP answers with PNG.
		const lossy = await toBlob(canvas, 'image/webp');
		if (lossy?.type === 'image/webp') return lossy;
		// JPEG has no transparency; only a JPEG surely needs none.
		return (type === 'image/jpeg' ? await toBlob(canvas, 'image/jpeg') : null) ?? lossy;
	} catch {
		// An SVG that shows something foreign must not be read back.
		return null;
	} finally {
		// Frees the pixels now and not when somebody collects them.
		canvas.width = 0;
	}
}

function toBlob(canvas: HTMLCanvasElement, type: ImageType): Promise<Blob | null> {
	return new Promise((resolve) => canvas.toBlob(resolve, type, QUALITY));
}

function isSvg(head: Uint8Array): boolean {
	const text = new TextDecoder().decode(head.subarray(0, 4096)).trimStart();
	return text.startsWith('<') && /<svg[\s>]/.test(text);
}

/** A second picture, each of which is announced by a graphic control extension. */
function isAnimated(head: Uint8Array): boolean {
	let pictures = 0;
	for (let at = 0; at < head.length - 3; at++)
		if (head[at] === 0x21 && head[at + 1] === 0xf9 && head[at + 2] === 4) pictures++;
	return pictures > 1;
}
