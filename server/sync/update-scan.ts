import { ByteReader, MALFORMED } from '#protocol/bytes.ts';
import { jsonIsShallow } from './json-depth.ts';
import { nesting, type Anchor, type AnchoredStruct } from './nesting.ts';

/**
 * Walks a Yjs update (encoding V1) without opening it: the shape of every struct is checked, nothing is allocated by
 * what the bytes claim, and what comes out is which clocks the update brings, needs and deletes. What passes, Yjs
 * applies without throwing; what a stock client writes, passes.
 */

/** The structs of one client in an update. Offsets are into the update's bytes. */
export interface ClientBlock {
	readonly client: number;
	readonly from: number;
	/** Up to here without a hole; structs behind a hole (a Skip) do not count. */
	readonly to: number;
	/** Behind the last struct, holes or not. */
	readonly last: number;
	readonly structs: number;
	/** Of the first struct, behind the block's head. */
	readonly start: number;
	readonly end: number;
	/** Where the first hole begins, and how many structs come before it; only if there is one. */
	readonly hole?: { readonly at: number; readonly structs: number };
	/** Of large blocks: struct beginnings on the way, so that none has to be walked from its start. */
	readonly marks?: readonly StructMark[];
}

/** Where a struct begins, its first clock, and how many structs are left from there on. */
export interface StructMark {
	readonly start: number;
	readonly from: number;
	readonly structs: number;
}

/** Clocks `from` (included) to `to` (excluded) of one client. */
export interface ClockRange {
	readonly client: number;
	readonly from: number;
	readonly to: number;
}

export interface ScannedUpdate {
	readonly blocks: readonly ClientBlock[];
	readonly deletes: readonly ClockRange[];
	/** By client: all clocks below this one must be there before the update can be integrated. */
	readonly needs: ReadonlyMap<number, number>;
	/** Where the delete set begins. */
	readonly deletesStart: number;
}

export interface ScanLimits {
	readonly structs: number;
	readonly clients: number;
	readonly deletes: number;
}

/** For updates from a connection. A frame of 4 MiB of ordinary text or shapes stays well below. */
export const UPDATE_LIMITS: ScanLimits = { structs: 500_000, clients: 50_000, deletes: 500_000 };
/** For bytes of our own store. */
export const STORED_LIMITS: ScanLimits = { structs: 1e9, clients: 1e9, deletes: 1e9 };

/** A block's structs are marked at about this distance. */
const MARK_EVERY_BYTES = 16 * 1024;

/**
 * Types nest no deeper within one update: clients walk from every change up to the root and from a deletion down to the
 * leaves, by recursion. Ours nest three deep.
 */
const MAX_NESTED_TYPES = 64;

/** JSON and lib0 values nest no deeper; deeper ones overflow the stack of whoever prints them. */
const MAX_DEPTH = 32;
/** No client writes two thousand million characters; above it sums could lose precision. */
const MAX_CLOCK = 2 ** 31 - 1;

const STRUCT_GC = 0;
const STRUCT_SKIP = 10;
const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;
const HAS_PARENT_SUB = 32;
const CONTENT_BITS = 31;

const TYPE_XML_ELEMENT = 3;
const TYPE_XML_HOOK = 5;
const LAST_TYPE = 6;

/** `null` when the bytes are no update or too much of one. Never throws. */
export function scanUpdate(bytes: Uint8Array, limits: ScanLimits = UPDATE_LIMITS): ScannedUpdate | null {
	try {
		const scan = new Scan(bytes, limits);
		const update = scan.update();
		// What is stored has been taken; refusing it now would take it from everybody.
		if (limits === STORED_LIMITS || scan.types <= MAX_NESTED_TYPES) return update;
		return nesting(anchors(bytes, update.blocks)) > MAX_NESTED_TYPES ? null : update;
	} catch (error) {
		if (error === MALFORMED) return null;
		throw error;
	}
}

/** The struct of `block` that holds `clock`. `bytes` passed `scanUpdate` before. */
export function findStruct(bytes: Uint8Array, block: ClientBlock, clock: number): StructMark {
	const mark = block.marks?.findLast(({ from }) => from <= clock) ?? block;
	const scan = new Scan(bytes, STORED_LIMITS, mark.start);
	let { from } = mark;
	for (let { structs } = mark; structs > 0; structs -= 1) {
		const start = scan.at;
		const { length } = scan.struct(block.client, from);
		if (from + length > clock) return { start, from, structs };
		from += length;
	}
	return { start: block.end, from, structs: 0 };
}

