import type * as Y from 'yjs';
import { countOf, rangesOf } from './characters.ts';
import {
	isStillAsPatched,
	joinedListPatch,
	ListWriting,
	takeBackValue,
	type ListPatch
} from './list-patches.ts';
import { sameValue } from './same-value.ts';
import {
	isStillAsItCame,
	joinedTyping,
	NewNames,
	settledArrival,
	takeBackText,
	type TextPatch
} from './text-patches.ts';

/** What one gesture did to one key, of a list or of texts. Parts of one thing have the same key in all of them. */
export type Patch = ListPatch | TextPatch;

/**
 * What a gesture comes to, in the order in which it was done: what was written into a text that the gesture itself made
 * needs no record of its own, and of what came and went nothing is left.
 */
export function compacted(patches: readonly Patch[]): Patch[] {
	const kept: (Patch | null)[] = [];
	/** Where the last patch of a key stands. */
	const last = new Map<object, Map<string, number>>();
	for (const patch of patches) {
		const source = sourceOf(patch);
		const keys = last.get(source) ?? new Map<string, number>();
		last.set(source, keys);
		const at = keys.get(patch.key);
		const before = at === undefined ? null : kept[at]!;
		const joined = before === null ? null : joinedPatch(before, patch);
		if (at === undefined || joined === null) keys.set(patch.key, kept.push(patch) - 1);
		else if (joined !== 'nothing') kept[at] = joined;
		else {
			kept[at] = null;
			keys.delete(patch.key);
		}
	}
	return kept
		.filter((patch) => patch !== null)
		.map(settled)
		.filter(changesAnything);
}

function sourceOf(patch: Patch): object {
	return patch.kind === 'value' ? patch.source : patch.texts;
}

/** One patch for two in a row on one key; `null` where they stay two. */
function joinedPatch(first: Patch, next: Patch): Patch | 'nothing' | null {
	if (first.kind === 'value') return next.kind === 'value' ? joinedListPatch(first, next) : null;
	if (next.kind === 'value') return null;
	if (first.kind === 'text-came') return next.kind === 'text-went' ? 'nothing' : first;
	return joinedTyping(first, next);
}

function settled(patch: Patch): Patch {
	return patch.kind === 'value' ? patch : settledArrival(patch);
}

function changesAnything(patch: Patch): boolean {
	return patch.kind !== 'value' || !sameValue(patch.before, patch.after);
}

/** What became of taking a step back, by the keys of the things. */
export interface TakenBack {
	/** Where somebody else has changed what the step did: that stays. */
	readonly kept: ReadonlySet<string>;
	/** What the restored characters are called now. */
	readonly names: NewNames;
}

/** What belongs together: the cells of a table have texts of their own, and go with it. */
export interface Things {
	/** The thing that a key is a part of. */
	readonly thingOf: (key: string) => string;
	/** Whether anybody sees a text: not when its thing, or what of it showed the text, is gone. */
	readonly isSeen: (text: string) => boolean;
	/** The keys of the texts that show because of this value of a thing or a detail; none where it is `undefined`. */
	readonly partsOf: (key: string, value: unknown) => Iterable<string>;
	/** Such a text. */
	readonly textOf: (part: string) => Y.Text | undefined;
	/** The keys of a thing's details that there are now, see `UndoableList.details`. */
	readonly detailsOf: (thing: string) => Iterable<string>;
}

/**
 * Takes a step back wherever its work is still there, and touches nothing else. A thing that the step made goes away only
 * as a whole: not when anybody has changed any part of it since. Call it inside a transaction that names its origin.
 */
