/**
 * Reading and writing the encoding of lib0 (variable-length integers, length-prefixed bytes) where the bytes come from
 * strangers. lib0's own decoder does not check every bound, and allocates by what the bytes claim.
 */

/** Thrown by `ByteReader` only; its users catch it and answer with a value. One object, since a flood must be cheap. */
export const MALFORMED = new Error('malformed bytes');

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8Encoder = new TextEncoder();

/** A cursor over bytes that throws `MALFORMED` rather than read beyond the end. */
export class ByteReader {
	readonly bytes: Uint8Array;
	at: number;
	readonly end: number;

	constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
		this.bytes = bytes;
		this.at = at;
		this.end = end;
	}

	get done(): boolean {
		return this.at === this.end;
	}

	byte(): number {
		if (this.at >= this.end) throw MALFORMED;
		return this.bytes[this.at++] as number;
	}

	/** A non-negative integer up to `max`. */
	uint(max: number = Number.MAX_SAFE_INTEGER): number {
		let value = 0;
		let factor = 1;
		for (;;) {
			const byte = this.byte();
			value += (byte & 127) * factor;
			if (value > max) throw MALFORMED;
			if (byte < 128) return value;
			factor *= 128;
			if (factor > Number.MAX_SAFE_INTEGER) throw MALFORMED;
		}
	}

	skip(length: number): void {
		if (length > this.end - this.at) throw MALFORMED;
		this.at += length;
	}

	/** A view, not a copy, of length-prefixed bytes. */
	block(): Uint8Array {
		const length = this.uint();
		const start = this.at;
		this.skip(length);
		return this.bytes.subarray(start, start + length);
	}

	/** A length-prefixed string of valid UTF-8. */
	text(): string {
		try {
			return utf8.decode(this.block());
		} catch {
			throw MALFORMED;
		}
	}
}

/** Bytes that an unsigned variable-length integer takes. */
export function uintLength(value: number): number {
	let length = 1;
	for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length += 1;
	return length;
}

/** Writes into a buffer whose size its user has worked out: a new one, or one that is given. */
export class ByteWriter {
	readonly bytes: Uint8Array<ArrayBuffer>;
	at: number;

	constructor(target: number | Uint8Array<ArrayBuffer>, at = 0) {
		this.bytes = typeof target === 'number' ? new Uint8Array(target) : target;
		this.at = at;
	}

	uint(value: number): this {
		let rest = value;
		while (rest >= 128) {
			this.bytes[this.at++] = (rest % 128) | 128;
			rest = Math.floor(rest / 128);
		}
		this.bytes[this.at++] = rest;
		return this;
	}

	raw(bytes: Uint8Array): this {
		this.bytes.set(bytes, this.at);
		this.at += bytes.length;
		return this;
	}

	block(bytes: Uint8Array): this {
		return this.uint(bytes.length).raw(bytes);
	}
}

export function encodeText(text: string): Uint8Array {
	return utf8Encoder.encode(text);
}
