import type { Mark, Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { type BlockAttributes, type BlockId, PLAIN_BLOCK } from '#model/page/block.ts';
import { type MarkName, storedMark } from '#model/page/marks.ts';
import { createObjectMarker } from '#model/page/objects/write-object.ts';
import { type Marker, PAGE_SCHEMA, pageMeta, pageSchema } from '#model/page/read-page.ts';
import { attributesOf, isTextNode, objectOf } from '#model/page/schema.ts';
import { createMarker } from '#model/page/seed.ts';
import { diff, type Edit, insidePair } from './diff.ts';
import { type FlatBlocks, flatten, type FlatRun, runsBetween } from './flatten.ts';

/** A block as it was last drawn: its node in the editor, and its marker in the document. */
export interface DrawnBlock {
	readonly node: Node;
	readonly marker: Marker | null;
}

type StoredMarks = Record<string, object | null>;

/**
 * Writes into the text what makes `after` of `before`, a row of blocks that begins at `start`. Touches nothing that did not change:
 * others may be typing there.
 */
export function writeBlocks(
	text: Y.Text,
	start: number,
	before: readonly DrawnBlock[],
	after: readonly Node[],
	caret: number
): void {
	const old = flatten(
		before.map((block) => block.node),
		(index) => before[index]!.marker !== null
	);
	const next = flatten(after, () => true);
	const edits = diff(old, next, caret);
	const markers = new Map(before.map((block) => [String(block.node.attrs.id), block]));
	// Before anything is deleted: a moved block's marker is copied with everything it holds, known to us or not.
	const copies = copyMoved(edits, next, markers);
	const row = new Delta(start);
	for (const [index, kept] of keptSpans(edits, old.text.length).entries()) {
		addKept(row, kept, old, next);
		const edit = edits[index];
		if (edit !== undefined) addEdit(row, edit, next, copies);
	}
	// One pass over the text, however much changed: Yjs looks for the place of each single change from the start.
	text.applyDelta(row.steps, { sanitize: false });
	// Clients that know no objects must not edit the page from here on.
	if (after.some((node) => objectOf(node) !== null) && pageSchema(text.doc!) < PAGE_SCHEMA)
		pageMeta(text.doc!).set('schema', PAGE_SCHEMA);
	for (const kept of keptSpans(edits, old.text.length))
		for (const [at, node] of old.nodes) {
			if (at < kept.from || at >= kept.to) continue;
			const marker = markers.get(String(node.attrs.id))!.marker!;
			writeAttributes(marker, node, next.nodes.get(at + kept.newFrom - kept.from)!);
		}
}

type Step =
	| { retain: number; attributes?: StoredMarks }
	| { delete: number }
	| { insert: string | Marker; attributes: StoredMarks };

/** What to do with a text from its start on; what is left alone between two changes is one step. */
class Delta {
	readonly steps: Step[] = [];

	constructor(start: number) {
		this.keep(start);
	}

	keep(length: number): void {
		const last = this.steps.at(-1);
		if (length === 0) return;
		if (last !== undefined && 'retain' in last && last.attributes === undefined) last.retain += length;
		else this.steps.push({ retain: length });
	}
}

function copyMoved(
	edits: readonly Edit[],
	next: FlatBlocks,
	before: ReadonlyMap<string, DrawnBlock>
): Map<string, Marker> {
	const copies = new Map<string, Marker>();
	for (const edit of edits)
		for (const [at, node] of next.nodes) {
			if (at < edit.newFrom || at >= edit.newTo) continue;
			const source = before.get(String(node.attrs.id));
			if (source?.marker == null || isTextNode(source.node) !== isTextNode(node)) continue;
			const copy = source.marker.clone();
			writeAttributes(copy, source.node, node);
			copy.set('id', node.attrs.id);
			copies.set(String(node.attrs.id), copy);
		}
	return copies;
}

function addEdit(row: Delta, edit: Edit, next: FlatBlocks, copies: ReadonlyMap<string, Marker>): void {
	if (edit.to > edit.from) row.steps.push({ delete: edit.to - edit.from });
	const pieces: { from: number; run: FlatRun | null }[] = [
		...[...next.nodes.keys()]
			.filter((from) => from >= edit.newFrom && from < edit.newTo)
			.map((from) => ({ from, run: null })),
		...runsBetween(next.runs, edit.newFrom, edit.newTo).map((run) => ({ from: run.from, run }))
	].sort((a, b) => a.from - b.from);
	for (const { from, run } of pieces)
		if (run === null) row.steps.push({ insert: newMarker(next.nodes.get(from)!, copies), attributes: {} });
		else
			row.steps.push({
				insert: next.text.slice(run.from, run.to).toWellFormed(),
				attributes: toStored(run.marks)
			});
}

function newMarker(node: Node, copies: ReadonlyMap<string, Marker>): Marker {
	const id = String(node.attrs.id) as BlockId;
	const copy = copies.get(id);
	if (copy !== undefined) return copy;
	const object = objectOf(node);
	if (object !== null) return createObjectMarker(id, object);
	if (!isTextNode(node)) return createMarker('divider', id);
	const { kind, level, indent, checked, tone, language } = attributesOf(node);
	return createMarker('text', id, { kind, level, indent, checked, tone, language });
}

/** Sets the keys that changed, and the id where it was repaired on reading. */
function writeAttributes(marker: Marker, before: Node, after: Node): void {
	if (isTextNode(before) && isTextNode(after))
		for (const name of Object.keys(PLAIN_BLOCK) as (keyof BlockAttributes)[]) {
			if (before.attrs[name] === after.attrs[name]) continue;
			marker.set(name, after.attrs[name]);
		}
	if (marker.doc !== null && marker.get('id') !== after.attrs.id) marker.set('id', after.attrs.id);
}

interface Kept {
	readonly from: number;
	readonly to: number;
	readonly newFrom: number;
}

/** What lies before, between and after the edits; some may be empty. */
function keptSpans(edits: readonly Edit[], length: number): Kept[] {
	const spans: Kept[] = [];
	let from = 0;
	let newFrom = 0;
	for (const edit of edits) {
		spans.push({ from, to: edit.from, newFrom });
		from = edit.to;
		newFrom = edit.newTo;
	}
	spans.push({ from, to: length, newFrom });
	return spans;
}

/** Keeps the letters and changes their marks where those differ. */
function addKept(row: Delta, kept: Kept, before: FlatBlocks, after: FlatBlocks): void {
	const shift = kept.newFrom - kept.from;
	let done = kept.from;
	for (const run of runsBetween(after.runs, kept.newFrom, kept.to + shift))
		for (const was of runsBetween(before.runs, run.from - shift, run.to - shift)) {
			const changes = markChanges(was.marks, run.marks);
			if (changes === null) continue;
			// Yjs would tear a surrogate pair, for some and not for others: both halves, or none.
			const from = Math.max(done, insidePair(before.text, was.from) ? was.from - 1 : was.from);
			const to = insidePair(before.text, was.to) ? was.to + 1 : was.to;
			row.keep(from - done);
			row.steps.push({ retain: to - from, attributes: changes });
			done = to;
		}
	row.keep(kept.to - done);
}

function toStored(marks: readonly Mark[]): StoredMarks {
	return Object.fromEntries(marks.map((mark) => [mark.type.name, stored(mark)]));
}

function stored(mark: Mark): object {
	const href: unknown = mark.attrs.href;
	return storedMark(mark.type.name as MarkName, typeof href === 'string' ? href : null);
}

function markChanges(before: readonly Mark[], after: readonly Mark[]): StoredMarks | null {
	if (before.length === after.length && before.every((mark, index) => mark.eq(after[index]!))) return null;
	const changes: StoredMarks = {};
	for (const mark of before)
		if (!after.some((other) => other.type === mark.type)) changes[mark.type.name] = null;
	for (const mark of after) if (!mark.isInSet(before)) changes[mark.type.name] = stored(mark);
	return changes;
}
