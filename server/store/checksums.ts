import { crc32 } from 'node:zlib';

/**
 * Every row, and every entry in Redis, says by a CRC-32 that it is whole and in its place, so that intact bytes of another document, position or
 * generation count as damage too. A document's rows carry its name in theirs, by `seedOf`.
 */

/** What the checksums of a document's log and snapshots begin with. */
export function seedOf(name: string): number {
	return crc32(name);
}

/** Of a log entry's bytes at this position; for a snapshot's, the position is that of `snapshotPlace`. */
export function checksumAt(seed: number, place: number, bytes: Uint8Array): number {
	// A CRC of the same bytes differs whenever its start does. The place's upper half counts as well.
	const low = Math.imul(place | 0, 0x9e3779b1);
	const high = Math.imul((place / 2 ** 32) | 0, 0x85ebca6b);
	return crc32(bytes, (seed ^ low ^ high) >>> 0);
}

/** Of a row of small values; `kind` is the table's name. */
export function checksumOf(kind: string, ...values: (string | number | null)[]): number {
	return crc32(JSON.stringify([kind, ...values]));
}
