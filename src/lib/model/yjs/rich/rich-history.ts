import * as Y from 'yjs';
import type { CharId } from '../characters.ts';
import { sameValue } from '../same-value.ts';
import { wasThere } from './deleted-type.ts';
import { Names } from './names.ts';
import {
	isNothing,
	joinChange,
	renamedChange,
	takeBackText,
	textChangeOf,
	type TextChange
} from './text-change.ts';

/** One key of an embedded map, which is told by the id of its item. */
interface Setting {
	readonly map: CharId;
	readonly key: string;
	/** `undefined`: the key was not there. */
	readonly before: unknown;
	readonly after: unknown;
}

/** What one transaction did to the root text and to all that is embedded in it. */
interface Part {
	readonly texts: ReadonlyMap<Y.Text, TextChange>;
	readonly settings: readonly Setting[];
}

interface Step {
	parts: Part[];
	at: number;
}

export interface RichHistoryParts {
	readonly text: Y.Text;
	/** The origin of this person's own transactions: everything that they change in the text is recorded. */
	readonly origin: unknown;
	/** A clock in milliseconds that never goes back. */
	readonly now: () => number;
}

/** How far back one can go. */
const MAX_STEPS = 300;
/** Changes that pause no longer than this are one step. */
const PAUSE_MS = 600;

/**
 * One person's undo and redo on a rich text with embedded maps and texts. It takes back the characters that this person
 * typed, brings back those that they erased where they were, and returns marks and settings that are still as this person left
 * them: nobody's undo touches what somebody else did. All it writes are ordinary insertions and deletions. (Y.UndoManager
 * revives deleted items, and clients that hear of it in another order can differ for good, yjs#794.)
 */
export class RichHistory {
	readonly #text: Y.Text;
	readonly #origin: unknown;
	readonly #now: () => number;
	readonly #names = new Names();
	readonly #listeners = new Set<() => void>();
	#done: Step[] = [];
	#undone: Step[] = [];
	/** What taking a step back has changed: the step that brings it again. */
	#inverse: Part | null = null;
	readonly #observer = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void =>
		this.#follow(events, transaction);

