import type * as Y from 'yjs';
import type { KeyChange } from './keyed-list.ts';
import { sameValue } from './same-value.ts';

/** What is asked of a KeyedList, whatever its values are: a value that is put back came out of the same list. */
interface ValueList {
	get(key: string): unknown;
	change(values: Iterable<readonly [string, unknown]>, removed?: Iterable<string>): void;
	observe(
		observer: (changes: ReadonlyMap<string, KeyChange<unknown>>, transaction: Y.Transaction) => void
	): () => void;
}

/** A list whose changes can be taken back. */
export interface UndoableList {
	readonly list: ValueList;
	/**
	 * Where the fields of a value go back one by one: those that belong together, and go back all or not at all. Without
	 * it, a value goes back as a whole.
	 */
	readonly groups?: readonly FieldGroup[];
	/** Its values are details of things that have a value of their own elsewhere: one that comes changes its thing. */
	readonly details?: true;
}

/** Half of a resize taken back would leave a shape that nobody made. */
export type FieldGroup = readonly string[];

/** What one gesture did to one key of a list. */
export interface ListPatch {
	readonly kind: 'value';
	readonly source: UndoableList;
	readonly key: string;
	/** Absent where the value came. */
	readonly before: unknown;
	/** Absent where it went. */
	readonly after: unknown;
}

export function listPatches(
	source: UndoableList,
	changes: ReadonlyMap<string, KeyChange<unknown>>
): ListPatch[] {
	return Array.from(changes, ([key, { before, after }]) => ({ kind: 'value', source, key, before, after }));
}

/** One patch for two in a row, or `null` when somebody else changed the value in between. */
export function joinedListPatch(first: ListPatch, next: ListPatch): ListPatch | null {
	return first.after === next.before ? { ...first, after: next.after } : null;
}

/** Values on their way into their lists: one pass over each list, however much of it changes. */
export class ListWriting {
	readonly #lists = new Map<UndoableList, Map<string, unknown>>();

	/** The value that the list will have. */
	get(source: UndoableList, key: string): unknown {
		const values = this.#lists.get(source);
		return values?.has(key) === true ? values.get(key) : source.list.get(key);
	}

	/** `undefined` removes. */
	set(source: UndoableList, key: string, value: unknown): void {
		const values = this.#lists.get(source) ?? new Map<string, unknown>();
		this.#lists.set(source, values.set(key, value));
	}

	write(): void {
		for (const [{ list }, values] of this.#lists) {
			const all = [...values];
			list.change(
				all.filter(([, value]) => value !== undefined),
				all.filter(([, value]) => value === undefined).map(([key]) => key)
			);
		}
	}
}

/** Whether the value is as this patch left it. */
export function isStillAsPatched({ source, key, after }: ListPatch): boolean {
	return sameValue(source.list.get(key), after);
}

/** Takes a patch back as far as its work is still there. Returns whether any of it was. */
export function takeBackValue({ source, key, before, after }: ListPatch, writing: ListWriting): boolean {
	const now = writing.get(source, key);
	const groups = isEntry(now) && isEntry(before) && isEntry(after) ? source.groups : undefined;
	if (groups === undefined) {
		if (!sameValue(now, after)) return false;
		writing.set(source, key, before);
		return true;
	}
	const next = fieldsTakenBack(now as Entry, before as Entry, after as Entry, groups);
	if (next === null) return false;
	writing.set(source, key, next);
	return true;
}

type Entry = Readonly<Record<string, unknown>>;

function isEntry(value: unknown): value is Entry {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `now` without the changes from `before` to `after` that it still has; `null` when it has none of them. */
function fieldsTakenBack(
	now: Entry,
	before: Entry,
	after: Entry,
	groups: readonly FieldGroup[]
): Entry | null {
	const isMine = (field: string): boolean =>
		(groups.find((group) => group.includes(field)) ?? [field]).every((one) =>
			sameValue(now[one], after[one])
		);
	const next: Record<string, unknown> = { ...now };
	let isAnyMine = false;
	for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
		if (sameValue(before[field], after[field]) || !isMine(field)) continue;
		if (before[field] === undefined) delete next[field];
		else next[field] = before[field];
		isAnyMine = true;
	}
	return isAnyMine ? next : null;
}
