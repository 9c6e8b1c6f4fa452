/** Takes bytes in pieces as they come and gives them out in the lengths that are asked for. */
export class ByteQueue {
	readonly #chunks: AsyncIterator<Uint8Array>;
	#waiting: Uint8Array[] = [];
	#length = 0;

	constructor(chunks: AsyncIterable<Uint8Array>) {
		this.#chunks = chunks[Symbol.asyncIterator]();
	}

	/** Exactly so many bytes; fewer only when there are no more. Takes memory as bytes come, not as they are promised. */
	async take(length: number): Promise<Buffer> {
		while (this.#length < length) {
			const next = await this.#chunks.next();
			if (next.done === true) break;
			this.#waiting.push(next.value);
			this.#length += next.value.length;
		}
		const all = this.#waiting.length === 1 ? asBuffer(this.#waiting[0]!) : Buffer.concat(this.#waiting);
		const taken = all.subarray(0, length);
		const rest = all.subarray(taken.length);
		this.#waiting = rest.length === 0 ? [] : [rest];
		this.#length = rest.length;
		return taken;
	}

	/** Lets go of where the bytes come from. */
	async close(): Promise<void> {
		await this.#chunks.return?.();
	}
}

function asBuffer(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
