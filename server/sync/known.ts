import type { StateVector } from '#protocol/sync.ts';
import type { ClientBlock, ClockRange, ScannedUpdate } from './update-scan.ts';

const NOTHING: StateVector = new Map();

/** What a room holds of a document: the clocks of every client without a hole, and which of them are deleted. */
export class Known {
	readonly #clocks = new Map<number, number>();
	/** By client: `from, to, from, to, …`, ascending, neither touching nor overlapping. */
	readonly #deleted = new Map<number, number[]>();
	#deletedClocks = 0;

	get stateVector(): StateVector {
		return this.#clocks;
	}

	/** How many clocks are deleted; a compaction that comes back with fewer lost something. */
	get deletedClocks(): number {
		return this.#deletedClocks;
	}

	has(client: number, clocks: number): boolean {
		return (this.#clocks.get(client) ?? 0) >= clocks;
	}

	/** Takes what follows without a hole; the rest is as if it had never come. */
	add(update: ScannedUpdate): void {
		advance(this.#clocks, update, NOTHING);
		for (const range of update.deletes) this.#delete(range);
	}

	/**
	 * Whether something that the update builds on is missing: earlier clocks of its own clients, neighbours or parents of
	 * its structs, targets of its deletions. `ahead`: clocks that are on their way into the store.
	 */
	lacks(update: ScannedUpdate, ahead: StateVector = NOTHING): boolean {
		const { blocks, needs, deletes } = update;
		for (const { from, client } of blocks) if (from > clockOf(this.#clocks, ahead, client)) return true;
		if (needs.size === 0 && deletes.length === 0) return false;
		const brought = new Map(blocks.map((block) => [block.client, block.to]));
		const reaches = (client: number, clock: number) =>
			clock <= clockOf(this.#clocks, ahead, client) || clock <= (brought.get(client) ?? 0);
		for (const [client, clock] of needs) if (!reaches(client, clock)) return true;
		return deletes.some((range) => !reaches(range.client, range.to));
	}

	/** Whether the update brings nothing that is not here or on its way. */
	covers(update: ScannedUpdate, ahead: StateVector = NOTHING): boolean {
		return (
			update.blocks.every((block) => block.last <= clockOf(this.#clocks, ahead, block.client)) &&
			update.deletes.every((range) => this.#isDeleted(range))
		);
	}

	#isDeleted({ client, from, to }: ClockRange): boolean {
		const ranges = this.#deleted.get(client);
		if (ranges === undefined) return false;
		const index = firstEndingAfter(ranges, from);
		return index < ranges.length && (ranges[index] as number) <= from && to <= (ranges[index + 1] as number);
	}

	#delete({ client, from, to }: ClockRange): void {
		let ranges = this.#deleted.get(client);
		if (ranges === undefined) {
			ranges = [];
			this.#deleted.set(client, ranges);
		}
		// Everything that overlaps or touches becomes one range.
		const first = firstEndingAfter(ranges, from - 1);
		let after = first;
		let start = from;
		let end = to;
		while (after < ranges.length && (ranges[after] as number) <= to) {
			start = Math.min(start, ranges[after] as number);
			end = Math.max(end, ranges[after + 1] as number);
			this.#deletedClocks -= (ranges[after + 1] as number) - (ranges[after] as number);
			after += 2;
		}
		this.#deletedClocks += end - start;
		if (first === ranges.length) ranges.push(start, end);
		else ranges.splice(first, after - first, start, end);
	}
}

/** Moves `clocks` on by what the update brings without a hole, counted from `clocks` and `base`. */
export function advance(clocks: Map<number, number>, update: ScannedUpdate, base: StateVector): void {
	for (const block of update.blocks) {
		const clock = clockOf(clocks, base, block.client);
		if (block.from <= clock && block.to > clock) clocks.set(block.client, block.to);
	}
}

/** Whether somebody with this state vector has all structs of these blocks. */
export function hasBlocks(stateVector: StateVector, blocks: readonly ClientBlock[]): boolean {
	return blocks.every((block) => (stateVector.get(block.client) ?? 0) >= block.last);
}

function clockOf(one: StateVector, other: StateVector, client: number): number {
	return Math.max(one.get(client) ?? 0, other.get(client) ?? 0);
}

/** The index of the first range that ends after `clock`, or the length. */
function firstEndingAfter(ranges: readonly number[], clock: number): number {
	let low = 0;
	let high = ranges.length / 2;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((ranges[middle * 2 + 1] as number) > clock) high = middle;
		else low = middle + 1;
	}
	return low * 2;
}
