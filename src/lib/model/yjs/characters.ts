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

/** Characters that came back under new ids, in the order of `from`. Whoever knew the old ids must learn the new ones. */
export interface Renamed {
	readonly from: readonly CharRun[];
	readonly to: CharId;
}

/** One thing that a transaction did to a text. */
export type CharChange =
	| { readonly did: 'insert'; readonly chars: readonly CharRun[] }
	| {
			readonly did: 'remove';
			readonly text: string;
			readonly chars: readonly CharRun[];
			/** The character that they stood behind; `null` is the start. */
			readonly after: CharId | null;
	  };

/**
 * What a transaction did to a text, from its start to its end; what came and went within it is left out. To be asked while
 * the transaction's observers run: later, what was removed is no longer there to read.
 */
export function changesOf(text: Y.Text, transaction: Y.Transaction): CharChange[] {
	const changes: CharChange[] = [];
	let after: CharId | null = null;
	/** Whether what was removed last stood right before. */
	let adjoins = false;
	for (const item of items(text)) {
		const isNew = item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0);
		const run = { client: item.id.client, clock: item.id.clock, length: item.length };
		if (!item.deleted) {
			if (isNew) changes.push({ did: 'insert', chars: [run] });
			after = { client: run.client, clock: run.clock + run.length - 1 };
			adjoins = false;
		} else if (!isNew && Y.isDeleted(transaction.deleteSet, item.id)) {
			const content = item.content instanceof Y.ContentString ? item.content.str : '';
			const last = changes.at(-1);
			if (adjoins && last?.did === 'remove')
				changes[changes.length - 1] = { ...last, text: last.text + content, chars: [...last.chars, run] };
			else changes.push({ did: 'remove', text: content, chars: [run], after });
			adjoins = true;
		}
	}
	return changes;
}

/** The ids of all characters that are there, in order. */
export function charsOf(text: Y.Text): CharRun[] {
	const runs: CharRun[] = [];
	for (const item of items(text))
		if (!item.deleted) runs.push({ client: item.id.client, clock: item.id.clock, length: item.length });
	return runs;
}

export function countOf(runs: Iterable<{ readonly length: number }>): number {
	let count = 0;
	for (const { length } of runs) count += length;
	return count;
}

/** Runs that follow each other become one. */
export function joinedRuns(runs: readonly CharRun[]): CharRun[] {
	const joined: CharRun[] = [];
	for (const run of runs) {
		const last = joined.at(-1);
		if (last !== undefined && last.client === run.client && last.clock + last.length === run.clock)
			joined[joined.length - 1] = { ...last, length: last.length + run.length };
		else joined.push(run);
	}
	return joined;
}

/** The same characters under their new ids, in the same order. */
export function renamedRuns(runs: readonly CharRun[], renamed: Renamed): CharRun[] {
	return joinedRuns(runs.flatMap((run) => renamedRun(run, renamed)));
}

export function renamedId(id: CharId, renamed: Renamed): CharId {
	const { client, clock } = renamedRun({ ...id, length: 1 }, renamed)[0]!;
	return { client, clock };
}

function renamedRun(run: CharRun, renamed: Renamed): CharRun[] {
	if (run.length === 0) return [];
	let newClock = renamed.to.clock;
	for (const old of renamed.from) {
		const start = Math.max(run.clock, old.clock);
		const end = Math.min(run.clock + run.length, old.clock + old.length);
		if (run.client === old.client && start < end) {
			const left = { ...run, length: start - run.clock };
			const here = { client: renamed.to.client, clock: newClock + start - old.clock, length: end - start };
			const right = { ...run, clock: end, length: run.clock + run.length - end };
			return [...renamedRun(left, renamed), here, ...renamedRun(right, renamed)];
		}
		newClock += old.length;
	}
	return [run];
}

/** The index behind a character, or behind where it was; `null` when this text never had it. */
export function indexAfter(text: Y.Text, char: CharId | null): number | null {
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
export function rangesOf(text: Y.Text, runs: readonly CharRun[]): { index: number; length: number }[] {
	const ranges: { index: number; length: number }[] = [];
	let index = 0;
	for (const item of items(text)) {
		if (item.deleted) continue;
		for (const run of runs) {
			if (run.client !== item.id.client) continue;
			const start = Math.max(run.clock, item.id.clock) - item.id.clock;
			const end = Math.min(run.clock + run.length, item.id.clock + item.length) - item.id.clock;
			if (start < end) ranges.push({ index: index + start, length: end - start });
		}
		index += item.length;
	}
	return ranges.sort((a, b) => b.index - a.index);
}

/** Everything that counts in the text's length or once did, deleted or not, in order. */
function* items(text: Y.Text): Generator<Y.Item> {
	for (let item = text._start; item !== null; item = item.right)
		if (item.countable || item.deleted) yield item;
}
