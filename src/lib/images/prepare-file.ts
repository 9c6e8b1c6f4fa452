import { digest } from 'lib0/hash/sha256';
import { IMAGE_LIMITS } from '#model/images/limits.ts';
import { isPdf } from '#model/images/stored-type.ts';
import { parseImageHash, type ImageHash } from '#protocol/images.ts';

export type PreparedFile =
	| { readonly ok: true; readonly hash: ImageHash; readonly blob: Blob }
	| { readonly ok: false; readonly why: 'too-large' };

/** Whether a file is a PDF by its first bytes, whatever it is called. */
export async function looksLikePdf(file: Blob): Promise<boolean> {
	return isPdf(new Uint8Array(await file.slice(0, 8).arrayBuffer()));
}

/** A PDF as it is: nothing of it is read or changed. */
export async function preparePdf(file: Blob): Promise<PreparedFile> {
	if (file.size > IMAGE_LIMITS.bytes) return { ok: false, why: 'too-large' };
	const bytes = new Uint8Array(await file.arrayBuffer());
	const hash = parseImageHash(
		Array.from(digest(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
	);
	if (hash === null) throw new Error('a digest is a hash');
	return { ok: true, hash, blob: new Blob([bytes], { type: 'application/pdf' }) };
}
