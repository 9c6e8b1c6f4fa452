import * as Y from 'yjs';

/** What became of one text. `event` is there when its characters changed, and not when it came or went. */
export interface TextChange {
	readonly before: string | undefined;
	readonly after: string | undefined;
	readonly event: Y.YTextEvent | null;
}

export type KeyedTextsObserver = (
	changes: ReadonlyMap<string, TextChange>,
	transaction: Y.Transaction
) => void;

/**
 * The Y.Texts of a Y.Map by key, each with its string at hand. Values that are no Y.Text (nobody stops a hostile client
 * from writing them) are as good as absent.
 */
export class KeyedTexts {
	readonly map: Y.Map<unknown>;
	readonly #strings = new Map<string, string>();
	readonly #observers = new Set<KeyedTextsObserver>();
	readonly #onEvents = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void =>
		this.#follow(events, transaction);

	constructor(map: Y.Map<unknown>) {
		this.map = map;
		for (const key of map.keys()) this.#read(key);
		map.observeDeep(this.#onEvents);
	}

	text(key: string): Y.Text | undefined {
		const value = this.map.get(key);
		return value instanceof Y.Text ? value : undefined;
	}

	string(key: string): string | undefined {
		return this.#strings.get(key);
	}

	has(key: string): boolean {
		return this.#strings.has(key);
	}

	keys(): IterableIterator<string> {
		return this.#strings.keys();
	}

	/** Call it inside a transaction that names its origin. */
	create(key: string, content: string): void {
		this.map.set(key, new Y.Text(content));
	}

	/** Call it inside a transaction that names its origin. */
	remove(key: string): void {
		this.map.delete(key);
	}

	/** Returns the function that stops observing. */
	observe(observer: KeyedTextsObserver): () => void {
		this.#observers.add(observer);
		return () => this.#observers.delete(observer);
	}

	destroy(): void {
		this.map.unobserveDeep(this.#onEvents);
		this.#observers.clear();
	}

	#read(key: string): string | undefined {
		const content = this.text(key)?.toJSON();
		if (content === undefined) this.#strings.delete(key);
		else this.#strings.set(key, content);
		return content;
	}

	#follow(events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void {
		const touched = new Map<string, Y.YTextEvent | null>();
		for (const event of events) {
			if (event.target === (this.map as unknown)) for (const key of event.keys.keys()) touched.set(key, null);
			else if (event instanceof Y.YTextEvent && event.path.length === 1) {
				const key = String(event.path[0]);
				if (!touched.has(key)) touched.set(key, event);
			}
		}
		const changes = new Map<string, TextChange>();
		for (const [key, event] of touched) {
			const before = this.#strings.get(key);
			const after = this.#read(key);
			if (before !== undefined || after !== undefined) changes.set(key, { before, after, event });
		}
		if (changes.size > 0) for (const observer of this.#observers) observer(changes, transaction);
	}
}
