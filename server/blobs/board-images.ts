import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { isId, type IdentityId } from '#model/ids.ts';
import { IMAGE_LIMITS } from '#model/images/limits.ts';
import { STORED_TYPES, type StoredType } from '#model/images/stored-type.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { parseImageHash, type ImageHash } from '#protocol/images.ts';
import { AGAIN, untilWritten } from '../attempts.ts';
import type { BlobHash, RecordStore } from '../store/store.ts';
import type { KeptBlobs } from './kept-blobs.ts';

const COLLECTION = 'board-image';

const ImageRecord = v.object({
	type: v.picklist(STORED_TYPES),
	bytes: v.number(),
	/** Server time, milliseconds since the epoch. */
	at: v.number(),
	by: v.custom<IdentityId>(isId),
	/** Since when nothing on the board and in its versions shows it, as far as the tidy-up has seen. */
	unusedSince: v.nullable(v.number())
});
export type BoardImage = v.InferOutput<typeof ImageRecord>;

/** Who is written down where nobody is to know who brought an image. No identity is made like this. */
export const NOBODY = '0'.repeat(22) as IdentityId;

/**
 * Which images, and PDF documents, belong to which board: `<document>/<hash>`. Somebody may read an image through a board that it belongs to
 * and they may read; the hash alone opens nothing.
 */
export class BoardImages {
	readonly #records: RecordStore;
	readonly #blobs: KeptBlobs;
	readonly #now: () => number;

	constructor(records: RecordStore, blobs: KeptBlobs, now: () => number) {
		this.#records = records;
		this.#blobs = blobs;
		this.#now = now;
	}

	async find(document: DocumentName, hash: ImageHash): Promise<BoardImage | null> {
		return (await this.#get(document, hash))?.image ?? null;
	}

	/** All of one board. */
	async of(document: DocumentName): Promise<ReadonlyMap<ImageHash, BoardImage>> {
		const images = new Map<ImageHash, BoardImage>();
		for (const { key, value } of await this.#records.list(COLLECTION, `${document}/`)) {
			const hash = parseImageHash(key.slice(document.length + 1));
			if (hash !== null) images.set(hash, v.parse(ImageRecord, value));
		}
		return images;
	}

	/** The bytes; `null` when they are not there. */
	read(hash: ImageHash): Promise<Uint8Array | null> {
		return this.#blobs.get(hash as string as BlobHash);
	}

	/** Whether the board, or the sheet, may have another image of so many bytes. */
	async hasRoomFor(document: DocumentName, bytes: number, isSheet = false): Promise<boolean> {
		const images = [...(await this.of(document)).values()];
		const sum = images.reduce((total, image) => total + image.bytes, bytes);
		const { images: most, boardBytes, sheetImages, sheetBytes } = IMAGE_LIMITS;
		return isSheet
			? images.length < sheetImages && sum <= sheetBytes
			: images.length < most && sum <= boardBytes;
	}

	/** Whether the board may have all images of these others, too. */
	async hasRoomForThoseOf(document: DocumentName, others: readonly DocumentName[]): Promise<boolean> {
		const all = new Map(await this.of(document));
		for (const other of others) for (const [hash, image] of await this.of(other)) all.set(hash, image);
		const sum = [...all.values()].reduce((total, image) => total + image.bytes, 0);
		return all.size <= IMAGE_LIMITS.images && sum <= IMAGE_LIMITS.boardBytes;
	}

	/** Stores an image that was checked, durably; false when its bytes have another hash than its sender says. */
	async add(
		document: DocumentName,
		bytes: Uint8Array,
		type: StoredType,
		by: IdentityId,
		hash: ImageHash
	): Promise<boolean> {
		if (createHash('sha256').update(bytes).digest('hex') !== hash) return false;
		await this.#blobs.keep(bytes, document);
		const image = { type, bytes: bytes.length, at: this.#now(), by, unusedSince: null };
		return untilWritten(async () => {
			const before = await this.#get(document, hash);
			return (await this.#put(document, hash, image, before?.version ?? 0)) !== null || AGAIN;
		});
	}

	/** Gives a board all images of another, of which it has a copy; durable when it resolves. */
	async copy(from: DocumentName, to: DocumentName): Promise<void> {
		// Its shape may have come before its bytes, which their author's device still has: for that one board.
		for (const hash of (await this.of(from)).keys()) await this.bring(from, to, hash);
	}

	/**
	 * Gives a document one image of another; durable when it resolves. False when its bytes have not come: whoever has them was
	 * away. `by`: who is written down to have brought it; left out: whoever brought it there.
	 */
	async bring(from: DocumentName, to: DocumentName, hash: ImageHash, by?: IdentityId): Promise<boolean> {
		const image = await this.find(from, hash);
		const bytes = image && (await this.read(hash));
		return image !== null && bytes !== null && this.add(to, bytes, image.type, by ?? image.by, hash);
	}

	/** Takes an image from a document, whose own it is no longer, and the bytes where it was the last. */
	async remove(document: DocumentName, hash: ImageHash): Promise<void> {
		const found = await this.#get(document, hash);
		if (found === null) return;
		await this.#blobs.release(hash as string as BlobHash, document);
		await this.#records.remove(COLLECTION, `${document}/${hash}`, found.version);
	}

	/** What the tidy-up saw. Somebody who adds the image at the same moment wins. */
	async see(document: DocumentName, hash: ImageHash, isUsed: boolean): Promise<void> {
		const before = await this.#get(document, hash);
		if (before === null || (before.image.unusedSince === null) === isUsed) return;
		await this.#put(
			document,
			hash,
			{ ...before.image, unusedSince: isUsed ? null : this.#now() },
			before.version
		);
	}

	/** Takes an image from a board that has not shown it for so long, and the bytes where it was the last. */
	async removeUnused(document: DocumentName, hash: ImageHash, forMs: number): Promise<boolean> {
		let version = 0;
		const released = await this.#blobs.release(hash as string as BlobHash, document, async () => {
			const found = await this.#get(document, hash);
			version = found?.version ?? 0;
			const since = found?.image.unusedSince ?? null;
			return since !== null && this.#now() - since >= forMs;
		});
		// Whoever added it anew meanwhile has changed the record.
		return released && this.#records.remove(COLLECTION, `${document}/${hash}`, version);
	}

	async #get(
		document: DocumentName,
		hash: ImageHash
	): Promise<{ readonly image: BoardImage; readonly version: number } | null> {
		const record = await this.#records.get(COLLECTION, `${document}/${hash}`);
		return record && { image: v.parse(ImageRecord, record.value), version: record.version };
	}

	#put(document: DocumentName, hash: ImageHash, image: BoardImage, expected: number): Promise<number | null> {
		return this.#records.put(COLLECTION, `${document}/${hash}`, image, expected);
	}
}
