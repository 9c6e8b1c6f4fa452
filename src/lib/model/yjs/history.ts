import * as Y from 'yjs';
import type { KeyChange } from './keyed-list.ts';
import type { KeyedTexts, TextChange } from './keyed-texts.ts';

/** What is asked of a KeyedList, whatever its values are: a value that is put back came out of the same list. */
interface ValueList {
	get(key: string): unknown;
	change(values: Iterable<readonly [string, unknown]>, removed?: Iterable<string>): void;
	observe(
		observer: (changes: ReadonlyMap<string, KeyChange<unknown>>, transaction: Y.Transaction) => void
	): () => void;
}

/** What one person's gesture did to one key of a list. */
interface ValueChange {
	readonly kind: 'value';
	readonly list: ValueList;
	readonly key: string;
	readonly before: unknown;
	readonly after: unknown;
}

/** A text came (`before` absent) or went (`after` absent). */
interface WholeTextChange {
	readonly kind: 'whole-text';
	readonly texts: KeyedTexts;
	readonly key: string;
	readonly before: string | undefined;
	readonly after: string | undefined;
}

/** Characters of a text came and went. */
interface CharactersChange {
	readonly kind: 'characters';
	readonly texts: KeyedTexts;
	readonly key: string;
	/** The clocks of this client's characters. Grows when characters come back under new clocks. */
	readonly inserted: ClockRange[];
	readonly removed: readonly Removed[];
}

interface Removed {
	readonly position: Y.RelativePosition;
	readonly text: string;
	/** Which characters they were, in order; `client` as their ids have it. */
	readonly runs: readonly { readonly client: number; readonly clock: number; readonly length: number }[];
}

interface ClockRange {
	readonly from: number;
	readonly to: number;
}

type Change = ValueChange | WholeTextChange | CharactersChange;
/** In the order in which they were made. */
type Step = readonly Change[];

/** `overtaken`: other people have changed all of it since, so nothing was taken back. */
export type HistoryResult = 'applied' | 'overtaken' | 'empty';

const MAX_STEPS = 300;

/**
 * One person's undo and redo on one document, as inverse edits: each undo is a forward change that gives a value back
 * where it is still the one that this person left, and touches nothing else. (Y.UndoManager on such a document goes on to
 * the creation when a move was overwritten, and deletes the thing; and its redo can make clients diverge, yjs#794.)
 *
 * Everything changed under `origin` is recorded. A thing that the step created goes away only if nobody else has touched
 * any part of it: its entries in all lists, and its text.
 */
export class History {
	readonly #doc: Y.Doc;
	readonly #origin: unknown;
	readonly #stopping: (() => void)[] = [];
	readonly #onChange: () => void;
	#undoable: Step[] = [];
	#redoable: Step[] = [];
	/** The changes of the gesture that is going on. */
	#open: Change[] | null = null;
	/** What the running transaction has changed so far, outside any gesture. */
	#pending: Change[] = [];
	/** Set while a step is taken back: its own changes are the inverse step. */
	#collecting: Change[] | null = null;

