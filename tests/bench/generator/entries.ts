import { joinBytes, readUint, skipBlock, type Cursor } from './bytes.ts';

/**
 * The edit that all the live scenarios send: one entry `{ x, y, by }` pushed after the writer's last one into a list that all share, as
 * moving things or drawing makes them: about 50 bytes, one struct of length 1, so that the clock counts the edits of a writer.
 * Encoded here by hand: a Y.Doc in the generator would cost it more than the sending.
 */
export function encodeEntry(client: number, clock: number): Uint8Array {
	const origin = clock === 0 ? FIRST_PARENT : joinBytes(client, clock - 1);
	const info = clock === 0 ? CONTENT_ANY : HAS_ORIGIN | CONTENT_ANY;
	const x = (clock * 7) % 1900;
	const y = (clock * 3) % 1000;
	// prettier-ignore
	return joinBytes(
		1, 1, client, clock, Uint8Array.of(info), origin,
		1, OBJECT_OF_3, KEY_X, signed(x), KEY_Y, signed(y), KEY_BY, NAME,
		0
	);
}

const CONTENT_ANY = 8;
const HAS_ORIGIN = 0x80;
const text = (value: string): Uint8Array => joinBytes(value.length, new TextEncoder().encode(value));
/** The item's parent is the root type of this name. */
const FIRST_PARENT = joinBytes(1, text('entries'));
const OBJECT_OF_3 = Uint8Array.of(118, 3);
const KEY_X = joinBytes(text('x'), Uint8Array.of(125));
const KEY_Y = joinBytes(text('y'), Uint8Array.of(125));
const KEY_BY = joinBytes(text('by'), Uint8Array.of(119));
const NAME = text('a member');

/** lib0's signed variable-length integer, for small positive numbers. */
function signed(value: number): Uint8Array {
	return value < 64 ? Uint8Array.of(value) : joinBytes(Uint8Array.of(0x80 | (value & 63)), value >> 6);
}

const cursor: Cursor = { bytes: new Uint8Array(0), at: 0, end: 0 };

/**
 * Tells which clocks of which clients an update carries, however the server cut, merged or re-encoded it: `visit(client, from, to)` for every
 * run. Only what `encodeEntry` can turn into is understood; anything else throws, since a figure that misreads frames is worse than none.
 */
export function visitClocks(
	bytes: Uint8Array,
	start: number,
	end: number,
	visit: (client: number, from: number, to: number) => void
): void {
	cursor.bytes = bytes;
	cursor.at = start;
	cursor.end = end;
	for (let clients = readUint(cursor); clients > 0; clients -= 1) {
		let structs = readUint(cursor);
		const client = readUint(cursor);
		let clock = readUint(cursor);
		let from = clock;
		for (; structs > 0; structs -= 1) {
			const info = bytes[cursor.at++]!;
			if ((info & 31) === SKIP) {
				if (clock > from) visit(client, from, clock);
				clock += readUint(cursor);
				from = clock;
			} else clock += structLength(info);
		}
		if (clock > from) visit(client, from, clock);
	}
}

const SKIP = 10;

/** Passes over one struct's bytes and returns how many clocks it covers. */
function structLength(info: number): number {
	const kind = info & 31;
	if (kind === 0) return readUint(cursor);
	if ((info & 0x80) !== 0) skipId();
	if ((info & 0x40) !== 0) skipId();
	if ((info & 0xc0) === 0) {
		if (readUint(cursor) === 1) skipBlock(cursor);
		else skipId();
		if ((info & 0x20) !== 0) skipBlock(cursor);
	}
	if (kind === 1) return readUint(cursor);
	if (kind !== CONTENT_ANY)
		throw new RangeError(`An update with content of kind ${kind}, which nobody sent.`);
	const length = readUint(cursor);
	for (let left = length; left > 0; left -= 1) skipAny();
	return length;
}

function skipId(): void {
	readUint(cursor);
	readUint(cursor);
}

function skipAny(): void {
	const type = cursor.bytes[cursor.at++]!;
	if (type === 125) readUint(cursor);
	else if (type === 119) skipBlock(cursor);
	else if (type === 118) {
		for (let keys = readUint(cursor); keys > 0; keys -= 1) {
			skipBlock(cursor);
			skipAny();
		}
	} else throw new RangeError(`A value of type ${type}, which nobody sent.`);
}
