import { digest } from 'lib0/hash/sha256';
import { IMAGE_LIMITS } from '#model/images/limits.ts';
import { FILE_TYPE } from '#model/images/stored-type.ts';
import { parseImageHash, type ImageHash } from '#protocol/images.ts';

export type PreparedAnyFile =
	| { readonly ok: true; readonly hash: ImageHash; readonly blob: Blob; readonly size: number }
	| { readonly ok: false; readonly why: 'empty' | 'too-large' | 'unreadable' };

/** A file as it is kept: as it is, under the name of its bytes, and as nothing that a browser would show. */
export async function prepareAnyFile(file: Blob): Promise<PreparedAnyFile> {
	if (file.size > IMAGE_LIMITS.bytes) return { ok: false, why: 'too-large' };
	if (file.size === 0) return { ok: false, why: 'empty' };
	let bytes: Uint8Array<ArrayBuffer>;
	try {
		bytes = new Uint8Array(await file.arrayBuffer());
	} catch {
		// A folder, or a file that is gone by now.
		return { ok: false, why: 'unreadable' };
	}
	const hash = parseImageHash(
		Array.from(digest(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
	);
	if (hash === null) return { ok: false, why: 'unreadable' };
	return { ok: true, hash, blob: new Blob([bytes], { type: FILE_TYPE }), size: bytes.length };
}
