import { ByteWriter, uintLength } from '#protocol/bytes.ts';
import type { StateVector } from '#protocol/sync.ts';
import { findStruct, type ClientBlock, type ScannedUpdate } from './update-scan.ts';
import { updateMessage, type WebSocketMessage } from './websocket-message.ts';

/** A document's snapshot as it is stored, with what is needed to answer any state vector from its bytes alone. */
export class Snapshot {
	/** The snapshot as a message, ready for whoever has nothing yet. */
	readonly message: WebSocketMessage;
	readonly bytes: Uint8Array;
	readonly #blocks: readonly ClientBlock[];
	readonly #deletes: Uint8Array;

	constructor(bytes: Uint8Array, scanned: ScannedUpdate) {
		this.message = updateMessage(bytes);
		// A view into the message: a large document is not kept twice.
		this.bytes = this.message.subarray(this.message.length - bytes.length);
		this.#blocks = scanned.blocks;
		this.#deletes = this.bytes.subarray(scanned.deletesStart);
	}

	/**
	 * The message with what somebody with this state vector may lack, or `null` for nothing. A struct that they have a
	 * part of is sent whole, as Yjs allows: so bytes are copied and nothing is decoded. The deletions go always, since no
	 * state vector tells which of them somebody has.
	 */
	messageFor(stateVector: StateVector): WebSocketMessage | null {
		if (stateVector.size === 0) return this.message;
		const rest = this.#restFor(stateVector);
		return rest === null ? null : updateMessage(rest);
	}

	#restFor(stateVector: StateVector): Uint8Array | null {
		const parts = this.#blocks.flatMap((block) => this.#rest(block, stateVector.get(block.client) ?? 0));
		if (parts.length === 0 && this.#deletes.length === 1) return null;
		const writer = new ByteWriter(
			parts.reduce((size, part) => size + part.size, uintLength(parts.length) + this.#deletes.length)
		);
		writer.uint(parts.length);
		for (const { structs, client, from, start, end } of parts) {
			writer.uint(structs).uint(client).uint(from).raw(this.bytes.subarray(start, end));
		}
		return writer.raw(this.#deletes).bytes;
	}

	#rest(block: ClientBlock, clock: number) {
		if (clock >= block.last) return [];
		const { client, end } = block;
		const { structs, from, start } = clock <= block.from ? block : findStruct(this.bytes, block, clock);
		if (structs === 0) return [];
		const size = uintLength(structs) + uintLength(client) + uintLength(from) + end - start;
		return [{ structs, client, from, start, end, size }];
	}
}
