import * as Y from 'yjs';
import { changedItems } from '../changed-items.ts';
import type { CharRun } from '../characters.ts';
import { sameValue } from '../same-value.ts';
import { CharMap } from './char-map.ts';
import {
	type Attributes,
	type Content,
	contentBefore,
	madeAnew,
	wasThere,
	withAttribute
} from './deleted-type.ts';
import type { Names, Renaming } from './names.ts';

/** Letters, or one embedded type, with the marks they had. */
export type Erased = { readonly insert: string | Content; readonly attributes: Attributes };

export interface Remarked {
	readonly before: unknown;
	readonly after: unknown;
}

/** What one transaction, or several that became one step, did to a rich text, by the identity of its characters. */
export interface TextChange {
	readonly inserted: CharMap<null>;
	readonly erased: CharMap<Erased>;
	/** By the mark's name. */
	readonly remarked: ReadonlyMap<string, CharMap<Remarked>>;
}

function cutErased({ insert, attributes }: Erased, from: number, to: number): Erased {
	return { insert: typeof insert === 'string' ? insert.slice(from, to) : insert, attributes };
}

export function runOf({ id, length }: Y.Item): CharRun {
	return { client: id.client, clock: id.clock, length };
}

/**
 * What a transaction did to a text. To be asked while the transaction's observers run: later, what was deleted is no
 * longer there to read. The whole text is walked through only where something was deleted or marked.
 */
export function textChangeOf(text: Y.Text, transaction: Y.Transaction): TextChange {
	const { added, deleted } = changedItems(text, transaction);
	if (deleted.length > 0 || added.some(({ content }) => content instanceof Y.ContentFormat))
		return changeByWalking(text, transaction);
	const inserted = new CharMap<null>();
	for (const item of added) if (item.countable) inserted.set(runOf(item), null);
	return { inserted, erased: new CharMap(cutErased), remarked: new Map() };
}

function changeByWalking(text: Y.Text, transaction: Y.Transaction): TextChange {
	const inserted = new CharMap<null>();
	const erased = new CharMap<Erased>(cutErased);
	const remarked = new Map<string, CharMap<Remarked>>();
	const marks = new MarksBeforeAndAfter();
	for (let item = text._start; item !== null; item = item.right) {
		const before = wasThere(item, transaction);
		const { content } = item;
		if (content instanceof Y.ContentFormat) marks.pass(content, before, !item.deleted);
		else if (before && !item.deleted) {
			for (const [name, change] of marks.changes()) {
				const changed = remarked.get(name) ?? new CharMap<Remarked>();
				changed.set(runOf(item), change);
				remarked.set(name, changed);
			}
		} else if (before && item.countable) {
			const insert = content instanceof Y.ContentString ? content.str : contentBefore(item, transaction);
			if (insert !== null) erased.set(runOf(item), { insert, attributes: marks.before });
		} else if (!item.deleted && item.countable) inserted.set(runOf(item), null);
	}
	return { inserted, erased, remarked };
}

/** The marks at one place of a text, as they were and as they are. */
class MarksBeforeAndAfter {
	before: Attributes = {};
	#after: Attributes = {};
	#changes: readonly (readonly [string, Remarked])[] | null = [];

	pass({ key, value }: Y.ContentFormat, before: boolean, after: boolean): void {
		if (before) this.before = withAttribute(this.before, key, value);
		if (after) this.#after = withAttribute(this.#after, key, value);
		this.#changes = null;
	}

