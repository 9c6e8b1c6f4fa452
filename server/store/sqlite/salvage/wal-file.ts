import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** https://www.sqlite.org/fileformat2.html#walformat */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682;

export interface WalContent {
	/** Where the newest committed content of a page begins in the file. */
	readonly pages: ReadonlyMap<number, number>;
	/** Where the last commit of the good prefix ends in the file; 0 where not even the header is good. */
	readonly end: number;
	/** What follows the good prefix was part of the same log: something committed may be gone. */
	readonly damaged: boolean;
}

/**
 * Reads a write-ahead log as SQLite does when it recovers: up to the first frame whose checksum fails. After a kill
 * that is the end of the log, or one half-written frame; frames of the same log behind it mean damage.
 */
export function readWal(path: string, pageSize: number): WalContent {
	const none: WalContent = { pages: new Map(), end: 0, damaged: false };
	let descriptor: number;
	try {
		descriptor = openSync(path, 'r');
	} catch {
		return none;
	}
	try {
		const size = fstatSync(descriptor).size;
		if (size < HEADER_BYTES) return none;
		return readFrames(descriptor, size, pageSize);
	} finally {
		closeSync(descriptor);
	}
}

function readFrames(descriptor: number, size: number, pageSize: number): WalContent {
	const header = Buffer.alloc(HEADER_BYTES);
	readSync(descriptor, header, 0, HEADER_BYTES, 0);
	const magic = header.readUInt32BE(0);
	const read = magic & 1 ? readBigEndian : readLittleEndian;
	let sum = checksum(header.subarray(0, 24), [0, 0], read);
	const valid = (magic | 1) === (MAGIC | 1) && header.readUInt32BE(8) === pageSize && isSum(header, 24, sum);
	if (!valid) return { pages: new Map(), end: 0, damaged: true };

	const frameBytes = FRAME_HEADER_BYTES + pageSize;
	const frame = Buffer.alloc(frameBytes);
	const pages = new Map<number, number>();
	let uncommitted: [page: number, offset: number][] = [];
	let end = HEADER_BYTES;
	let broken = false;
	for (let offset = HEADER_BYTES; offset + FRAME_HEADER_BYTES <= size; offset += frameBytes) {
		const length = readSync(descriptor, frame, 0, frameBytes, offset);
		const ofThisLog = frame.compare(header, 16, 24, 8, 16) === 0;
		if (broken) {
			if (ofThisLog) return { pages, end, damaged: true };
			continue;
		}
		if (length === frameBytes && ofThisLog) {
			const next = checksum(frame.subarray(24), checksum(frame.subarray(0, 8), sum, read), read);
			if (isSum(frame, 16, next)) {
				sum = next;
				uncommitted.push([frame.readUInt32BE(0), offset + FRAME_HEADER_BYTES]);
				if (frame.readUInt32BE(4) !== 0) {
					for (const [page, at] of uncommitted) pages.set(page, at);
					uncommitted = [];
					end = offset + frameBytes;
				}
				continue;
			}
		}
		broken = true;
	}
	return { pages, end, damaged: false };
}

type Sum = readonly [number, number];
type ReadWord = (bytes: Buffer, at: number) => number;

const readBigEndian: ReadWord = (bytes, at) => bytes.readUInt32BE(at);
const readLittleEndian: ReadWord = (bytes, at) => bytes.readUInt32LE(at);

function checksum(bytes: Buffer, [first, second]: Sum, read: ReadWord): Sum {
	let a = first;
	let b = second;
	for (let at = 0; at < bytes.length; at += 8) {
		a = (a + read(bytes, at) + b) >>> 0;
		b = (b + read(bytes, at + 4) + a) >>> 0;
	}
	return [a, b];
}

function isSum(bytes: Buffer, at: number, [first, second]: Sum): boolean {
	return bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second;
}
