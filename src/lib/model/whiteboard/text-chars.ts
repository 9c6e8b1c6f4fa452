import * as Y from 'yjs';

/**
 * Characters of a Y.Text by their identity. An index says where a character is now; its id says which one it is, however
 * much others write before it. Undo needs the second: it takes back the characters that I typed, and no others.
 */
export interface CharId {
	readonly client: number;
	readonly clock: number;
}

/** `length` characters with consecutive ids. */
export interface CharRun extends CharId {
	readonly length: number;
}

/** One thing that was done to a text, with what it takes to undo it. */
export type TextOp =
	| { readonly did: 'insert'; readonly chars: readonly CharRun[] }
	| {
			readonly did: 'remove';
			readonly text: string;
			readonly chars: readonly CharRun[];
			/** The character before them, deleted ones included; `null` is the start. */
			readonly after: CharId | null;
	  };

/** Inserts at an index; call it in a transaction. */
export function insertChars(text: Y.Text, at: number, inserted: string): TextOp {
	const doc = text.doc!;
	const clock = Y.getState(doc.store, doc.clientID);
	text.insert(at, inserted);
	return { did: 'insert', chars: [{ client: doc.clientID, clock, length: inserted.length }] };
}

/** Removes `count` characters at an index; call it in a transaction. */
export function removeChars(text: Y.Text, at: number, count: number): TextOp {
	const op: TextOp = {
		did: 'remove',
		text: text.toString().slice(at, at + count),
		chars: runsBetween(text, at, at + count),
		after: charBefore(text, at)
	};
	text.delete(at, count);
	return op;
}

/**
 * Takes one op back, as far as it is still there to take back, and returns what that did; call it in a transaction.
 * Characters that somebody else removed meanwhile stay removed, what they typed in between stays.
 */
export function undoTextOp(text: Y.Text, op: TextOp): TextOp[] {
	if (op.did === 'insert')
		return visibleRanges(text, op.chars).map(({ from, to }) => removeChars(text, from, to - from));
	const at = indexAfter(text, op.after);
	return at === null || op.text === '' ? [] : [insertChars(text, at, op.text)];
}

/** Characters that came back under new ids. Ops that knew the old ids must learn the new ones. */
export interface Renamed {
	readonly from: readonly CharRun[];
	readonly to: CharId;
}

/** The op in terms of the new ids. */
export function renamedOp(op: TextOp, renamed: Renamed): TextOp {
	const chars = op.chars.flatMap((run) => renamedRun(run, renamed));
	if (op.did === 'insert') return { ...op, chars };
	const after = op.after === null ? null : renamedRun({ ...op.after, length: 1 }, renamed)[0]!;
	return { ...op, chars, after: after === null ? null : { client: after.client, clock: after.clock } };
}

function renamedRun(run: CharRun, renamed: Renamed): CharRun[] {
	let newClock = renamed.to.clock;
	for (const old of renamed.from) {
		const start = Math.max(run.clock, old.clock);
		const end = Math.min(run.clock + run.length, old.clock + old.length);
		if (run.client === old.client && start < end) {
			const pieces = [
				{ client: run.client, clock: run.clock, length: start - run.clock },
				{ client: run.client, clock: end, length: run.clock + run.length - end }
			].filter((piece) => piece.length > 0);
			const here = { client: renamed.to.client, clock: newClock + start - old.clock, length: end - start };
			return [here, ...pieces.flatMap((piece) => renamedRun(piece, renamed))];
		}
		newClock += old.length;
	}
	return [run];
}

/** The ids of the characters from index `from` up to `to`. */
export function runsBetween(text: Y.Text, from: number, to: number): CharRun[] {
	const runs: CharRun[] = [];
	let index = 0;
	for (const item of items(text)) {
		if (item.deleted) continue;
		const start = Math.max(from, index);
		const end = Math.min(to, index + item.length);
		if (start < end)
			runs.push({ client: item.id.client, clock: item.id.clock + start - index, length: end - start });
		index += item.length;
		if (index >= to) break;
	}
	return runs;
}

function charBefore(text: Y.Text, at: number): CharId | null {
	const run = at === 0 ? undefined : runsBetween(text, at - 1, at)[0];
	return run === undefined ? null : { client: run.client, clock: run.clock };
}

/** The index behind a character, or behind where it was; `null` when this text never had it. */
function indexAfter(text: Y.Text, char: CharId | null): number | null {
	if (char === null) return 0;
	let index = 0;
	for (const item of items(text)) {
		const within = char.clock - item.id.clock;
		if (item.id.client === char.client && within >= 0 && within < item.length)
			return item.deleted ? index : index + within + 1;
		if (!item.deleted) index += item.length;
	}
	return null;
}

/** Where the characters of `runs` that still exist are, from the end, so that removing one range moves no other. */
function visibleRanges(text: Y.Text, runs: readonly CharRun[]): { from: number; to: number }[] {
	const ranges: { from: number; to: number }[] = [];
	let index = 0;
	for (const item of items(text)) {
		if (item.deleted) continue;
		for (const run of runs) {
			if (run.client !== item.id.client) continue;
			const start = Math.max(run.clock, item.id.clock) - item.id.clock;
			const end = Math.min(run.clock + run.length, item.id.clock + item.length) - item.id.clock;
			if (start < end) ranges.push({ from: index + start, to: index + end });
		}
		index += item.length;
	}
	return ranges.sort((a, b) => b.from - a.from);
}

/** Everything that counts in the text's length or once did, deleted or not, in order. */
function* items(text: Y.Text): Generator<Y.Item> {
	for (let item = text._start; item !== null; item = item.right)
		if (item.countable || item.deleted) yield item;
}
