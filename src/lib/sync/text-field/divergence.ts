import type { Splice, TextDelta } from '#model/yjs/rewrite-text.ts';

/** One character: is it in the field, is it in the document? */
interface Cell {
	readonly inView: boolean;
	readonly inDoc: boolean;
}

/**
 * Field and document while they may not be made equal: during the composition of an ideograph or an accent, others'
 * changes must not touch the field, or the input method loses its place. It knows for every place in the one where it is
 * in the other.
 */
export class Divergence {
	#cells: Cell[];

	constructor(length: number) {
		this.#cells = Array.from({ length }, () => ({ inView: true, inDoc: true }));
	}

	/** The field changed; returns the same change in the document, one after the other. */
	viewChanged({ at, removed, inserted }: Splice): Splice[] {
		const splices: Splice[] = [];
		const from = this.#cellOf(at, 'inView');
		let cell = from;
		for (let left = removed; left > 0;) {
			const { inView, inDoc } = this.#cells[cell]!;
			if (!inView) {
				cell++;
				continue;
			}
			left--;
			if (inDoc) splices.push({ at: this.#indexOf(cell, 'inDoc'), removed: 1, inserted: '' });
			this.#cells.splice(cell, 1);
		}
		if (inserted !== '') splices.push({ at: this.#indexOf(from, 'inDoc'), removed: 0, inserted });
		this.#cells.splice(
			from,
			0,
			...Array.from({ length: inserted.length }, () => ({ inView: true, inDoc: true }))
		);
		return joined(splices);
	}

	/** The document changed by others. */
	docChanged(delta: TextDelta): void {
		let index = 0;
		for (const change of delta) {
			if (change.retain !== undefined) index += change.retain;
			else if (change.delete !== undefined) this.#removeFromDoc(index, change.delete);
			else {
				const length = typeof change.insert === 'string' ? change.insert.length : 1;
				const added = Array.from({ length }, () => ({ inView: false, inDoc: true }));
				this.#cells.splice(this.#cellOf(index, 'inDoc'), 0, ...added);
				index += length;
			}
		}
	}

	/** Where a place in the field is in the document. */
	toDoc(viewIndex: number): number {
		return this.#indexOf(this.#cellOf(viewIndex, 'inView'), 'inDoc');
	}

	#removeFromDoc(index: number, count: number): void {
		let cell = this.#cellOf(index, 'inDoc');
		for (let left = count; left > 0;) {
			const { inView, inDoc } = this.#cells[cell]!;
			if (inDoc) {
				left--;
				if (!inView) {
					this.#cells.splice(cell, 1);
					continue;
				}
				this.#cells[cell] = { inView, inDoc: false };
			}
			cell++;
		}
	}

	/** The cell right behind the `index`th character that is in `side`. */
	#cellOf(index: number, side: keyof Cell): number {
		let cell = 0;
		for (let left = index; left > 0; cell++) if (this.#cells[cell]![side]) left--;
		return cell;
	}

	#indexOf(cell: number, side: keyof Cell): number {
		let index = 0;
		for (let at = 0; at < cell; at++) if (this.#cells[at]![side]) index++;
		return index;
	}
}

/** Removals in a row, and an insertion where they were, become one. */
function joined(splices: readonly Splice[]): Splice[] {
	const runs: Splice[] = [];
	for (const splice of splices) {
		const last = runs.at(-1);
		if (last?.at === splice.at) runs[runs.length - 1] = { ...splice, removed: last.removed + splice.removed };
		else runs.push(splice);
	}
	return runs;
}
