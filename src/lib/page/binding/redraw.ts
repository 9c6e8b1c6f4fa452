import { Fragment, type Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';

/**
 * Replaces the blocks `[first, end)` of the transaction's document, changing as little as possible, so that
 * selections and other people's carets beside the change stay. The result is exactly `nodes` whatever shortcut was taken.
 */
export function replaceBlocks(tr: Transaction, first: number, end: number, nodes: readonly Node[]): void {
	const doc = tr.doc;
	const before: Node[] = [];
	for (let index = first; index < end; index++) before.push(doc.child(index));
	let base = 0;
	for (let index = 0; index < first; index++) base += doc.child(index).nodeSize;
	const old = Fragment.from(before);
	const next = Fragment.from([...nodes]);
	const start = old.findDiffStart(next);
	if (start === null) return;
	const steps = tr.steps.length;
	if (tryNarrow(tr, base, old, next, start) && sameBlocks(tr.doc, first, nodes)) return;
	if (tr.steps.length > steps) {
		// The narrow step joined what should be apart: take the whole row anew.
		const rest = doc.childCount - end;
		let size = 0;
		for (let index = first; index < tr.doc.childCount - rest; index++) size += tr.doc.child(index).nodeSize;
		tr.replaceWith(base, base + size, next);
		return;
	}
	tr.replaceWith(base, base + old.size, next);
}

function tryNarrow(tr: Transaction, base: number, old: Fragment, next: Fragment, start: number): boolean {
	const ends = old.findDiffEnd(next);
	if (ends === null) return false;
	const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
	const to = ends.a + overlap;
	const newTo = ends.b + overlap;
	try {
		const slice = tr.doc.type.create(null, next).slice(start, newTo);
		return tr.maybeStep(new ReplaceStep(base + start, base + to, slice)).failed === null;
	} catch {
		// Not every pair of ends makes a slice that fits; the caller then replaces the row.
		return false;
	}
}

function sameBlocks(doc: Node, first: number, nodes: readonly Node[]): boolean {
	return nodes.every((node, index) => doc.maybeChild(first + index)?.eq(node) === true);
}
