import { crc32 } from 'node:zlib';
import * as v from 'valibot';
import { MALFORMED } from '#protocol/bytes.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { BlobHash, StoredRecord } from '../store/store.ts';
import { ByteQueue } from './byte-queue.ts';
import { decodeDocument, encodeDocument, type DocumentContent } from './document-bytes.ts';
import { AdminProblem } from './problem.ts';

/**
 * A backup, before it is compressed: MAGIC, then frames of
 *
 *   kind (1 byte) · length (4, little-endian) · CRC-32 of the content (4) · CRC-32 of these nine bytes (4) · content
 *
 * in this order: one header, then what the store held, last one end. The end counts the frames and holds the CRC-32 over
 * the first nine bytes of all heads before it, so that nothing can be missing, twice or elsewhere. (Over whole heads it
 * would say nothing: bytes that end with their own CRC all have the same.) A frame is one whole thing: there is no half
 * document.
 */
export const FORMAT = 1;
const MAGIC = Buffer.from('COMMONPLACE BACKUP\n');
const HEAD_BYTES = 13;
const CHECKED_BYTES = 9;
/** Larger than anything that the server takes; a length above it is damage that two checksums missed. */
const MAX_FRAME_BYTES = 2 ** 31 - 1;

const KIND = { header: 1, record: 2, document: 3, blob: 4, end: 9 } as const;

export type Item =
	| { readonly kind: 'record'; readonly record: StoredRecord & { readonly collection: string } }
	| { readonly kind: 'document'; readonly name: DocumentName; readonly document: DocumentContent }
	| { readonly kind: 'blob'; readonly hash: BlobHash; readonly bytes: Uint8Array };

const Header = v.object({ format: v.number(), madeAt: v.string() });
const RecordFrame = v.object({
	collection: v.string(),
	key: v.string(),
	version: v.pipe(v.number(), v.integer(), v.minValue(1)),
	value: v.unknown()
});
const End = v.object({ frames: v.number(), heads: v.number() });

/** Writes frames one after the other, each in a few pieces, and remembers what the end has to say. */
export class BackupWriter {
	#frames = 0;
	#heads = 0;

	/** @param madeAt milliseconds since the epoch */
	start(madeAt: number): Uint8Array[] {
		const header = { format: FORMAT, madeAt: new Date(madeAt).toISOString() };
		return [MAGIC, ...this.#frame(KIND.header, [json(header)])];
	}

	item(item: Item): Uint8Array[] {
		switch (item.kind) {
			case 'record': {
				const { collection, key, version, value } = item.record;
				return this.#frame(KIND.record, [json({ collection, key, version, value })]);
			}
			case 'document':
				return this.#frame(KIND.document, encodeDocument(item.name, item.document));
			case 'blob':
				return this.#frame(KIND.blob, [Buffer.from(item.hash, 'hex'), item.bytes]);
		}
	}

	end(): Uint8Array[] {
		return this.#frame(KIND.end, [json({ frames: this.#frames, heads: this.#heads })]);
	}

	#frame(kind: number, content: readonly Uint8Array[]): Uint8Array[] {
		const head = Buffer.alloc(HEAD_BYTES);
		head.writeUInt8(kind, 0);
		head.writeUInt32LE(
			content.reduce((sum, piece) => sum + piece.length, 0),
			1
		);
		head.writeUInt32LE(
			content.reduce((sum, piece) => crc32(piece, sum), 0),
			5
		);
		head.writeUInt32LE(crc32(head.subarray(0, CHECKED_BYTES)), CHECKED_BYTES);
		this.#frames += 1;
		this.#heads = crc32(head.subarray(0, CHECKED_BYTES), this.#heads);
		return [head, ...content];
	}
}

/** Reads a backup and checks every byte of it. Throws `AdminProblem` with a sentence about `title` when it is not whole. */
export async function* readBackup(chunks: AsyncIterable<Uint8Array>, title: string): AsyncGenerator<Item> {
	const queue = new ByteQueue(chunks);
	try {
		if (!(await queue.take(MAGIC.length)).equals(MAGIC)) {
			throw new AdminProblem(`${title} is no backup of Commonplace.`);
		}
		let frames = 0;
		let heads = 0;
		for (;;) {
			const { kind, checked, content } = await takeFrame(queue, title);
			if (kind === KIND.end) {
				const end = parse(End, content, title);
				if (end.frames !== frames || end.heads !== heads) throw damaged(title);
				break;
			}
			if (frames === 0) checkHeader(kind, content, title);
			else yield itemOf(kind, content, title);
			frames += 1;
			heads = crc32(checked, heads);
		}
		if ((await queue.take(1)).length > 0) throw damaged(title);
	} finally {
		await queue.close();
	}
}

export function damaged(title: string): AdminProblem {
	return new AdminProblem(`${title} is damaged: its checksums do not fit what is in it.`);
}

export function cutOff(title: string): AdminProblem {
	return new AdminProblem(`${title} is cut off: its end is missing.`);
}

async function takeFrame(queue: ByteQueue, title: string) {
	const head = await queue.take(HEAD_BYTES);
	if (head.length < HEAD_BYTES) throw cutOff(title);
	const length = head.readUInt32LE(1);
	const checked = Buffer.from(head.subarray(0, CHECKED_BYTES));
	if (crc32(checked) !== head.readUInt32LE(CHECKED_BYTES) || length > MAX_FRAME_BYTES) throw damaged(title);
	const content = await queue.take(length);
	if (content.length < length) throw cutOff(title);
	if (crc32(content) !== head.readUInt32LE(5)) throw damaged(title);
	return { kind: head.readUInt8(0), checked, content };
}

function checkHeader(kind: number, content: Buffer, title: string): void {
	if (kind !== KIND.header) throw damaged(title);
	const { format } = parse(Header, content, title);
	if (format > FORMAT) {
		throw new AdminProblem(
			`${title} was made by a newer release (format ${format}; this one reads ${FORMAT}).`
		);
	}
}

function itemOf(kind: number, content: Buffer, title: string): Item {
	switch (kind) {
		case KIND.record: {
			const { collection, key, version, value } = parse(RecordFrame, content, title);
			return { kind: 'record', record: { collection, key, version, value } };
		}
		case KIND.document:
			return { kind: 'document', ...documentOf(content, title) };
		case KIND.blob:
			return {
				kind: 'blob',
				hash: content.toString('hex', 0, 32) as BlobHash,
				bytes: content.subarray(32)
			};
		default:
			throw damaged(title);
	}
}

function documentOf(content: Buffer, title: string) {
	try {
		const { name, document } = decodeDocument(content);
		if (name !== null) return { name, document };
	} catch (error) {
		if (error !== MALFORMED) throw error;
	}
	throw damaged(title);
}

function parse<T>(schema: v.GenericSchema<unknown, T>, content: Buffer, title: string): T {
	try {
		return v.parse(schema, JSON.parse(content.toString('utf8')));
	} catch {
		throw damaged(title);
	}
}

function json(value: unknown): Uint8Array {
	return Buffer.from(JSON.stringify(value));
}