/** What each struct hangs on. `bytes` passed the scan. */
function* anchors(bytes: Uint8Array, blocks: readonly ClientBlock[]): Generator<AnchoredStruct> {
	for (const { client, from, structs, start } of blocks) {
		const scan = new Scan(bytes, STORED_LIMITS, start);
		let clock = from;
		for (let left = structs; left > 0; left -= 1) {
			const { length } = scan.struct(client, clock);
			yield { client, clock, anchor: scan.anchor };
			clock += length;
		}
	}
}

interface Struct {
	readonly length: number;
	readonly hole: boolean;
}

class Scan {
	readonly #reader: ByteReader;
	readonly #limits: ScanLimits;
	readonly #needs = new Map<number, number>();
	#structs = 0;
	/** Structs that are types of their own, such as a map in a list. */
	types = 0;
	/** Of the last struct: the neighbour or the parent that it names. */
	#anchor: Anchor['kind'] = 'none';
	#anchorClient = 0;
	#anchorClock = 0;

	constructor(bytes: Uint8Array, limits: ScanLimits, at = 0) {
		this.#reader = new ByteReader(bytes, at);
		this.#limits = limits;
	}

	get at(): number {
		return this.#reader.at;
	}

	get anchor(): Anchor {
		return { kind: this.#anchor, client: this.#anchorClient, clock: this.#anchorClock };
	}

	update(): ScannedUpdate {
		const blocks = this.#blocks();
		const deletesStart = this.#reader.at;
		const deletes = this.#deletes();
		if (!this.#reader.done) throw MALFORMED;
		return { blocks, deletes, needs: this.#needs, deletesStart };
	}

	#blocks(): ClientBlock[] {
		const blocks: ClientBlock[] = [];
		let before = Infinity;
		for (let left = this.#reader.uint(this.#limits.clients); left > 0; left -= 1) {
			const block = this.#block();
			// Yjs writes them in this order and reads a repeated client wrongly.
			if (block.client >= before) throw MALFORMED;
			before = block.client;
			blocks.push(block);
		}
		return blocks;
	}

	#block(): ClientBlock {
		const structs = this.#reader.uint(this.#limits.structs - this.#structs);
		if (structs === 0) throw MALFORMED;
		this.#structs += structs;
		const client = this.#reader.uint();
		const from = this.#reader.uint(MAX_CLOCK);
		const start = this.#reader.at;
		let clock = from;
		let to = -1;
		let hole: ClientBlock['hole'];
		let marks: StructMark[] | null = null;
		let marked = start;
		for (let left = structs; left > 0; left -= 1) {
			if (this.#reader.at - marked > MARK_EVERY_BYTES) {
				marked = this.#reader.at;
				(marks ??= []).push({ start: marked, from: clock, structs: left });
			}
			const at = this.#reader.at;
			const struct = this.struct(client, clock);
			if (struct.hole && to < 0) {
				to = clock;
				hole = { at, structs: structs - left };
			}
			clock += struct.length;
			if (clock > MAX_CLOCK) throw MALFORMED;
		}
		const block = {
			client,
			from,
			to: to < 0 ? clock : to,
			last: clock,
			structs,
			start,
			end: this.#reader.at
		};
		if (marks === null && hole === undefined) return block;
		return { ...block, ...(marks && { marks }), ...(hole && { hole }) };
	}

	struct(client: number, clock: number): Struct {
		const info = this.#reader.byte();
		const hole = info === STRUCT_SKIP;
		const length =
			info === STRUCT_GC || hole ? this.#reader.uint(MAX_CLOCK) : this.#item(info, client, clock);
		if (length === 0) throw MALFORMED;
		return { length, hole };
	}

	#item(info: number, client: number, clock: number): number {
		this.#anchor = 'none';
		if ((info & HAS_RIGHT_ORIGIN) !== 0 && (info & HAS_ORIGIN) !== 0) {
			this.#reference('neighbour', client, clock);
			this.#reference('neighbour', client, clock);
		} else if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) !== 0) {
			this.#reference('neighbour', client, clock);
		} else {
			// The parent is a top-level type by its name, or the item that holds the type.
			if (this.#reader.uint() === 1) this.#text();
			else this.#reference('parent', client, clock);
			if ((info & HAS_PARENT_SUB) !== 0) this.#text();
		}
		return this.#content(info & CONTENT_BITS);
	}

	/** Of the same client only what came before: Yjs looks it up without asking whether it is there. */
	#reference(kind: Anchor['kind'], ownClient: number, ownClock: number): void {
		const client = this.#reader.uint();
		const clock = this.#reader.uint(MAX_CLOCK);
		this.#anchor = kind;
		this.#anchorClient = client;
		this.#anchorClock = clock;
		if (client === ownClient) {
			if (clock >= ownClock) throw MALFORMED;
		} else if (clock >= (this.#needs.get(client) ?? 0)) {
			this.#needs.set(client, clock + 1);
		}
	}

	#content(kind: number): number {
		switch (kind) {
			case 1: // deleted
				return this.#reader.uint(MAX_CLOCK);
			case 2: // JSON, the legacy content of arrays
				return this.#repeat(() => this.#json(true));
			case 3: // bytes
				this.#reader.block();
				return 1;
			case 4: // characters
				return this.#text();
			case 5: // embed
				this.#json(false);
				return 1;
			case 6: // format
				this.#text();
				this.#json(false);
				return 1;
			case 7: // type
				this.#type();
				return 1;
			case 8: // values
				return this.#repeat(() => this.#any(0));
			default:
				// 9 is a subdocument, which nothing here makes; the rest does not exist.
				throw MALFORMED;
		}
	}

	#repeat(read: () => void): number {
		const count = this.#reader.uint(MAX_CLOCK);
		for (let left = count; left > 0; left -= 1) read();
		return count;
	}

	#type(): void {
		this.types += 1;
		const type = this.#reader.uint(LAST_TYPE);
		if (type === TYPE_XML_ELEMENT || type === TYPE_XML_HOOK) this.#text();
	}

	/** The string's length in UTF-16 units, which is how Yjs counts. Plain ASCII, the usual case, is not decoded. */
	#text(): number {
		const { bytes, at } = this.#reader;
		const length = this.#reader.uint();
		const start = this.#reader.at;
		this.#reader.skip(length);
		for (let index = start; index < start + length; index += 1) {
			if ((bytes[index] as number) > 127) {
				this.#reader.at = at;
				return this.#reader.text().length;
			}
		}
		return length;
	}

	#json(mayBeUndefined: boolean): void {
		const text = this.#reader.text();
		if (mayBeUndefined && text === 'undefined') return;
		if (!jsonIsShallow(text, MAX_DEPTH)) throw MALFORMED;
		try {
			JSON.parse(text);
		} catch {
			throw MALFORMED;
		}
	}

	#any(depth: number): void {
		if (depth > MAX_DEPTH) throw MALFORMED;
		switch (this.#reader.byte()) {
			case 127: // undefined
			case 126: // null
			case 121: // false
			case 120: // true
				return;
			case 125: // integer
				this.#integer();
				return;
			case 124: // float
				this.#reader.skip(4);
				return;
			case 123: // double
			case 122: // bigint
				this.#reader.skip(8);
				return;
			case 119:
				this.#text();
				return;
			case 118:
				this.#repeat(() => {
					this.#key();
					this.#any(depth + 1);
				});
				return;
			case 117:
				this.#repeat(() => this.#any(depth + 1));
				return;
			case 116:
				this.#reader.block();
				return;
			default:
				throw MALFORMED;
		}
	}

	/** lib0 assigns the keys one by one: this one would replace the prototype of the object. */
	#key(): void {
		if (this.#reader.text() === '__proto__') throw MALFORMED;
	}

	/** Signed: six bits in the first byte, seven in the others. */
	#integer(): void {
		let byte = this.#reader.byte();
		for (let length = 1; byte > 127; length += 1) {
			if (length > 7) throw MALFORMED;
			byte = this.#reader.byte();
		}
	}

	#deletes(): ClockRange[] {
		const deletes: ClockRange[] = [];
		for (let left = this.#reader.uint(this.#limits.clients); left > 0; left -= 1) {
			const client = this.#reader.uint();
			const count = this.#reader.uint(this.#limits.deletes - deletes.length);
			for (let ranges = count; ranges > 0; ranges -= 1) {
				const from = this.#reader.uint(MAX_CLOCK);
				const length = this.#reader.uint(MAX_CLOCK - from);
				if (length === 0) throw MALFORMED;
				deletes.push({ client, from, to: from + length });
			}
		}
		return deletes;
	}
}
