import * as Y from 'yjs';
import {
	changesOf,
	charsOf,
	countOf,
	indexAfter,
	joinedRuns,
	rangesOf,
	renamedId,
	renamedRuns,
	type CharId,
	type CharRun,
	type Renamed
} from './characters.ts';
import type { KeyedTexts, TextChange } from './keyed-texts.ts';
import { unreachable } from '../unreachable.ts';

interface Place {
	readonly texts: KeyedTexts;
	readonly key: string;
}

/** What one gesture did to one text. */
export type TextPatch = Place &
	(
		| { readonly kind: 'text-came'; readonly chars: readonly CharRun[] }
		| { readonly kind: 'text-went'; readonly chars: readonly CharRun[]; readonly content: string }
		| { readonly kind: 'typed'; readonly chars: readonly CharRun[] }
		| {
				readonly kind: 'erased';
				readonly chars: readonly CharRun[];
				readonly content: string;
				/** The character that they stood behind; `null` is the start. */
				readonly after: CharId | null;
		  }
	);

/** Call it from the observer of the texts. */
export function textPatches(
	texts: KeyedTexts,
	key: string,
	change: TextChange,
	transaction: Y.Transaction
): TextPatch[] {
	const { was, is } = change;
	if (was !== undefined && was === is)
		return changesOf(is, transaction).map((one): TextPatch => {
			const { did, chars } = one;
			if (did === 'insert') return { kind: 'typed', texts, key, chars };
			return { kind: 'erased', texts, key, chars, content: one.text, after: one.after };
		});
	const patches: TextPatch[] = [];
	if (was !== undefined) {
		const removed = changesOf(was, transaction).filter(({ did }) => did === 'remove');
		const chars = removed.flatMap((one) => one.chars);
		patches.push({ kind: 'text-went', texts, key, chars, content: change.before ?? '' });
	}
	if (is !== undefined) patches.push({ kind: 'text-came', texts, key, chars: charsOf(is) });
	return patches;
}

/** Typing grows one run; `null` where two patches stay two. */
export function joinedTyping(first: TextPatch, next: TextPatch): TextPatch | null {
	if (first.kind !== 'typed' || next.kind !== 'typed') return null;
	return { ...first, chars: joinedRuns([...first.chars, ...next.chars]) };
}

/** The patch of a text that came in this gesture, with all that this client has written into it until now. */
export function settledArrival(patch: TextPatch): TextPatch {
	const text = patch.texts.text(patch.key);
	if (patch.kind !== 'text-came' || text === undefined) return patch;
	const me = text.doc?.clientID;
	return { ...patch, chars: joinedRuns(charsOf(text).filter(({ client }) => client === me)) };
}

/** Whether a text that came is as it came: nobody has typed into it or erased anything. */
export function isStillAsItCame(patch: TextPatch): boolean {
	if (patch.kind !== 'text-came') return true;
	const text = patch.texts.text(patch.key);
	if (text === undefined) return false;
	const there = countOf(rangesOf(text, patch.chars));
	return there === text.length && there === countOf(patch.chars);
}

/** Takes a patch back as far as its work is still there. Returns whether any of it was. */
export function takeBackText(patch: TextPatch, names: NewNames): boolean {
	const { texts, key } = patch;
	const text = texts.text(key);
	switch (patch.kind) {
		case 'text-came':
			// Whether anybody else has worked on it is asked before.
			if (text !== undefined) texts.drop(key);
			return text !== undefined;
		case 'text-went': {
			if (text !== undefined) return false;
			names.note(patch, charsOf(texts.create(key, patch.content)));
			return true;
		}
		case 'typed': {
			const ranges = text === undefined ? [] : rangesOf(text, patch.chars);
			for (const { index, length } of ranges) text?.delete(index, length);
			return ranges.length > 0;
		}
		case 'erased': {
			const index = text === undefined ? null : indexAfter(text, patch.after);
			if (text === undefined || index === null || patch.content === '') return false;
			names.note(patch, [insertedChars(text, index, patch.content)]);
			return true;
		}
		default:
			return unreachable(patch);
	}
}

/** Inserts, and returns the ids that the characters got. */
function insertedChars(text: Y.Text, index: number, content: string): CharRun {
	const { store, clientID } = text.doc!;
	const clock = Y.getState(store, clientID);
	text.insert(index, content);
	return { client: clientID, clock, length: content.length };
}

/** Characters that come back are new ones to Yjs: patches that know the old ones have to follow. */
export class NewNames {
	readonly #renamed = new Map<KeyedTexts, Map<string, Renamed[]>>();

	note({ texts, key, chars }: TextPatch, now: readonly CharRun[]): void {
		const to = now[0];
		if (to === undefined || chars.length === 0) return;
		const ofTexts = this.#renamed.get(texts) ?? new Map<string, Renamed[]>();
		this.#renamed.set(texts, ofTexts);
		ofTexts.set(key, [...(ofTexts.get(key) ?? []), { from: chars, to }]);
	}

	get isEmpty(): boolean {
		return this.#renamed.size === 0;
	}

	/** The patch in terms of the characters that there are now. */
	apply(patch: TextPatch): TextPatch {
		return (this.#renamed.get(patch.texts)?.get(patch.key) ?? []).reduce(renamedPatch, patch);
	}
}

function renamedPatch(patch: TextPatch, renamed: Renamed): TextPatch {
	const chars = renamedRuns(patch.chars, renamed);
	if (patch.kind !== 'erased' || patch.after === null) return { ...patch, chars };
	return { ...patch, chars, after: renamedId(patch.after, renamed) };
}
