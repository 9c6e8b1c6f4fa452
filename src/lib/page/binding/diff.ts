/** A row of blocks as one string, as it lies in the document: each marker is one character, named by its block's id. */
export interface FlatText {
	readonly text: string;
	/** Offset → block id, for every marker. */
	readonly markers: ReadonlyMap<number, string>;
}

/** Takes `[from, to)` of the old text away and puts `[newFrom, newTo)` of the new text there. */
export interface Edit {
	readonly from: number;
	readonly to: number;
	readonly newFrom: number;
	readonly newTo: number;
}

interface Span {
	readonly from: number;
	readonly to: number;
}

const NO_CARET = -1;

/**
 * The edits, in order, that make `after` of `before`. Blocks are recognised by their ids, so that text between two changes
 * is never taken out and put back: somebody else may be typing in it. `caret` (an offset in `after`) tells which of several
 * equal letters was typed.
 */
export function diff(before: FlatText, after: FlatText, caret: number = NO_CARET): Edit[] {
	const whole = narrow(
		before,
		after,
		{ from: 0, to: before.text.length },
		{ from: 0, to: after.text.length },
		caret
	);
	if (whole === null) return [];
	const edits: Edit[] = [];
	let from = whole.from;
	let newFrom = whole.newFrom;
	const gap = (to: number, newTo: number): void => {
		const edit = narrow(before, after, { from, to }, { from: newFrom, to: newTo }, caret);
		if (edit !== null) edits.push(edit);
	};
	for (const [at, newAt] of sharedMarkers(before, after, whole)) {
		gap(at, newAt);
		from = at + 1;
		newFrom = newAt + 1;
	}
	gap(whole.to, whole.newTo);
	return edits;
}

/** Takes what is equal at both ends away; `null` when nothing is left. */
function narrow(before: FlatText, after: FlatText, old: Span, next: Span, caret: number): Edit | null {
	const same = (a: number, b: number): boolean =>
		before.text.charCodeAt(a) === after.text.charCodeAt(b) && before.markers.get(a) === after.markers.get(b);
	const oldLength = old.to - old.from;
	const newLength = next.to - next.from;
	const shorter = Math.min(oldLength, newLength);
	let head = 0;
	while (head < shorter && same(old.from + head, next.from + head)) head++;
	let tail = 0;
	while (tail < shorter && same(old.to - 1 - tail, next.to - 1 - tail)) tail++;
	if (head === shorter && oldLength === newLength) return null;
	if (head + tail > shorter) {
		// Letters of one kind in a row: what was typed or deleted ends at the caret.
		const grown = Math.max(0, newLength - oldLength);
		const wanted = caret === NO_CARET ? head : caret - next.from - grown;
		head = Math.min(head, Math.max(wanted, shorter - tail));
		tail = shorter - head;
	}
	// Half of a surrogate pair is no letter: deleting it alone would leave rubbish in the other's text.
	if (insidePair(before.text, old.from + head) || insidePair(after.text, next.from + head)) head--;
	if (insidePair(before.text, old.to - tail) || insidePair(after.text, next.to - tail)) tail--;
	return {
		from: old.from + head,
		to: old.to - tail,
		newFrom: next.from + head,
		newTo: next.to - tail
	};
}

/** Whether this place lies between the halves of a surrogate pair. */
export function insidePair(text: string, at: number): boolean {
	return (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

/** The markers in both that can stay where they are: the longest row that has one order in both. */
function sharedMarkers(before: FlatText, after: FlatText, within: Edit): [number, number][] {
	const places = new Map<string, number>();
	for (const [at, id] of before.markers) if (at >= within.from && at < within.to) places.set(id, at);
	const pairs: [number, number][] = [];
	for (const [newAt, id] of after.markers) {
		const at = places.get(id);
		if (at !== undefined && newAt >= within.newFrom && newAt < within.newTo) pairs.push([at, newAt]);
	}
	return longestRising(pairs);
}

/** Patience sorting: `ends[n]` is the pair that ends the best row of n + 1 pairs so far. */
function longestRising(pairs: readonly [number, number][]): [number, number][] {
	const ends: number[] = [];
	const previous: number[] = [];
	pairs.forEach(([at], index) => {
		let low = 0;
		let high = ends.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (pairs[ends[middle]!]![0] < at) low = middle + 1;
			else high = middle;
		}
		previous[index] = low === 0 ? -1 : ends[low - 1]!;
		ends[low] = index;
	});
	const row: [number, number][] = [];
	for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index]!) row.push(pairs[index]!);
	return row.reverse();
}
