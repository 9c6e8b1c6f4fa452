import { ByteReader, MALFORMED } from '#protocol/bytes.ts';
import { ContentScan, MAX_CLOCK } from './content-scan.ts';
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

const STRUCT_GC = 0;
const STRUCT_SKIP = 10;
const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;
const HAS_PARENT_SUB = 32;
const CONTENT_BITS = 31;

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
	readonly #content: ContentScan;
	readonly #limits: ScanLimits;
	readonly #needs = new Map<number, number>();
	#structs = 0;
	/** Of the last struct: the neighbour or the parent that it names. */
	#anchor: Anchor['kind'] = 'none';
	#anchorClient = 0;
	#anchorClock = 0;

	constructor(bytes: Uint8Array, limits: ScanLimits, at = 0) {
		this.#reader = new ByteReader(bytes, at);
		this.#content = new ContentScan(this.#reader);
		this.#limits = limits;
	}

	get at(): number {
		return this.#reader.at;
	}

	get types(): number {
		return this.#content.types;
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
		if ((info & HAS_ORIGIN) !== 0) this.#reference('neighbour', client, clock);
		if ((info & HAS_RIGHT_ORIGIN) !== 0) this.#reference('neighbour', client, clock);
		if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
			// The parent is a top-level type by its name, or the item that holds the type.
			if (this.#reader.uint() === 1) this.#content.text();
			else this.#reference('parent', client, clock);
			if ((info & HAS_PARENT_SUB) !== 0) this.#content.text();
		}
		return this.#content.read(info & CONTENT_BITS);
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
