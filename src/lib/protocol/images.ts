import type { Brand } from '#model/brand.ts';
import type { DocumentName } from './documents.ts';

/** SHA-256 of an image's bytes, 64 hexadecimal digits: its name in the document and on the wire. */
export type ImageHash = Brand<string, 'ImageHash'>;

const HASH_PATTERN = /^[0-9a-f]{64}$/;

/** `null` for anything that is no hash. */
export function parseImageHash(text: unknown): ImageHash | null {
	return typeof text === 'string' && HASH_PATTERN.test(text) ? (text as ImageHash) : null;
}

/** In the address to which a file of any kind is sent. */
export const AS_FILE = 'as=file';

/** Where an image of a board is: put there once, then read by everybody who may read the board. */
export function imageAddress(document: DocumentName, hash: ImageHash): string {
	return `/blobs/${document}/${hash}`;
}
