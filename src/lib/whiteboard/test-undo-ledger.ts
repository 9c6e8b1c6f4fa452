import type * as Y from 'yjs';
import type { Board } from '#model/whiteboard/board.ts';
import { cellKeysOf } from '#model/whiteboard/shapes/table.ts';
import { sameValue } from '#model/yjs/same-value.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Written {
	readonly list: 'geometry' | 'style' | 'aspects';
	readonly key: string;
	readonly before: Fields | undefined;
	readonly after: Fields | undefined;
}

interface Rewritten {
	readonly key: string;
	readonly before: string | undefined;
	readonly after: string | undefined;
}

/**
 * For tests: all that one person ever left in the fields and texts of a board. From that, and not from the
 * history's own records, it tells whether an undo touched anything that somebody else has changed since.
 */
export class UndoLedger {
	readonly #board: Board;
	readonly #me: string;
	readonly #letters: RegExp;
	/** By list, key and field; values as JSON. */
	readonly #left = new Map<string, Set<string>>();
	readonly #words = new Map<string, Set<string>>();
	#written: Written[] = [];
	#rewritten: Rewritten[] = [];

	/** `letters`: those that only this person types. */
	constructor(board: Board, me: string, letters: RegExp) {
		this.#board = board;
		this.#me = me;
		this.#letters = letters;
		for (const list of ['geometry', 'style'] as const)
			board[list].observe((changes, transaction) => {
				if (isMine(transaction))
					for (const [key, { before, after }] of changes) this.#written.push({ list, key, before, after });
			});
		board.aspects.list.observe((changes, transaction) => {
			if (isMine(transaction))
				for (const [key, { before, after }] of changes)
					this.#written.push({ list: 'aspects', key, before: asFields(before), after: asFields(after) });
		});
		board.words.texts.observe((changes, transaction) => {
			if (isMine(transaction))
				for (const [key, { before, after }] of changes) this.#rewritten.push({ key, before, after });
		});
	}

	/** Notes what was done since the last time, as done on purpose. */
	settle(): void {
		for (const { list, key, before, after } of this.#written) {
			for (const [field, value] of Object.entries(changedFields(before, after ?? {})))
				note(this.#left, `${list}/${key}/${field}`, json(value));
		}
		for (const { key } of this.#rewritten) {
			// All that is to be read there, also where two began at once.
			const [name] = key.split('~', 1) as [string];
			note(this.#words, name, this.#board.words.string(name));
		}
		this.#written = [];
		this.#rewritten = [];
	}

	/** Runs an undo or a redo; returns what it did that it must not do, as sentences. */
	*violations(act: () => void, isUndo: boolean): Generator<string> {
		this.settle();
		const shown = new Map([...this.#shownTexts()].map((key) => [key, this.#board.words.string(key)]));
		const authors = new Map([...this.#board.shapes].map(([id, { author }]) => [id as string, author]));
		act();
		for (const change of this.#written) yield* this.#wronglyWritten(change, isUndo, authors);
		if (isUndo) for (const change of this.#rewritten) yield* this.#wronglyErased(change);
		const still = new Set(this.#shownTexts());
		for (const [key, words] of shown)
			if (!still.has(key) && words !== '' && this.#words.get(key)?.has(words) !== true)
				yield `the text ${key} is gone, in which somebody wrote "${words}"`;
		this.settle();
	}

	*#wronglyWritten(
		{ list, key, before, after }: Written,
		isUndo: boolean,
		authors: ReadonlyMap<string, string>
	): Generator<string> {
		if (before === undefined) return;
		if (after === undefined && isUndo && before.by !== undefined && before.by !== this.#me)
			yield `${key} of ${authors.get(key)} is deleted`;
		for (const field of Object.keys(changedFields(before, after ?? {}))) {
			const was = json(before[field]);
			if (this.#left.get(`${list}/${key}/${field}`)?.has(was) !== true)
				yield `${list}.${field} of ${key} was ${was}, which ${this.#me} never left so`;
		}
	}

	/** Letters of others stay, in their order. */
	*#wronglyErased({ key, before = '', after }: Rewritten): Generator<string> {
		if (after === undefined) return;
		const [were, are] = [before, after].map((text) => text.replace(this.#letters, ''));
		let at = 0;
		for (const letter of are!) if (letter === were![at]) at++;
		if (at < were!.length) yield `"${before}" became "${after}" in ${key}`;
	}

	#shownTexts(): string[] {
		return [...this.#board.shapes.values()].flatMap((shape): string[] =>
			shape.type === 'table' ? cellKeysOf(shape) : [shape.id]
		);
	}
}

/** An aspect is one value. */
function asFields(aspect: unknown): Fields | undefined {
	return aspect === undefined ? undefined : { value: aspect };
}

function json(value: unknown): string {
	return value === undefined ? 'none' : JSON.stringify(value);
}

function note(left: Map<string, Set<string>>, name: string, value: string): void {
	left.set(name, (left.get(name) ?? new Set()).add(value));
}

function isMine({ origin }: Y.Transaction): boolean {
	return origin === 'whiteboard:me';
}

/** The fields that differ, with what they are after. */
function changedFields(before: Fields | undefined, after: Fields): Fields {
	const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]);
	return Object.fromEntries(
		[...keys].filter((key) => !sameValue(before?.[key], after[key])).map((key) => [key, after[key]])
	);
}
