import { joinBytes, readUint, skipBlock, type Cursor } from './bytes.ts';

const encoder = new TextEncoder();

/** An awareness update with one pointer that moved, as an editor's cursor plugin sends it: about 110 bytes. */
export function encodePointer(client: number, clock: number): Uint8Array {
	const x = ((clock * 7.25) % 1900).toFixed(2);
	const y = ((clock * 3.5) % 1000).toFixed(2);
	const state = `{"user":{"name":"Member ${client}","color":"#30bced"},"pointer":{"x":${x},"y":${y}}}`;
	const json = encoder.encode(state);
	return joinBytes(1, client, clock, json.length, json);
}

const cursor: Cursor = { bytes: new Uint8Array(0), at: 0, end: 0 };

/** Every client and clock of an awareness update. */
export function visitPointers(
	bytes: Uint8Array,
	start: number,
	end: number,
	visit: (client: number, clock: number) => void
): void {
	cursor.bytes = bytes;
	cursor.at = start;
	cursor.end = end;
	for (let entries = readUint(cursor); entries > 0; entries -= 1) {
		const client = readUint(cursor);
		visit(client, readUint(cursor));
		skipBlock(cursor);
	}
}