export function takeBack(step: readonly Patch[], things: Things): TakenBack {
	const { thingOf } = things;
	const whole = new Set(thingsToKeep(step, things));
	const kept = new Set(whole);
	const names = new NewNames();
	const writing = new ListWriting();
	const gone = new Set(step.filter(isDeparture).map(({ key }) => thingOf(key)));
	const detailed = new Set(step.flatMap((patch) => (isDetail(patch) ? thingOf(patch.key) : [])));
	for (const patch of step.toReversed()) {
		const thing = thingOf(patch.key);
		if (whole.has(thing) || (gone.has(thing) && isBackAlready(patch, things))) continue;
		// Nobody would see words that go back into what somebody else has deleted.
		const isSeen =
			patch.kind !== 'erased' || gone.has(thing) || detailed.has(thing) || things.isSeen(patch.key);
		const done =
			patch.kind === 'value'
				? takeBackValue(patch, writing)
				: isSeen && takeBackText(names.apply(patch), names);
		if (!done) kept.add(thing);
	}
	writing.write();
	return { kept, names };
}

/**
 * The things on which somebody else has worked since, in what this step made of them. Where texts came or went with a
 * change of their thing, as with a column of a table, all of it goes back or nothing.
 */
function* thingsToKeep(step: readonly Patch[], things: Things): Generator<string> {
	const { thingOf } = things;
	const withParts = new Set<string>();
	for (const { kind, key } of step)
		if (kind === 'text-came' || kind === 'text-went') withParts.add(thingOf(key));
	for (const patch of step) {
		const thing = thingOf(patch.key);
		const isStill = patch.kind === 'value' ? isStillAsPatched(patch) : isStillAsItCame(patch);
		if (!isStill && (isArrival(patch) || (isChange(patch) && withParts.has(thing)))) yield thing;
		else if (patch.kind === 'value' && isArrival(patch) && hasOtherDetails(thing, step, things)) yield thing;
		else if ((isArrival(patch) || isChange(patch)) && hidesWords(patch, step, things)) yield thing;
	}
}

/** Whether taking a change back would hide words that this step did not bring: of a column into which another put a row. */
function hidesWords(patch: Patch, step: readonly Patch[], { partsOf, textOf }: Things): boolean {
	if (patch.kind !== 'value') return false;
	const left = new Set(partsOf(patch.key, patch.before));
	for (const part of partsOf(patch.key, patch.after)) {
		const text = left.has(part) ? undefined : textOf(part);
		if (text === undefined || text.length === 0) continue;
		const brought = step.flatMap((one) => (broughtWords(one) && one.key === part ? one.chars : []));
		if (countOf(rangesOf(text, brought)) < text.length) return true;
	}
	return false;
}

function broughtWords(patch: Patch): patch is Extract<Patch, { chars: unknown }> {
	return patch.kind === 'text-came' || patch.kind === 'typed';
}

/** Words of a thing that went, and that somebody else has put back with it. */
function isBackAlready(patch: Patch, { thingOf, partsOf, textOf }: Things): boolean {
	if (patch.kind !== 'erased' || patch.content === '') return false;
	const parts = [...partsOf(thingOf(patch.key), patch)];
	return parts.some((part) => textOf(part)?.toJSON().includes(patch.content) === true);
}

function isDeparture(patch: Patch): boolean {
	return patch.kind === 'value' && patch.source.details !== true && patch.after === undefined;
}

/** Whether a thing that this step made has details that it did not make, or not so. */
function hasOtherDetails(thing: string, step: readonly Patch[], { detailsOf }: Things): boolean {
	const isOurs = (key: string): boolean =>
		step.some(
			(patch) =>
				patch.kind === 'value' && patch.source.details && patch.key === key && isStillAsPatched(patch)
		);
	for (const key of detailsOf(thing)) if (!isOurs(key)) return true;
	return false;
}

function isDetail(patch: Patch): boolean {
	return patch.kind === 'value' && patch.source.details === true;
}

function isChange(patch: Patch): boolean {
	if (patch.kind !== 'value') return false;
	return patch.source.details === true || (patch.before !== undefined && patch.after !== undefined);
}

function isArrival(patch: Patch): boolean {
	if (patch.kind !== 'value') return patch.kind === 'text-came';
	return patch.source.details !== true && patch.before === undefined;
}
