/** Reading and writing lib0's encodings in place: no decoder object, no copy, nothing allocated per message. */

export interface Cursor {
	bytes: Uint8Array;
	at: number;
	end: number;
}

export function readUint(cursor: Cursor): number {
	const { bytes, end } = cursor;
	let value = 0;
	let scale = 1;
	for (;;) {
		if (cursor.at >= end) throw new RangeError('The bytes end within a number.');
		const byte = bytes[cursor.at++]!;
		value += (byte & 0x7f) * scale;
		if (byte < 0x80) return value;
		scale *= 128;
	}
}

/** Passes over a length and as many bytes. */
export function skipBlock(cursor: Cursor): number {
	const length = readUint(cursor);
	cursor.at += length;
	return length;
}

export function uintLength(value: number): number {
	let length = 1;
	for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length += 1;
	return length;
}

/** Writes the number at `at` and returns where it ends. */
export function writeUint(bytes: Uint8Array, at: number, value: number): number {
	let rest = value;
	let to = at;
	while (rest >= 128) {
		bytes[to++] = (rest % 128) | 0x80;
		rest = Math.floor(rest / 128);
	}
	bytes[to++] = rest;
	return to;
}

/** `parts` one after the other, with numbers as varuints. */
export function joinBytes(...parts: readonly (number | Uint8Array)[]): Uint8Array {
	return joinAll(parts);
}

/** The same for a list, which may be too long to be handed over as arguments. */
export function joinAll(parts: readonly (number | Uint8Array)[]): Uint8Array {
	let length = 0;
	for (const part of parts) length += typeof part === 'number' ? uintLength(part) : part.length;
	const bytes = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		if (typeof part === 'number') at = writeUint(bytes, at, part);
		else {
			bytes.set(part, at);
			at += part.length;
		}
	}
	return bytes;
}
