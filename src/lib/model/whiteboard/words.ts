import type * as Y from 'yjs';
import { changesOf } from '../yjs/characters.ts';
import { KeyedTexts, type TextChange } from '../yjs/keyed-texts.ts';
import { isShapeId, type ShapeId } from './ids.ts';

/** What became of the texts of shapes: what somebody else took out of them, by their keys. */
export interface WordsChange {
	readonly shapes: ReadonlySet<ShapeId>;
	readonly erased: ReadonlyMap<string, string>;
}

/** Between what names a text and the client that was the first to write it, where nobody had made it before. */
const BY = '~';
const OWNER_END = /[/~]/u;

/**
 * The words of a board: texts in a map, by the id of their shape or the key of their cell. Whoever makes a shape makes its texts.
 * Where one is missing all the same (an arrow's label, a cell where a new row crosses a new column) the first to write there
 * makes one under a key of their own, `<key>~<client>`: of two texts under one key Yjs keeps only one. So two who begin at once
 * both keep their words, which are shown one under the other and become one text when somebody opens it.
 *
 * A text whose shape goes is emptied and stays, for twelve bytes more than one that goes along would leave: what somebody
 * writes into it without having seen that lies in it when they come back, see `Board.observeLosses`.
 */
export class Words {
	readonly texts: KeyedTexts;
	readonly #client: () => number;
	/** The keys of the texts that there are for one name, in an order that is the same for everybody. */
	readonly #keys = new Map<string, readonly string[]>();
	readonly #byOwner = new Map<ShapeId, Set<string>>();
	/** Which of several texts is written in here; it does not change under anybody's hands. */
	readonly #chosen = new Map<string, string>();

	constructor(map: Y.Map<unknown>, changed: (change: WordsChange) => void) {
		this.#client = (): number => map.doc!.clientID;
		this.texts = new KeyedTexts(map, { staysEmpty: true });
		for (const key of this.texts.keys()) this.#follow(key);
		this.texts.observe((changes, transaction) => {
			const shapes = new Set<ShapeId>();
			const erased = new Map<string, string>();
			for (const [key, change] of changes) {
				this.#follow(key);
				const owner = ownerOf(key);
				if (isShapeId(owner)) shapes.add(owner);
				const words = transaction.local ? '' : erasedWords(change, transaction);
				if (words !== '') erased.set(key, words);
			}
			changed({ shapes, erased });
		});
	}

	/** The text to write in. */
	text(name: string): Y.Text | null {
		const known = this.#chosen.get(name);
		if (known !== undefined) return this.texts.text(known)!;
		const keys = this.#keys.get(name);
		if (keys === undefined) return null;
		const chosen = keys.find((key) => this.#wordsIn(key) !== '') ?? keys[0]!;
		this.#chosen.set(name, chosen);
		return this.texts.text(chosen)!;
	}

	/** All that is written under one name. */
	string(name: string): string {
		const keys = this.#keys.get(name);
		if (keys === undefined) return '';
		if (keys.length === 1) return this.#wordsIn(keys[0]!);
		return this.#written(keys).join('\n');
	}

	/** Whether two people began at once, so that there are two texts to be read. */
	isSplit(name: string): boolean {
		return this.#written(this.#keys.get(name) ?? []).length > 1;
	}

	/** The keys of all texts of a shape, its cells' included. */
	keysOf(owner: ShapeId): Iterable<string> {
		return this.#byOwner.get(owner) ?? [];
	}

	/** Whether there is anything to read in the texts of a shape. */
	hasAny(owner: ShapeId): boolean {
		for (const key of this.keysOf(owner)) if (this.#wordsIn(key) !== '') return true;
		return false;
	}

	/** Makes the text of a new shape or cell. Call it inside a transaction that names its origin. */
	create(name: string, content: string): void {
		const left = this.text(name);
		if (left === null) this.#make(name, content);
		else if (content !== '') left.insert(0, content);
	}

	/** A text to write in, of this client's own where there is none yet. Call it inside a transaction that names its origin. */
	give(name: string): void {
		if (this.text(name) === null) this.#make(`${name}${BY}${this.#client().toString(36)}`, '');
	}

	/** Makes one text of several. Call it inside a transaction that names its origin. */
	join(name: string): void {
		const text = this.text(name);
		for (const key of this.#keys.get(name) ?? []) {
			const words = this.texts.text(key) === text ? '' : this.#wordsIn(key);
			if (words === '') continue;
			text!.insert(text!.length, text!.length === 0 ? words : `\n${words}`);
			this.texts.remove(key);
		}
	}

	/**
	 * Puts back what somebody erased with a shape, above what somebody else wrote there meanwhile: in a text that is the same one
	 * for everybody who does this at once. Call it inside a transaction that names its origin.
	 */
	putBack(key: string, words: string): void {
		const name = nameOf(key);
		if (this.#wordsIn(name + BY) === '') this.#make(name + BY, words);
	}

	/** Empties the text of one name. Call it inside a transaction that names its origin. */
	clear(name: string): void {
		for (const key of this.#keys.get(name) ?? []) this.texts.remove(key);
	}

	/** Empties all texts of a shape. Call it inside a transaction that names its origin. */
	clearAll(owner: ShapeId): void {
		for (const key of this.keysOf(owner)) this.texts.remove(key);
	}

	#written(keys: readonly string[]): string[] {
		return keys.map((key) => this.#wordsIn(key)).filter((words) => words !== '');
	}

	#wordsIn(key: string): string {
		return this.texts.string(key) ?? '';
	}

	/** Known at once, since the rest of the gesture writes in it. */
	#make(key: string, content: string): void {
		this.texts.create(key, content);
		this.#follow(key);
	}

	#follow(key: string): void {
		const isThere = this.texts.text(key) !== undefined;
		const name = nameOf(key);
		const others = (this.#keys.get(name) ?? []).filter((other) => other !== key);
		const keys = isThere ? [...others, key].sort(putBackFirst) : others;
		if (keys.length > 0) this.#keys.set(name, keys);
		else this.#keys.delete(name);
		if (!isThere && this.#chosen.get(name) === key) this.#chosen.delete(name);
		const owner = ownerOf(key);
		if (!isShapeId(owner)) return;
		const owned = this.#byOwner.get(owner) ?? new Set();
		if (isThere) owned.add(key);
		else owned.delete(key);
		if (owned.size > 0) this.#byOwner.set(owner, owned);
		else this.#byOwner.delete(owner);
	}
}

function putBackFirst(a: string, b: string): number {
	const [isFirst, isOtherFirst] = [a.endsWith(BY), b.endsWith(BY)];
	if (isFirst !== isOtherFirst) return isFirst ? -1 : 1;
	return a < b ? -1 : 1;
}

function erasedWords({ was, is }: TextChange, transaction: Y.Transaction): string {
	if (was === undefined || was !== is) return '';
	return changesOf(was, transaction)
		.flatMap((change) => (change.did === 'remove' ? change.text : []))
		.join('');
}

/** What a text is called, whoever made it: the id of its shape, or the key of its cell. */
export function nameOf(key: string): string {
	return key.split(BY, 1)[0]!;
}

/** The shape that a text belongs to. */
export function ownerOf(key: string): string {
	return key.split(OWNER_END, 1)[0]!;
}
