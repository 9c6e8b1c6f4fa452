/** What a struct of an update hangs on: the parent that it lies in, or a neighbour that lies beside it. */
export interface Anchor {
	readonly kind: 'none' | 'neighbour' | 'parent';
	readonly client: number;
	readonly clock: number;
}

export interface AnchoredStruct {
	readonly client: number;
	/** Its first. */
	readonly clock: number;
	readonly anchor: Anchor;
}

/** One client's structs, in the order of their clocks. */
interface Column {
	readonly clocks: number[];
	readonly anchors: Anchor[];
	/** -1: not known yet. */
	readonly depths: number[];
}

/** A struct by its column and its place there. */
interface Place {
	readonly column: Column;
	readonly index: number;
}

/**
 * How many parents the deepest struct has within the update; what hangs on something outside counts from there. Each
 * struct is looked at once, without recursion: the depth that is measured here is what breaks recursion elsewhere.
 */
export function nesting(structs: Iterable<AnchoredStruct>): number {
	const columns = new Map<number, Column>();
	for (const { client, clock, anchor } of structs) {
		const column = columns.get(client) ?? { clocks: [], anchors: [], depths: [] };
		columns.set(client, column);
		column.clocks.push(clock);
		column.anchors.push(anchor);
		column.depths.push(-1);
	}
	let deepest = 0;
	for (const column of columns.values()) {
		for (let index = 0; index < column.clocks.length; index += 1) {
			deepest = Math.max(deepest, depthOf({ column, index }, columns));
		}
	}
	return deepest;
}

function depthOf(start: Place, columns: ReadonlyMap<number, Column>): number {
	const path: Place[] = [];
	let at: Place | null = start;
	while (at !== null && at.column.depths[at.index] === -1) {
		path.push(at);
		// Two that hang on each other are never integrated; each counts as begun.
		at.column.depths[at.index] = 0;
		at = anchorOf(at, columns);
	}
	let depth = at === null ? -1 : (at.column.depths[at.index] as number);
	for (const { column, index } of path.reverse()) {
		const { kind } = column.anchors[index] as Anchor;
		depth = depth === -1 ? (kind === 'parent' ? 1 : 0) : depth + (kind === 'parent' ? 1 : 0);
		column.depths[index] = depth;
	}
	return start.column.depths[start.index] as number;
}

/** `null` when it is not in the update. */
function anchorOf({ column, index }: Place, columns: ReadonlyMap<number, Column>): Place | null {
	const { kind, client, clock } = column.anchors[index] as Anchor;
	if (kind === 'none') return null;
	const other = columns.get(client);
	if (other === undefined) return null;
	// The last struct that begins at or before the clock is the one that holds it.
	let low = 0;
	let high = other.clocks.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((other.clocks[middle] as number) <= clock) low = middle + 1;
		else high = middle;
	}
	return low === 0 ? null : { column: other, index: low - 1 };
}
