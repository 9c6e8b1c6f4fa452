import { PAGE_BYTES, type Pages } from './pages.ts';

/** https://www.sqlite.org/fileformat2.html#b_tree_pages; every read is checked, since the bytes may be anything. */

export type Value = number | string | Uint8Array | null;

/** A row as it lies in a page; of a table with a rowid, or of an index or a table without one. */
export interface Row {
	readonly rowid: number | null;
	readonly values: readonly Value[];
}

const TABLE_LEAF = 13;
const INDEX_LEAF = 10;
const INDEX_INTERIOR = 2;
/** Larger ones are no rows of ours. */
const LARGEST_ROW = 512 * 1024 * 1024;
const SMALLEST_LOCAL = Math.floor(((PAGE_BYTES - 12) * 32) / 255) - 23;
const LARGEST_LOCAL_IN_INDEX = Math.floor(((PAGE_BYTES - 12) * 64) / 255) - 23;
const LARGEST_LOCAL_IN_TABLE = PAGE_BYTES - 35;
const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8];

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The rows in one page that can be read; `damaged` hears of each that cannot. */
export function* rowsIn(pages: Pages, number: number, damaged: () => void): Generator<Row> {
	const found = pages.read(number);
	if (found === null) return;
	// Reading on into overflow pages uses the buffer again.
	const page = Buffer.from(found);
	const start = number === 1 ? 100 : 0;
	const kind = page[start];
	if (kind !== TABLE_LEAF && kind !== INDEX_LEAF && kind !== INDEX_INTERIOR) return;
	const cells = start + (kind === INDEX_INTERIOR ? 12 : 8);
	const count = Math.min(page.readUInt16BE(start + 3), (PAGE_BYTES - cells) >> 1);
	for (let index = 0; index < count; index += 1) {
		const row = readCell(pages, page, page.readUInt16BE(cells + 2 * index), kind);
		if (row === null) damaged();
		else yield row;
	}
}

function readCell(pages: Pages, page: Buffer, at: number, kind: number): Row | null {
	const size = readVarint(page, kind === INDEX_INTERIOR ? at + 4 : at);
	if (size === null || size.value > LARGEST_ROW) return null;
	const rowid = kind === TABLE_LEAF ? readVarint(page, size.end) : null;
	if (kind === TABLE_LEAF && rowid === null) return null;
	const payload = readPayload(pages, page, rowid?.end ?? size.end, size.value, kind);
	const values = payload === null ? null : readRecord(payload);
	return values === null ? null : { rowid: rowid?.value ?? null, values };
}

function readPayload(pages: Pages, page: Buffer, at: number, size: number, kind: number): Buffer | null {
	const largest = kind === TABLE_LEAF ? LARGEST_LOCAL_IN_TABLE : LARGEST_LOCAL_IN_INDEX;
	if (size <= largest) return at + size <= PAGE_BYTES ? page.subarray(at, at + size) : null;
	const fitting = SMALLEST_LOCAL + ((size - SMALLEST_LOCAL) % (PAGE_BYTES - 4));
	const local = fitting <= largest ? fitting : SMALLEST_LOCAL;
	// No more than the file can hold: the claimed size may be anything.
	if (at + local + 4 > PAGE_BYTES || size > pages.count * PAGE_BYTES) return null;
	const payload = Buffer.alloc(size);
	page.copy(payload, 0, at, at + local);
	let next = page.readUInt32BE(at + local);
	for (let filled = local; filled < size; filled += PAGE_BYTES - 4) {
		const overflow = pages.read(next);
		if (overflow === null) return null;
		overflow.copy(payload, filled, 4);
		next = overflow.readUInt32BE(0);
	}
	return payload;
}

/** `null` for what is no record. */
function readRecord(payload: Buffer): Value[] | null {
	const header = readVarint(payload, 0);
	if (header === null || header.value > payload.length) return null;
	const values: Value[] = [];
	let at = header.value;
	for (let type = header; type.end < header.value;) {
		const next = readVarint(payload, type.end);
		if (next === null) return null;
		type = next;
		const length = lengthOf(type.value);
		if (length === null || at + length > payload.length) return null;
		const value = readValue(type.value, payload.subarray(at, at + length));
		if (value === undefined) return null;
		values.push(value);
		at += length;
	}
	return values;
}

function lengthOf(type: number): number | null {
	if (type >= 12) return (type - 12) >> 1;
	if (type === 8 || type === 9) return 0;
	// We store no fractions.
	return INTEGER_BYTES[type] ?? null;
}

/** `undefined` for a number or text that we would never write. */
function readValue(type: number, bytes: Buffer): Value | undefined {
	if (type === 0) return null;
	if (type === 8 || type === 9) return type - 8;
	if (type < 12) {
		const value = bytes.length > 6 ? Number(bytes.readBigInt64BE(0)) : bytes.readIntBE(0, bytes.length);
		return Number.isSafeInteger(value) ? value : undefined;
	}
	if (type % 2 === 0) return bytes;
	try {
		return utf8.decode(bytes);
	} catch {
		return undefined;
	}
}

function readVarint(bytes: Buffer, at: number): { readonly value: number; readonly end: number } | null {
	let value = 0;
	for (let index = 0; index < 8; index += 1) {
		const byte = bytes[at + index];
		if (byte === undefined) return null;
		value = value * 128 + (byte & 127);
		if (byte < 128) return Number.isSafeInteger(value) ? { value, end: at + index + 1 } : null;
	}
	return null;
}
