import type { Copied } from '../copies.ts';
import { Changes, type Told } from './changes.ts';
import type { Drawing, Reading, Refusal } from './drawing.ts';

/** What the reading worker is asked to read, and as what. */
export interface ReadingRequest {
	/** `drawing`: whatever program wrote it. `png`: a picture that may have a drawing in it. */
	readonly as: 'drawing' | 'svg' | 'png';
	readonly content: Blob | string;
}

/** A drawing, or what kept it from being read; `null`: a picture without a drawing in it. */
export type Read = Reading | null;

/** What the worker says: as many slices as it takes, and then how it ended. */
export type ReadingPart =
	| { readonly is: 'pieces'; readonly pieces: readonly Copied[] }
	| ({ readonly is: 'whole'; readonly changes: Told } & Omit<Drawing, 'pieces'>)
	| { readonly is: 'refused'; readonly refusal: Refusal }
	| { readonly is: 'picture' };

/** So many shapes are taken over without holding the page up. */
const SLICE = 500;

/** A reading in parts that are small enough to be taken over one by one. */
export function* partsOf(read: Read): Generator<ReadingPart> {
	if (read === null) yield { is: 'picture' };
	else if (!read.ok) yield { is: 'refused', refusal: read.refusal };
	else {
		const { pieces, ...rest } = read.drawing;
		for (let at = 0; at < pieces.length; at += SLICE)
			yield { is: 'pieces', pieces: pieces.slice(at, at + SLICE) };
		yield { is: 'whole', ...rest, changes: read.changes.list };
	}
}

/** Puts the parts of one reading together again. */
export class Assembly {
	readonly #pieces: Copied[] = [];

	/** `undefined`: there is more to come. */
	add(part: ReadingPart): Read | undefined {
		switch (part.is) {
			case 'pieces':
				this.#pieces.push(...part.pieces);
				return undefined;
			case 'picture':
				return null;
			case 'refused':
				return { ok: false, refusal: part.refusal };
			case 'whole': {
				const { is: _, changes, ...rest } = part;
				return { ok: true, drawing: { pieces: this.#pieces, ...rest }, changes: new Changes(changes) };
			}
		}
	}
}