	constructor({ text, origin, now }: RichHistoryParts) {
		this.#text = text;
		this.#origin = origin;
		this.#now = now;
		text.observeDeep(this.#observer);
	}

	get canUndo(): boolean {
		return this.#done.length > 0;
	}

	get canRedo(): boolean {
		return this.#undone.length > 0;
	}

	/** Calls back when `canUndo` or `canRedo` may have changed. Returns the function that stops it. */
	onChange(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** What comes next is a step of its own. */
	endStep(): void {
		const last = this.#done.at(-1);
		if (last !== undefined) last.at = -Infinity;
	}

	/**
	 * Takes the last step back, in a transaction that has this history as its origin. Words that somebody has erased since are
	 * gone over. `false` when there is no step.
	 */
	undo(): boolean {
		return this.#take(this.#done, this.#undone);
	}

	redo(): boolean {
		return this.#take(this.#undone, this.#done);
	}

	destroy(): void {
		this.#text.unobserveDeep(this.#observer);
		this.#listeners.clear();
	}

	#take(from: Step[], to: Step[]): boolean {
		let step = from.pop();
		for (; step !== undefined; step = from.pop()) {
			const inverse = this.#takeBack(step);
			if (inverse !== null) to.push({ parts: [inverse], at: -Infinity });
			// What somebody else has set since stays, and the step is over: going on to earlier ones would surprise.
			if (inverse !== null || !step.parts.every(isWords)) break;
		}
		for (const listener of this.#listeners) listener();
		return step !== undefined;
	}

	#takeBack(step: Step): Part | null {
		this.#inverse = null;
		const { doc } = this.#text;
		doc!.transact(() => {
			for (const { texts, settings } of step.parts.toReversed()) {
				for (const [text, change] of texts) {
					const renamed = renamedChange(change, this.#names);
					this.#names.note(isThere(text) ? takeBackText(text, renamed) : []);
				}
				for (const setting of settings.toReversed()) this.#takeBackSetting(setting);
			}
		}, this);
		const inverse = this.#inverse as Part | null;
		this.#inverse = null;
		return inverse;
	}

	#takeBackSetting({ map: id, key, before, after }: Setting): void {
		const map = mapAt(this.#text.doc!, this.#names.ofId(id));
		if (map === null || !sameValue(map.get(key), after)) return;
		if (before === undefined) map.delete(key);
		else map.set(key, before);
	}

	#follow(events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void {
		const isInverse = transaction.origin === this;
		if (!isInverse && transaction.origin !== this.#origin) return;
		const part = partOf(events, transaction);
		if (part.texts.size === 0 && part.settings.length === 0) return;
		if (isInverse) this.#inverse = part;
		else this.#keep(part);
	}

	#keep(part: Part): void {
		const at = this.#now();
		const last = this.#done.at(-1);
		this.#undone = [];
		if (last !== undefined && at - last.at < PAUSE_MS) {
			last.parts = withPart(last.parts, part);
			last.at = at;
			// A letter that came and went is no step.
			if (last.parts.length === 0) this.#done.pop();
		} else {
			this.#done.push({ parts: [part], at });
			if (this.#done.length > MAX_STEPS) this.#done.shift();
		}
		for (const listener of this.#listeners) listener();
	}
}

function partOf(events: readonly Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): Part {
	const texts = new Map<Y.Text, TextChange>();
	const settings: Setting[] = [];
	for (const { target, keys } of events) {
		// What is in something that this transaction brought or took comes and goes with it.
		if (target._item !== null && (target._item.deleted || !wasThere(target._item, transaction))) continue;
		if (target instanceof Y.Text) {
			const change = textChangeOf(target, transaction);
			if (!isNothing(change)) texts.set(target, change);
		} else if (target instanceof Y.Map)
			for (const [key, { oldValue }] of keys) {
				const setting = settingOf(target, key, oldValue);
				if (setting !== null) settings.push(setting);
			}
	}
	return { texts, settings };
}

function isWords({ texts, settings }: Part): boolean {
	return settings.length === 0 && [...texts.values()].every(({ remarked }) => remarked.size === 0);
}

/** Only plain values: a type under a key of an embedded map stays what it is as long as the map is there. */
function settingOf(map: Y.Map<unknown>, key: string, before: unknown): Setting | null {
	const after = map.get(key);
	if (before instanceof Y.AbstractType || after instanceof Y.AbstractType || sameValue(before, after))
		return null;
	const { client, clock } = map._item!.id;
	return { map: { client, clock }, key, before, after };
}

/** Typing and erasing in a row grow one part; marks and settings are taken back in turn. */
function withPart(parts: readonly Part[], part: Part): Part[] {
	const last = parts.at(-1);
	const [only] = part.texts;
	const isPlain =
		part.texts.size === 1 &&
		part.settings.length === 0 &&
		last?.texts.size === 1 &&
		last.settings.length === 0;
	const before = only === undefined || !isPlain ? undefined : last.texts.get(only[0]);
	if (only === undefined || before === undefined || !joinChange(before, only[1])) return [...parts, part];
	return isNothing(before) ? parts.slice(0, -1) : [...parts];
}

/** Whether a text is still in the document: neither it nor anything around it was deleted. */
function isThere(text: Y.Text): boolean {
	for (let item = text._item; item !== null; item = (item.parent as { readonly _item: Y.Item | null })._item)
		if (item.deleted) return false;
	return true;
}

function mapAt(doc: Y.Doc, { client, clock }: CharId): Y.Map<unknown> | null {
	if (clock >= Y.getState(doc.store, client)) return null;
	const item = Y.getItem(doc.store, Y.createID(client, clock));
	// Where something was collected there is no item any more, whatever the type says.
	if (!(item instanceof Y.Item) || item.deleted || !(item.content instanceof Y.ContentType)) return null;
	return item.content.type instanceof Y.Map ? (item.content.type as Y.Map<unknown>) : null;
}
