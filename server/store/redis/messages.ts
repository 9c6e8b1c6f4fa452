import type { LogPosition } from '../store.ts';

/**
 * What is published on a document's channel. The first line is text, what follows the second is bytes:
 *
 * - `E <writer> <call> <born> <positions>`, then the sizes of the entries, then their bytes one after the other
 * - `H <writer> <call> <born> <positions>` when the writer seems to be the only listener: read the bytes if you are not it
 * - `C <writer> <born> <generation>`: the snapshot was replaced
 * - `Q <writer>`: it was put into quarantine; read whether it still is
 *
 * Positions are in the order of the call's entries, `-` for one that was refused. A version that does not know a kind of
 * message leaves it.
 */
export type FeedMessage =
	| {
			readonly kind: 'appended';
			readonly writer: string;
			readonly call: number;
			readonly born: string;
			readonly positions: readonly (LogPosition | null)[];
			/** By index of `positions`; `null` when they are not in the message. */
			readonly bytes: readonly Buffer[] | null;
	  }
	| {
			readonly kind: 'compacted';
			readonly writer: string;
			readonly born: string;
			readonly generation: number;
	  }
	| { readonly kind: 'quarantined'; readonly writer: string };

const EMPTY = Buffer.alloc(0);

/** `null` for what no version of this program sends. */
export function readMessage(message: Buffer): FeedMessage | null {
	const lineEnd = message.indexOf(10);
	const [kind, writer = '', ...rest] = message
		.toString('latin1', 0, lineEnd === -1 ? message.length : lineEnd)
		.split(' ');
	switch (kind) {
		case 'C': {
			const [born = '', generation] = rest;
			return { kind: 'compacted', writer, born, generation: Number(generation) };
		}
		case 'Q':
			return { kind: 'quarantined', writer };
		case 'E':
		case 'H': {
			const [call, born = '', ...texts] = rest;
			const positions = texts.map(readPosition);
			const bytes = kind === 'E' ? readBodies(message, lineEnd + 1, positions) : null;
			return { kind: 'appended', writer, call: Number(call), born, positions, bytes };
		}
		default:
			return null;
	}
}

/** Of one of `positions` as Redis gives them. */
export function readPosition(text: string): LogPosition | null {
	return text === '-' ? null : (Number(text) as LogPosition);
}

function readBodies(message: Buffer, start: number, positions: readonly (LogPosition | null)[]): Buffer[] {
	const lineEnd = message.indexOf(10, start);
	const sizes = message.toString('latin1', start, lineEnd).split(' ').map(Number);
	let at = lineEnd + 1;
	let next = 0;
	return positions.map((position) => {
		if (position === null) return EMPTY;
		const bytes = message.subarray(at, at + (sizes[next++] ?? 0));
		at += bytes.length;
		return bytes;
	});
}
