import * as Y from 'yjs';
import { causalOrder } from './causal-order.ts';
import { deletedRanges, structEncoder, UpdateWriter, type Struct } from './update-writer.ts';

/** More than a deleted range takes: two clocks. */
const MOST_RANGE_BYTES = 20;
const HIGH_SURROGATE = /[\ud800-\udbff]/;

/**
 * Cuts an update (encoding V1) into several that apply one after the other, each without anything of the later ones,
 * and together bring what the whole brings; deletions come last. Each has at most `maxBytes`, unless a single value
 * (an embedded object, bytes) is larger than that: long texts and lists are cut within.
 */
export function splitUpdate(update: Uint8Array, maxBytes: number): Uint8Array[] {
	if (update.length <= maxBytes) return [update];
	const { structs, ds } = Y.decodeUpdate(update);
	const pieces: Uint8Array[] = [];
	let piece = new UpdateWriter();
	const makeRoom = (bytes: number): void => {
		if (piece.isEmpty || piece.mostBytesWith(bytes) <= maxBytes) return;
		pieces.push(piece.finish());
		piece = new UpdateWriter();
	};
	const mostPart = maxBytes - piece.mostBytesWith(0);
	const encode = structEncoder();
	for (const struct of causalOrder(structs)) {
		for (const part of cutStruct(struct, mostPart, encode)) {
			makeRoom(part.bytes.length);
			piece.struct(part.struct, part.bytes);
		}
	}
	for (const range of deletedRanges(ds)) {
		makeRoom(MOST_RANGE_BYTES);
		piece.deleted(range);
	}
	pieces.push(piece.finish());
	return pieces;
}

interface Part {
	readonly struct: Struct;
	readonly bytes: Uint8Array;
}

/** Halves the struct until each part fits, as far as that can be done. */
function* cutStruct(
	struct: Struct,
	maxBytes: number,
	encode: (struct: Struct) => Uint8Array
): Generator<Part> {
	const bytes = encode(struct);
	const middle = bytes.length > maxBytes && struct instanceof Y.Item ? middleOf(struct) : 0;
	if (middle === 0) {
		yield { struct, bytes };
		return;
	}
	const right = cutItem(struct as Y.Item, middle);
	yield* cutStruct(struct, maxBytes, encode);
	yield* cutStruct(right, maxBytes, encode);
}

/** Where the item may be cut; 0 when nowhere. */
function middleOf({ content, length }: Y.Item): number {
	const middle = length >> 1;
	if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return middle;
	if (!(content instanceof Y.ContentString)) return 0;
	// Both halves of a character that takes two units would become question marks.
	return HIGH_SURROGATE.test(content.str.charAt(middle - 1)) ? middle - 1 : middle;
}

/** Shortens the item to this length; what is cut off follows it, as it does when Yjs itself cuts one. */
function cutItem(item: Y.Item, length: number): Y.Item {
	const { client, clock } = item.id;
	const rest = item.content.splice(length);
	item.length = length;
	const left = Y.createID(client, clock + length - 1);
	const id = Y.createID(client, clock + length);
	return new Y.Item(id, null, left, null, item.rightOrigin, item.parent, item.parentSub, rest);
}
