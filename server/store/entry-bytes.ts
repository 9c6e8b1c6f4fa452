import type { IdentityId } from '#model/ids.ts';
import { ByteReader, ByteWriter, encodeText } from '#protocol/bytes.ts';
import { checksumAt } from './checksums.ts';
import type { LogEntry, LogPosition, Owners, StoredEntry } from './store.ts';

/**
 * A log entry as bytes, the same in both stores: on the way to the database's thread, in its row, and in a stream of
 * Redis:
 *
 * - checksum of all that follows and of its place: 4 bytes, little-endian
 * - position of the entry before it in this document, 0 for the first: 8 bytes, a little-endian float64
 * - time, number of claims, number of authors: varuints
 * - each author: a block of UTF-8; each claim: client id, author's number
 * - updates: a count, then author's number and block of each
 *
 * An author's number counts from 1; 0 is the server. The embedded store's main thread leaves the first twelve bytes to
 * the database's; in Redis, which gives the position itself, the checksum's place and the position before are 0.
 */

const HEADER_BYTES = 12;
const INITIAL_BYTES = 64 * 1024;
/** A buffer that one large turn has made is not kept. */
const KEPT_BYTES = 1024 * 1024;
const NO_CLAIMS: Owners = new Map();

/** Collects the entries of one turn in one buffer. */
export class EntryPacker {
	#writer = new ByteWriter(INITIAL_BYTES);

	/** Where the entry ends in the buffer. */
	add({ at, updates, claims }: LogEntry): number {
		const authors: IdentityId[] = [];
		const numberOf = (author: IdentityId | null) => {
			if (author === null) return 0;
			const index = authors.indexOf(author);
			return index === -1 ? authors.push(author) : index + 1;
		};
		for (const { author } of updates) numberOf(author);
		for (const author of claims.values()) numberOf(author);

		const writer = this.#withRoomFor(largestSize(updates, claims, authors));
		writer.bytes.fill(0, writer.at, writer.at + HEADER_BYTES);
		writer.at += HEADER_BYTES;
		writer.uint(at).uint(claims.size).uint(authors.length);
		for (const author of authors) writer.block(encodeText(author));
		for (const [client, author] of claims) writer.uint(client).uint(numberOf(author));
		writer.uint(updates.length);
		for (const { update, author } of updates) writer.uint(numberOf(author)).block(update);
		return writer.at;
	}

	/** All entries since the last call, in a buffer of their own. */
	take(): Uint8Array<ArrayBuffer> {
		const bytes = this.#writer.bytes.slice(0, this.#writer.at);
		if (this.#writer.bytes.length > KEPT_BYTES) this.#writer = new ByteWriter(INITIAL_BYTES);
		this.#writer.at = 0;
		return bytes;
	}

	#withRoomFor(size: number): ByteWriter {
		const { bytes, at } = this.#writer;
		if (bytes.length - at < size) {
			this.#writer = new ByteWriter(Math.max(bytes.length * 2, at + size));
			this.#writer.raw(bytes.subarray(0, at));
		}
		return this.#writer;
	}
}

function largestSize(updates: LogEntry['updates'], claims: Owners, authors: readonly IdentityId[]): number {
	const NUMBER = 8;
	let size = HEADER_BYTES + 4 * NUMBER + claims.size * 2 * NUMBER;
	for (const author of authors) size += NUMBER + author.length * 3;
	for (const { update } of updates) size += 2 * NUMBER + update.length;
	return size;
}

/** The bytes of one entry by itself. */
export function packEntry(entry: LogEntry): Uint8Array<ArrayBuffer> {
	const packer = new EntryPacker();
	packer.add(entry);
	return packer.take();
}

/** Completes an entry for its place in a document's log. */
export function seal(bytes: Uint8Array, seed: number, position: number, previous: number): void {
	const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
	view.setFloat64(4, previous, true);
	view.setUint32(0, checksumAt(seed, position, bytes.subarray(4)), true);
}

/** The position of the entry before it; `null` when the bytes are damaged or belong elsewhere. */
export function unseal(bytes: Uint8Array, seed: number, position: number): number | null {
	if (bytes.length < HEADER_BYTES) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
	if (view.getUint32(0, true) !== checksumAt(seed, position, bytes.subarray(4))) return null;
	return view.getFloat64(4, true);
}

/** The updates are views of `bytes`. @throws `MALFORMED` for what `EntryPacker` did not write. */
export function readEntry(bytes: Uint8Array, position: LogPosition): StoredEntry {
	const reader = new ByteReader(bytes, HEADER_BYTES);
	const at = reader.uint();
	const claimed = reader.uint(bytes.length);
	const authors = readAuthors(reader);
	const claims = readPairs(reader, claimed, authors);
	const updates = Array.from({ length: reader.uint(bytes.length) }, () => ({
		author: authors[reader.uint(authors.length - 1)] as IdentityId | null,
		update: reader.block()
	}));
	return { position, at, updates, claims };
}

/** The claims alone. @throws `MALFORMED` as above. */
export function readClaims(bytes: Uint8Array): Owners {
	const reader = new ByteReader(bytes, HEADER_BYTES);
	reader.uint();
	const claimed = reader.uint(bytes.length);
	return claimed === 0 ? NO_CLAIMS : readPairs(reader, claimed, readAuthors(reader));
}

/** By number: the server first. */
function readAuthors(reader: ByteReader): (IdentityId | null)[] {
	const authors: (IdentityId | null)[] = [null];
	for (let left = reader.uint(reader.end); left > 0; left -= 1) authors.push(reader.text() as IdentityId);
	return authors;
}

function readPairs(reader: ByteReader, count: number, authors: readonly (IdentityId | null)[]): Owners {
	const claims = new Map<number, IdentityId | null>();
	for (let left = count; left > 0; left -= 1) {
		claims.set(reader.uint(), authors[reader.uint(authors.length - 1)] as IdentityId | null);
	}
	return claims;
}
