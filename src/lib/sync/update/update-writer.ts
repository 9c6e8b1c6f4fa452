import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** What an update is made of. A `Skip` stands for clocks that it leaves out. */
export type Struct = Y.Item | Y.GC | Y.Skip;

/** Clocks of one client that were deleted. */
export interface DeletedRange {
	readonly client: number;
	readonly clock: number;
	readonly length: number;
}

/** More than a client's head takes: how many structs, the client, its first clock. */
const MOST_HEAD_BYTES = 20;
/** More than the counts of clients take, of structs and of deletions. */
const MOST_COUNT_BYTES = 10;

interface ClientBlock {
	readonly clock: number;
	readonly bytes: encoding.Encoder;
	structs: number;
}

interface ClientDeletes {
	readonly bytes: encoding.Encoder;
	ranges: number;
}

/**
 * Writes an update (encoding V1) from structs that are already encoded and deletions, and knows how large it becomes.
 * The structs of a client come in the order of their clocks and without a hole, except for a `Skip`.
 */
export class UpdateWriter {
	readonly #blocks = new Map<number, ClientBlock>();
	readonly #deletes = new Map<number, ClientDeletes>();
	#most = MOST_COUNT_BYTES;

	get isEmpty(): boolean {
		return this.#blocks.size === 0 && this.#deletes.size === 0;
	}

	/** Bytes that it takes at most with another part of this length. */
	mostBytesWith(bytes: number): number {
		return this.#most + MOST_HEAD_BYTES + bytes;
	}

	struct({ id, constructor }: Struct, bytes: Uint8Array): void {
		let block = this.#blocks.get(id.client);
		if (block === undefined) {
			// A block that begins with a hole says nothing more than one that begins behind it.
			if (constructor === Y.Skip) return;
			block = { clock: id.clock, bytes: encoding.createEncoder(), structs: 0 };
			this.#blocks.set(id.client, block);
			this.#most += MOST_HEAD_BYTES;
		}
		encoding.writeUint8Array(block.bytes, bytes);
		block.structs += 1;
		this.#most += bytes.length;
	}

	deleted({ client, clock, length }: DeletedRange): void {
		let deletes = this.#deletes.get(client);
		if (deletes === undefined) {
			deletes = { bytes: encoding.createEncoder(), ranges: 0 };
			this.#deletes.set(client, deletes);
			this.#most += MOST_HEAD_BYTES;
		}
		const before = encoding.length(deletes.bytes);
		encoding.writeVarUint(deletes.bytes, clock);
		encoding.writeVarUint(deletes.bytes, length);
		deletes.ranges += 1;
		this.#most += encoding.length(deletes.bytes) - before;
	}

	finish(): Uint8Array<ArrayBuffer> {
		const whole = encoding.createEncoder();
		encoding.writeVarUint(whole, this.#blocks.size);
		// Yjs writes and expects the highest client first.
		for (const [client, block] of [...this.#blocks].sort(([a], [b]) => b - a)) {
			encoding.writeVarUint(whole, block.structs);
			encoding.writeVarUint(whole, client);
			encoding.writeVarUint(whole, block.clock);
			encoding.writeBinaryEncoder(whole, block.bytes);
		}
		encoding.writeVarUint(whole, this.#deletes.size);
		for (const [client, deletes] of [...this.#deletes].sort(([a], [b]) => b - a)) {
			encoding.writeVarUint(whole, client);
			encoding.writeVarUint(whole, deletes.ranges);
			encoding.writeBinaryEncoder(whole, deletes.bytes);
		}
		return encoding.toUint8Array(whole);
	}
}

/** Gives a struct as it stands in an update. One encoder for all: an update may have half a million of them. */
export function structEncoder(): (struct: Struct) => Uint8Array {
	const encoder = new Y.UpdateEncoderV1();
	return (struct) => {
		const { restEncoder } = encoder;
		restEncoder.cpos = 0;
		restEncoder.bufs = [];
		struct.write(encoder, 0);
		return encoding.toUint8Array(restEncoder);
	};
}

export function* deletedRanges(deletes: ReturnType<typeof Y.createDeleteSet>): Generator<DeletedRange> {
	for (const [client, ranges] of deletes.clients) {
		for (const { clock, len } of ranges) yield { client, clock, length: len };
	}
}
