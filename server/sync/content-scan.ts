import { MALFORMED, type ByteReader } from '#protocol/bytes.ts';
import { jsonIsShallow } from './json-depth.ts';

/** No client writes two thousand million characters; above it sums could lose precision. */
export const MAX_CLOCK = 2 ** 31 - 1;

/** JSON and lib0 values nest no deeper; deeper ones overflow the stack of whoever prints them. */
const MAX_DEPTH = 32;

const TYPE_XML_ELEMENT = 3;
const TYPE_XML_HOOK = 5;
const LAST_TYPE = 6;

/** Walks what an item holds (characters, values, a type …) as Yjs would read it. Throws `MALFORMED`. */
export class ContentScan {
	readonly #reader: ByteReader;
	/** Items that are types of their own, such as a map in a list. */
	types = 0;

	constructor(reader: ByteReader) {
		this.#reader = reader;
	}

	/** How many clocks the content takes. */
	read(kind: number): number {
		switch (kind) {
			case 1: // deleted
				return this.#reader.uint(MAX_CLOCK);
			case 2: // JSON, the legacy content of arrays
				return this.#repeat(() => this.#json(true));
			case 3: // bytes
				this.#reader.block();
				return 1;
			case 4: // characters
				return this.text();
			case 5: // embed
				this.#json(false);
				return 1;
			case 6: // format
				this.text();
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
		if (type === TYPE_XML_ELEMENT || type === TYPE_XML_HOOK) this.text();
	}

	/** The string's length in UTF-16 units, which is how Yjs counts. Plain ASCII, the usual case, is not decoded. */
	text(): number {
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
				this.text();
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
}