	constructor(parts: {
		readonly doc: Y.Doc;
		/** The origin of this person's own transactions. */
		readonly origin: unknown;
		readonly lists: readonly ValueList[];
		readonly texts: readonly KeyedTexts[];
		/** Called when `canUndo` or `canRedo` may have changed. */
		readonly onChange?: () => void;
	}) {
		this.#doc = parts.doc;
		this.#origin = parts.origin;
		this.#onChange = parts.onChange ?? (() => undefined);
		for (const list of parts.lists)
			this.#stopping.push(
				list.observe((changes, transaction) =>
					this.#record(
						transaction,
						Array.from(changes, ([key, { before, after }]) => ({ kind: 'value', list, key, before, after }))
					)
				)
			);
		for (const texts of parts.texts)
			this.#stopping.push(
				texts.observe((changes, transaction) =>
					this.#record(
						transaction,
						Array.from(changes, ([key, change]) => textChange(texts, key, change))
					)
				)
			);
		this.#doc.on('afterTransaction', this.#seal);
		this.#stopping.push(() => this.#doc.off('afterTransaction', this.#seal));
	}

	get canUndo(): boolean {
		return this.#undoable.length > 0;
	}

	get canRedo(): boolean {
		return this.#redoable.length > 0;
	}

	/** Until `end`, all transactions are one step. A gesture that is still open ends. */
	begin(): void {
		this.end();
		this.#open = [];
	}

	/** Ends the gesture; without changes it leaves no step. */
	end(): void {
		const step = this.#open;
		this.#open = null;
		if (step !== null) this.#keep(step);
	}

	undo(): HistoryResult {
		this.end();
		return this.#take(this.#undoable, this.#redoable);
	}

	redo(): HistoryResult {
		this.end();
		return this.#take(this.#redoable, this.#undoable);
	}

	destroy(): void {
		for (const stop of this.#stopping) stop();
	}

	#take(from: Step[], to: Step[]): HistoryResult {
		const step = from.pop();
		if (step === undefined) return 'empty';
		const inverse: Change[] = [];
		this.#collecting = inverse;
		try {
			const steps = [...this.#undoable, ...this.#redoable, step];
			this.#doc.transact(() => invert(this.#doc, step, steps), this.#origin);
		} finally {
			this.#collecting = null;
		}
		const done = inverse.filter(changesAnything);
		if (done.length > 0) to.push(done);
		this.#onChange();
		return done.length > 0 ? 'applied' : 'overtaken';
	}

	#record(transaction: Y.Transaction, changes: Change[]): void {
		if (transaction.origin !== this.#origin) return;
		(this.#collecting ?? this.#open ?? this.#pending).push(...changes);
	}

	readonly #seal = (): void => {
		if (this.#pending.length === 0) return;
		const step = this.#pending;
		this.#pending = [];
		this.#keep(step);
	};

	#keep(changes: readonly Change[]): void {
		const step = compact(changes).filter(changesAnything);
		if (step.length === 0) return;
		this.#undoable.push(step);
		if (this.#undoable.length > MAX_STEPS) this.#undoable.shift();
		this.#redoable = [];
		this.#onChange();
	}
}

function textChange(texts: KeyedTexts, key: string, change: TextChange): Change {
	const { before, after, event } = change;
	if (event === null || before === undefined) return { kind: 'whole-text', texts, key, before, after };
	// All that the transaction wrote anywhere: what of it stands in this text is seen when it is taken back.
	const { beforeState, afterState, doc } = event.transaction;
	const written = { from: beforeState.get(doc.clientID) ?? 0, to: afterState.get(doc.clientID) ?? 0 };
	const inserted = event.delta.some((part) => part.insert !== undefined) ? [written] : [];
	const removed: Removed[] = [];
	const gone = removedItems(event);
	let beforeAt = 0;
	let afterAt = 0;
	for (const part of event.delta) {
		if (part.retain !== undefined) {
			beforeAt += part.retain;
			afterAt += part.retain;
		} else if (part.delete !== undefined) {
			// Bound to the character on its left, which stays its neighbour whatever others type around it.
			const position = Y.createRelativePositionFromTypeIndex(event.target, afterAt, -1);
			const text = before.slice(beforeAt, beforeAt + part.delete);
			removed.push({ position, text, runs: takeRuns(gone, part.delete) });
			beforeAt += part.delete;
		} else afterAt += typeof part.insert === 'string' ? part.insert.length : 1;
	}
	return { kind: 'characters', texts, key, inserted, removed };
}

/** The runs of characters that the transaction deleted, in the order of the text. */
function removedItems(event: Y.YTextEvent): { client: number; clock: number; length: number }[] {
	const runs: { client: number; clock: number; length: number }[] = [];
	for (let item = event.target._start; item !== null; item = item.right)
		if (item.countable && event.deletes(item) && !event.adds(item))
			runs.push({ client: item.id.client, clock: item.id.clock, length: item.length });
	return runs;
}

/** Takes the first `count` characters off `runs`. */
function takeRuns(runs: { client: number; clock: number; length: number }[], count: number): Removed['runs'] {
	const taken: { client: number; clock: number; length: number }[] = [];
	for (let left = count; left > 0;) {
		const first = runs[0];
		if (first === undefined) break;
		const length = Math.min(left, first.length);
		taken.push({ ...first, length });
		left -= length;
		if (length === first.length) runs.shift();
		else runs[0] = { ...first, clock: first.clock + length, length: first.length - length };
	}
	return taken;
}

/**
 * One change a list key, however often the gesture changed it; what was written into a text that the gesture itself made
 * needs no record of its own; typing grows one range.
 */
function compact(changes: readonly Change[]): Change[] {
	const kept: Change[] = [];
	const firsts = new Map<object, Map<string, number>>();
	for (const change of changes) {
		const source = change.kind === 'value' ? change.list : change.texts;
		const keys = firsts.get(source) ?? new Map<string, number>();
		firsts.set(source, keys);
		const at = keys.get(change.key);
		const first = at === undefined ? undefined : kept[at];
		if (change.kind === 'characters') {
			if (first !== undefined) continue;
			const last = kept.at(-1);
			const joined = last?.kind === 'characters' ? joinTyping(last, change) : null;
			if (joined === null) kept.push(change);
			else kept[kept.length - 1] = joined;
		} else if (at === undefined || first === undefined) keys.set(change.key, kept.push(change) - 1);
		else kept[at] = { ...first, after: change.after } as Change;
	}
	return kept;
}

function joinTyping(last: CharactersChange, next: CharactersChange): CharactersChange | null {
	if (last.texts !== next.texts || last.key !== next.key) return null;
	if (last.removed.length > 0 || next.removed.length > 0) return null;
	return { ...next, inserted: joinRanges([...last.inserted, ...next.inserted]) };
}

function joinRanges(ranges: readonly ClockRange[]): ClockRange[] {
	const joined: ClockRange[] = [];
	for (const range of ranges) {
		const last = joined.at(-1);
		if (last !== undefined && last.to === range.from)
			joined[joined.length - 1] = { from: last.from, to: range.to };
		else joined.push(range);
	}
	return joined;
}

function changesAnything(change: Change): boolean {
	return change.kind === 'characters'
		? change.inserted.length > 0 || change.removed.length > 0
		: change.before !== change.after;
}

/** `steps`: all that remember characters by their clocks, and must learn of new ones. */
function invert(doc: Y.Doc, step: Step, steps: readonly Step[]): void {
	const kept = keysToKeep(doc, step);
	const values = new Map<ValueList, { set: [string, unknown][]; remove: string[] }>();
	for (const change of [...step].reverse()) {
		if (kept.has(change.key)) continue;
		if (change.kind === 'characters') invertCharacters(doc, change, steps);
		else if (change.kind === 'whole-text') invertWholeText(change);
		else if (change.list.get(change.key) === change.after) {
			const batch = values.get(change.list) ?? { set: [], remove: [] };
			values.set(change.list, batch);
			if (change.before === undefined) batch.remove.push(change.key);
			else batch.set.push([change.key, change.before]);
		}
	}
	for (const [list, { set, remove }] of values) list.change(set, remove);
}

/** The things that this step made and that somebody else has worked on since: they stay as they are. */
function keysToKeep(doc: Y.Doc, step: Step): ReadonlySet<string> {
	const created = new Set<string>();
	for (const change of step)
		if (change.kind !== 'characters' && change.before === undefined && change.after !== undefined)
			created.add(change.key);
	const kept = new Set<string>();
	for (const change of step) if (created.has(change.key) && !isStillMine(doc, change)) kept.add(change.key);
	return kept;
}

function isStillMine(doc: Y.Doc, change: Change): boolean {
	if (change.kind === 'value') return change.list.get(change.key) === change.after;
	const text = change.texts.text(change.key);
	if (text === undefined) return false;
	for (let item = text._start; item !== null; item = item.right)
		if (!item.deleted && item.id.client !== doc.clientID) return false;
	return true;
}

function invertWholeText({ texts, key, before, after }: WholeTextChange): void {
	if (after === undefined && before !== undefined && !texts.has(key)) texts.create(key, before);
	// Whether it is still mine alone is asked before, by `keysToKeep`.
	else if (before === undefined && texts.has(key)) texts.remove(key);
}

function invertCharacters(doc: Y.Doc, change: CharactersChange, steps: readonly Step[]): void {
	const text = change.texts.text(change.key);
	if (text === undefined) return;
	for (const { at, length } of livingRuns(doc, text, change.inserted)) text.delete(at, length);
	for (const removed of [...change.removed].reverse()) {
		const place = Y.createAbsolutePositionFromRelativePosition(removed.position, doc);
		if (place === null || place.type !== text) continue;
		const clock = Y.getState(doc.store, doc.clientID);
		text.insert(place.index, removed.text);
		tellNewClocks(doc, change, removed, clock, steps);
	}
}

/** Characters that came back are new ones to Yjs: a step that typed the old ones must take back the new ones. */
function tellNewClocks(
	doc: Y.Doc,
	{ texts, key }: CharactersChange,
	{ runs }: Removed,
	firstClock: number,
	steps: readonly Step[]
): void {
	let offset = 0;
	for (const run of runs) {
		for (const change of run.client === doc.clientID ? steps.flat() : []) {
			if (change.kind !== 'characters' || change.texts !== texts || change.key !== key) continue;
			for (const range of [...change.inserted]) {
				const from = Math.max(range.from, run.clock);
				const to = Math.min(range.to, run.clock + run.length);
				const shift = firstClock + offset - run.clock;
				if (from < to) change.inserted.push({ from: from + shift, to: to + shift });
			}
		}
		offset += run.length;
	}
}

/** Where this client's characters of `ranges` stand that nobody has deleted, from the back. */
function livingRuns(
	doc: Y.Doc,
	text: Y.Text,
	ranges: readonly ClockRange[]
): { at: number; length: number }[] {
	const runs: { at: number; length: number }[] = [];
	let at = 0;
	for (let item = text._start; item !== null; item = item.right) {
		if (item.deleted || !item.countable) continue;
		if (item.id.client === doc.clientID)
			for (const range of ranges) {
				const from = Math.max(range.from, item.id.clock);
				const to = Math.min(range.to, item.id.clock + item.length);
				if (from < to) runs.push({ at: at + from - item.id.clock, length: to - from });
			}
		at += item.length;
	}
	return runs.sort((a, b) => b.at - a.at);
}