	/** Marks that are not as they were, `null` where there is none. */
	changes(): readonly (readonly [string, Remarked])[] {
		this.#changes ??= [...new Set([...Object.keys(this.before), ...Object.keys(this.#after)])]
			.map((name) => [name, { before: this.before[name] ?? null, after: this.#after[name] ?? null }] as const)
			.filter(([, { before, after }]) => !sameValue(before, after));
		return this.#changes;
	}
}

export function isNothing({ inserted, erased, remarked }: TextChange): boolean {
	return inserted.isEmpty && erased.isEmpty && remarked.size === 0;
}

/**
 * Makes one change of two in a row, in the place of the first. `false`: marks are among them, and the two have to be taken
 * back in turn.
 */
export function joinChange(first: TextChange, next: TextChange): boolean {
	if (first.remarked.size > 0 || next.remarked.size > 0) return false;
	const { inserted, erased } = first;
	for (const piece of next.erased.pieces()) {
		const there = erased.emptied();
		there.set(piece, piece.value);
		// What came and went leaves nothing to take back.
		for (const brought of inserted.within(piece)) {
			there.delete(brought);
			inserted.delete(brought);
		}
		for (const rest of there.pieces()) erased.set(rest, rest.value);
	}
	for (const piece of next.inserted.pieces()) inserted.set(piece, null);
	return true;
}

/** The same change by the names that its characters have today. */
export function renamedChange({ inserted, erased, remarked }: TextChange, names: Names): TextChange {
	return {
		inserted: names.ofMap(inserted),
		erased: names.ofMap(erased),
		remarked: new Map([...remarked].map(([name, changed]) => [name, names.ofMap(changed)]))
	};
}

/**
 * Takes a change back: what it inserted goes, what it erased comes where it was, and marks become what they were, unless
 * somebody has changed them since. Everything else in the text stays, also what others wrote between. Call it inside a
 * transaction. Returns the names that restored characters have now.
 */
export function takeBackText(text: Y.Text, change: TextChange): readonly Renaming[] {
	const delta = new InverseDelta(change);
	for (let item = text._start; item !== null; item = item.right) delta.pass(item);
	if (delta.steps.length === 0) return [];
	const { store, clientID } = text.doc!;
	const clock = Y.getState(store, clientID);
	text.applyDelta(delta.steps, { sanitize: false });
	return delta.restored.length === 0 ? [] : renamings(text, delta.restored, clock);
}

/** Both the restored runs and the new items lie in the order of the text. */
function renamings(text: Y.Text, restored: readonly CharRun[], clock: number): Renaming[] {
	const { clientID } = text.doc!;
	const names: Renaming[] = [];
	const waiting = restored.toReversed();
	for (let item = text._start; item !== null && waiting.length > 0; item = item.right) {
		if (item.deleted || !item.countable || item.id.client !== clientID || item.id.clock < clock) continue;
		let taken = 0;
		while (taken < item.length && waiting.length > 0) {
			const from = waiting.pop()!;
			const length = Math.min(from.length, item.length - taken);
			names.push({ from: { ...from, length }, to: { client: clientID, clock: item.id.clock + taken } });
			if (length < from.length)
				waiting.push({ ...from, clock: from.clock + length, length: from.length - length });
			taken += length;
		}
	}
	return names;
}

type DeltaStep = {
	retain?: number;
	delete?: number;
	insert?: unknown;
	attributes?: Record<string, unknown>;
};

class InverseDelta {
	readonly steps: DeltaStep[] = [];
	/** In the order of the text. */
	readonly restored: CharRun[] = [];
	readonly #change: TextChange;
	#attributes: Attributes = {};
	#kept = 0;

	constructor(change: TextChange) {
		this.#change = change;
	}

	pass(item: Y.Item): void {
		if (item.content instanceof Y.ContentFormat) {
			if (!item.deleted)
				this.#attributes = withAttribute(this.#attributes, item.content.key, item.content.value);
		} else if (item.deleted) this.#restore(runOf(item));
		else if (item.countable) this.#passThere(runOf(item));
	}

	#restore(run: CharRun): void {
		for (const { value, ...piece } of this.#change.erased.within(run)) {
			const insert = typeof value.insert === 'string' ? value.insert : madeAnew(value.insert);
			this.#add({ insert, attributes: { ...value.attributes } });
			this.restored.push(piece);
		}
	}

	#passThere(run: CharRun): void {
		const gone = this.#change.inserted.within(run);
		let at = run.clock;
		for (const { clock, length } of gone) {
			this.#remark({ ...run, clock: at, length: clock - at });
			this.#add({ delete: length });
			at = clock + length;
		}
		this.#remark({ ...run, clock: at, length: run.clock + run.length - at });
	}

	/** Gives characters that stay the marks that they had. */
	#remark(run: CharRun): void {
		const cuts = new Set([run.clock, run.clock + run.length]);
		const pieces = [...this.#change.remarked].flatMap(([name, changed]) =>
			changed
				.within(run)
				.filter(({ value }) => sameValue(this.#attributes[name] ?? null, value.after))
				.map((piece) => ({ ...piece, name }))
		);
		for (const { clock, length } of pieces) cuts.add(clock).add(clock + length);
		const places = [...cuts].sort((a, b) => a - b);
		for (const [index, from] of places.slice(0, -1).entries()) {
			const to = places[index + 1]!;
			const here = pieces.filter(({ clock, length }) => clock <= from && to <= clock + length);
			if (here.length === 0) this.#kept += to - from;
			else
				this.#add({
					retain: to - from,
					attributes: Object.fromEntries(here.map(({ name, value }) => [name, value.before]))
				});
		}
	}

	#add(step: DeltaStep): void {
		const last = this.steps.at(-1);
		if (this.#kept > 0) this.steps.push({ retain: this.#kept });
		// Letters with the same marks come as one, so that their marks begin and end once.
		else if (
			typeof last?.insert === 'string' &&
			typeof step.insert === 'string' &&
			sameValue(last.attributes, step.attributes)
		) {
			last.insert += step.insert;
			return;
		}
		this.#kept = 0;
		this.steps.push(step);
	}
}
