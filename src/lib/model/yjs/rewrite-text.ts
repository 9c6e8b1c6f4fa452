import type * as Y from 'yjs';

/** Replaces `removed` characters at `at` by `inserted`. Offsets are UTF-16, as in strings and in Yjs. */
export interface Splice {
	readonly at: number;
	readonly removed: number;
	readonly inserted: string;
}

/**
 * The smallest splice that makes `before` into `after`, `null` when they are equal. `caret` is where the caret stands in
 * `after`: of two equal letters it tells which one was typed. Never cuts a surrogate pair in two.
 */
export function spliceBetween(before: string, after: string, caret = after.length): Splice | null {
	if (before === after) return null;
	const shorter = Math.min(before.length, after.length);
	// What follows the caret was not typed just now.
	const tailMost = Math.min(shorter, Math.max(0, after.length - caret));
	let tail = 0;
	while (tail < tailMost && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
	let head = 0;
	while (head < shorter - tail && before[head] === after[head]) head++;
	while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
	if (head > 0 && isLeadingSurrogate(before, head - 1)) head--;
	if (tail > 0 && isLeadingSurrogate(before, before.length - tail - 1)) tail--;
	return { at: head, removed: before.length - head - tail, inserted: after.slice(head, after.length - tail) };
}

function isLeadingSurrogate(text: string, index: number): boolean {
	const unit = text.charCodeAt(index);
	return unit >= 0xd800 && unit <= 0xdbff;
}

/** Applies a splice. Call it inside a transaction that names its origin. */
export function applySplice(text: Y.Text, splice: Splice): void {
	if (splice.removed > 0) text.delete(splice.at, splice.removed);
	if (splice.inserted !== '') text.insert(splice.at, splice.inserted);
}

/** What Yjs says about a change of a text. Things that are not text count as one character. */
export type TextDelta = readonly {
	readonly retain?: number | undefined;
	readonly delete?: number | undefined;
	readonly insert?: unknown;
}[];

/** Where an offset of the old text lies in the new one. What is inserted right there comes after it. */
export function mapOffset(delta: TextDelta, offset: number): number {
	let at = 0;
	let mapped = offset;
	for (const change of delta) {
		if (at > mapped) break;
		if (change.retain !== undefined) at += change.retain;
		else if (change.delete !== undefined) mapped -= Math.min(change.delete, Math.max(0, mapped - at));
		else {
			const length = typeof change.insert === 'string' ? change.insert.length : 1;
			if (at < mapped) mapped += length;
			at += length;
		}
	}
	return mapped;
}
