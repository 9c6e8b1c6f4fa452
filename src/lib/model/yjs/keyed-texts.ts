import * as Y from 'yjs';

/** What became of one text: absent where there was, or is, none. */
export interface TextChange {
	readonly before: string | undefined;
	readonly after: string | undefined;
	/** The text itself; another one than `is` where it was replaced as a whole. */
	readonly was: Y.Text | undefined;
	readonly is: Y.Text | undefined;
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
	readonly #staysEmpty: boolean;
	readonly #known = new Map<string, { readonly text: Y.Text; readonly content: string }>();
	readonly #observers = new Set<KeyedTextsObserver>();
	readonly #onEvents = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void =>
		this.#follow(events, transaction);

	/** `staysEmpty`: a text that is removed is emptied, so that what somebody else writes in it meanwhile is not lost. */
	constructor(map: Y.Map<unknown>, { staysEmpty = false }: { readonly staysEmpty?: boolean } = {}) {
		this.map = map;
		this.#staysEmpty = staysEmpty;
		for (const key of map.keys()) this.#read(key);
		map.observeDeep(this.#onEvents);
	}

	get size(): number {
		return this.#known.size;
	}

	text(key: string): Y.Text | undefined {
		const value = this.map.get(key);
		return value instanceof Y.Text ? value : undefined;
	}

	string(key: string): string | undefined {
		return this.#known.get(key)?.content;
	}

	has(key: string): boolean {
		return this.#known.has(key);
	}

	keys(): IterableIterator<string> {
		return this.#known.keys();
	}

	/** Call it inside a transaction that names its origin. */
	create(key: string, content: string): Y.Text {
		const text = new Y.Text(content);
		this.map.set(key, text);
		return text;
	}

	/** Call it inside a transaction that names its origin. */
	remove(key: string): void {
		const text = this.#staysEmpty ? this.text(key) : undefined;
		if (text === undefined) this.map.delete(key);
		else if (text.length > 0) text.delete(0, text.length);
	}

	/** Removes a text altogether. Call it inside a transaction that names its origin. */
	drop(key: string): void {
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

	#read(key: string): void {
		const text = this.text(key);
		if (text === undefined) this.#known.delete(key);
		else this.#known.set(key, { text, content: text.toJSON() });
	}

	#follow(events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void {
		const touched = new Set<string>();
		for (const event of events) {
			if (event.target === (this.map as unknown)) for (const key of event.keys.keys()) touched.add(key);
			else if (event instanceof Y.YTextEvent && event.path.length === 1) touched.add(String(event.path[0]));
		}
		const changes = new Map<string, TextChange>();
		for (const key of touched) {
			const old = this.#known.get(key);
			this.#read(key);
			const now = this.#known.get(key);
			if (old !== undefined || now !== undefined)
				changes.set(key, { before: old?.content, after: now?.content, was: old?.text, is: now?.text });
		}
		if (changes.size > 0) for (const observer of this.#observers) observer(changes, transaction);
	}
}
