import type * as Y from 'yjs';
import { changedItems } from './changed-items.ts';

/** One entry as it lies in the Y.Array. Short names: they are stored with every entry. */
interface Entry<Value> {
	readonly k: string;
	readonly v: Value;
}

/** Anybody who may write can push anything at all into the array; what is no entry is as good as absent. */
function isEntry<Value>(item: unknown): item is Entry<Value> {
	return typeof item === 'object' && item !== null && typeof (item as Entry<Value>).k === 'string';
}

/** What became of one key: `before` and `after` are absent where there was, or is, no entry. */
export interface KeyChange<Value> {
	readonly before: Value | undefined;
	readonly after: Value | undefined;
}

export type KeyedListObserver<Value> = (
	changes: ReadonlyMap<string, KeyChange<Value>>,
	transaction: Y.Transaction
) => void;

/**
 * A map kept in a Y.Array: setting a key deletes its old entry and pushes a new one. A Y.Map keeps every value that
 * a key ever had as a struct; the array's deleted entries merge into runs, so that a document that lived through 50,000
 * changes is hardly larger than a new one (the idea of y-utility's YKeyValue).
 *
 * Two people setting one key at once leave two entries; everybody takes the one further right, and the next `set` of that
 * key removes both. Values are JSON and must never be mutated.
 */
export class KeyedList<Value> {
	readonly #array: Y.Array<Entry<Value>>;
	readonly #values = new Map<string, Value>();
	/** How many entries a key has in the array, for keys with more than one. */
	readonly #copies = new Map<string, number>();
	readonly #observers = new Set<KeyedListObserver<Value>>();
	readonly #onChange = (_: unknown, transaction: Y.Transaction): void => this.#follow(transaction);

	constructor(array: Y.Array<unknown>) {
		this.#array = array as Y.Array<Entry<Value>>;
		this.#array.forEach((entry) => void (isEntry(entry) && this.#count(entry.k, entry.v)));
		this.#array.observe(this.#onChange);
	}

	get size(): number {
		return this.#values.size;
	}

	get(key: string): Value | undefined {
		return this.#values.get(key);
	}

	has(key: string): boolean {
		return this.#values.has(key);
	}

	entries(): IterableIterator<[string, Value]> {
		return this.#values.entries();
	}

	/**
	 * Sets all `values` and removes all `removed` keys, in one pass over the array.
	 * Call it inside a transaction that names its origin.
	 */
	change(values: Iterable<readonly [string, Value]>, removed: Iterable<string> = []): void {
		// One transaction of its own where the caller has none: observers must see the old value go and the new one come at once.
		this.#array.doc!.transact(() => this.#write(values, removed));
	}

	#write(values: Iterable<readonly [string, Value]>, removed: Iterable<string>): void {
		const next = new Map(values);
		const gone = new Set<string>([...next.keys(), ...removed].filter((key) => this.#values.has(key)));
		const doomed: number[] = [];
		if (gone.size > 0)
			this.#array.forEach((entry, index) => void (isEntry(entry) && gone.has(entry.k) && doomed.push(index)));
		// From the back, so that the indexes before stay true; runs in one call.
		for (let last = doomed.length - 1; last >= 0;) {
			let first = last;
			while (first > 0 && doomed[first - 1] === doomed[first]! - 1) first--;
			this.#array.delete(doomed[first]!, last - first + 1);
			last = first - 1;
		}
		if (next.size > 0) this.#array.push(Array.from(next, ([k, v]) => ({ k, v })));
	}

	set(key: string, value: Value): void {
		this.change([[key, value]]);
	}

	remove(key: string): void {
		this.change([], [key]);
	}

	/** Returns the function that stops observing. */
	observe(observer: KeyedListObserver<Value>): () => void {
		this.#observers.add(observer);
		return () => this.#observers.delete(observer);
	}

	/** Stops following the array. */
	destroy(): void {
		this.#array.unobserve(this.#onChange);
		this.#observers.clear();
	}

	#count(key: string, value: Value): void {
		if (this.#values.has(key)) this.#copies.set(key, (this.#copies.get(key) ?? 1) + 1);
		this.#values.set(key, value);
	}

	#follow(transaction: Y.Transaction): void {
		const { added, deleted } = changedItems(this.#array, transaction);
		const before = new Map<string, Value | undefined>();
		const unclear = new Set<string>();
		for (const item of deleted)
			for (const entry of item.content.getContent().filter(isEntry<Value>)) {
				if (!before.has(entry.k)) before.set(entry.k, this.#values.get(entry.k));
				this.#uncount(entry.k, unclear);
			}
		for (const item of added)
			for (const entry of item.content.getContent().filter(isEntry<Value>)) {
				if (!before.has(entry.k)) before.set(entry.k, this.#values.get(entry.k));
				if (this.#values.has(entry.k)) unclear.add(entry.k);
				this.#count(entry.k, entry.v);
			}
		// Where entries of one key compete, the one further right wins, whichever arrived first.
		if (unclear.size > 0)
			this.#array.forEach(
				(entry) => void (isEntry(entry) && unclear.has(entry.k) && this.#values.set(entry.k, entry.v))
			);
		if (before.size === 0) return;
		const changes = new Map<string, KeyChange<Value>>();
		for (const [key, value] of before) changes.set(key, { before: value, after: this.#values.get(key) });
		for (const observer of this.#observers) observer(changes, transaction);
	}

	#uncount(key: string, unclear: Set<string>): void {
		const copies = this.#copies.get(key) ?? 1;
		if (copies === 1) {
			this.#values.delete(key);
			unclear.delete(key);
			return;
		}
		if (copies === 2) this.#copies.delete(key);
		else this.#copies.set(key, copies - 1);
		unclear.add(key);
	}
}
