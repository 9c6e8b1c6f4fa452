import { crc32 } from 'node:zlib';
import type { DocumentName } from '#protocol/documents.ts';
import { seedOf } from '../checksums.ts';
import { EntryPacker, readEntry, seal, unseal } from '../entry-bytes.ts';
import type { LogEntry, LogPosition, StoredEntry } from '../store.ts';

/**
 * Makes the bytes of an entry as it is in the stream. Their checksum covers the document, not the position: that, Redis
 * gives. Keeps the buffer that it packs in.
 */
export function createEntryWriter(): (name: DocumentName, entry: LogEntry) => Buffer {
	const packer = new EntryPacker();
	return (name, entry) => {
		packer.add(entry);
		const bytes = packer.take();
		seal(bytes, seedOf(name), 0, 0);
		return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
	};
}

/** `null` when the bytes are damaged or belong to another document. */
export function readEntryBytes(name: DocumentName, position: LogPosition, bytes: Buffer): StoredEntry | null {
	if (unseal(bytes, seedOf(name), 0) === null) return null;
	try {
		return readEntry(plain(bytes), position);
	} catch {
		return null;
	}
}

const SNAPSHOT_HEADER_BYTES = 4;

/** A snapshot as it is stored: a CRC-32 of the document, the generation and the content, then the content. */
export function snapshotBytes(name: DocumentName, generation: number, snapshot: Uint8Array): Buffer {
	const bytes = Buffer.allocUnsafe(SNAPSHOT_HEADER_BYTES + snapshot.length);
	bytes.set(snapshot, SNAPSHOT_HEADER_BYTES);
	bytes.writeUInt32LE(checksum(name, generation, snapshot));
	return bytes;
}

/** `null` when the bytes are damaged or belong elsewhere. */
export function readSnapshotBytes(name: DocumentName, generation: number, bytes: Buffer): Uint8Array | null {
	if (bytes.length < SNAPSHOT_HEADER_BYTES) return null;
	const snapshot = plain(bytes).subarray(SNAPSHOT_HEADER_BYTES);
	return bytes.readUInt32LE() === checksum(name, generation, snapshot) ? snapshot : null;
}

function checksum(name: DocumentName, generation: number, snapshot: Uint8Array): number {
	return crc32(snapshot, crc32(`${name} ${generation}`));
}

/** The same bytes without what Node's own class adds, whose `slice` is no copy. */
function plain(bytes: Buffer): Uint8Array {
	return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}
