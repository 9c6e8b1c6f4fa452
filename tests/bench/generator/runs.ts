import { visitClocks } from './entries.ts';
import { visitPointers } from './pointers.ts';

/** What a frame carries: `[client, from, to]` in a row, `to` not included. */
export type Runs = readonly number[];

interface Seen {
	readonly frame: Buffer;
	readonly runs: Runs;
}

/**
 * Reads frames, and reads one only once however many readers get it: a server that prepares a frame for all sends the same bytes to each, and
 * comparing them is quicker than reading them again. Without this the generator would run out of core before the servers do.
 */
function createReader(
	read: (
		bytes: Uint8Array,
		start: number,
		end: number,
		add: (client: number, from: number, to: number) => void
	) => void
): (bytes: Uint8Array, start: number, end: number) => Runs {
	const recent: (Seen | undefined)[] = new Array<undefined>(REMEMBERED).fill(undefined);
	let oldest = 0;
	let fresh: number[] = [];
	const add = (client: number, from: number, to: number): void => void fresh.push(client, from, to);
	return (bytes, start, end) => {
		const long = end - start >= WORTH_REMEMBERING_BYTES;
		if (long)
			for (const seen of recent)
				if (seen?.frame.length === end - start && seen.frame.compare(bytes, start, end) === 0)
					return seen.runs;
		fresh = [];
		read(bytes, start, end, add);
		if (long) {
			recent[oldest] = { frame: Buffer.from(bytes.subarray(start, end)), runs: fresh };
			oldest = (oldest + 1) % REMEMBERED;
		}
		return fresh;
	};
}

const REMEMBERED = 6;
const WORTH_REMEMBERING_BYTES = 160;

export const createEntryReader = () => createReader(visitClocks);

export const createPointerReader = () =>
	createReader((bytes, start, end, add) =>
		visitPointers(bytes, start, end, (client, clock) => add(client, clock, clock + 1))
	);
