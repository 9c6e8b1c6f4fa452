import {
	type EditorState,
	PluginKey,
	type Selection,
	TextSelection,
	type Transaction
} from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { type Marker, nameBlocks, type PageBlock, pageText, readBlocks } from '#model/page/read-page.ts';
import { isTextNode, pageSchemaForEditing, toNode } from '#model/page/schema.ts';
import { mapOffset, type TextDelta } from '#model/yjs/rewrite-text.ts';
import { RichHistory } from '#model/yjs/rich/rich-history.ts';
import { changedSpan } from './delta.ts';
import {
	blockBefore,
	blockFrom,
	offsetOf,
	type PlaceInBlock,
	placeInBlock,
	placeInMoved,
	positionAt,
	wordsOf
} from './places.ts';
import { replaceBlocks } from './redraw.ts';
import { type DrawnBlock, writeBlocks } from './write.ts';

/** Marks the editor's transactions that draw what is in the document. Nobody may answer them with an edit. */
export const drawnKey = new PluginKey('drawn');

/** What the binding needs of an editor: ProseMirror's view, or a state without a screen in tests. */
export interface EditorHost {
	readonly state: EditorState;
	dispatch(tr: Transaction): void;
	/** Makes the whole screen anew from the state, after drawing failed half-way. */
	rebuild?(): void;
	/** What the person has selected, where that may be ahead of the state. */
	selection?(): Selection;
}

export type BindingFault = { readonly while: 'drawing' | 'writing'; readonly error: unknown };

/** A selection as offsets in the document's text. */
interface FlatSelection {
	readonly anchor: number;
	readonly head: number;
	/** The blocks that both ends are in, for when somebody moves them. */
	readonly within: readonly [PlaceInBlock | null, PlaceInBlock | null];
}

/**
 * Keeps an editor and a page's text the same. Invariant: outside of its methods, `#drawn` is what the editor shows, block by block,
 * and what the document holds. Local changes are written as the difference from `#drawn`, never as the difference from the
 * document: so what could not be drawn is never taken for something the person deleted.
 */
export class PageBinding {
	readonly text: Y.Text;
	readonly history: RichHistory;
	readonly #onFault: (fault: BindingFault) => void;
	readonly #observer = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void =>
		this.#follow(events, transaction);
	#host: EditorHost | null = null;
	#drawn: DrawnBlock[] = [];
	/** Some id was repaired on reading: which one depends on the whole page, so the whole page is read. */
	#repaired = false;
	#drawing = false;
	/** The last attempt to draw failed: the editor does not show the document, and nothing may be written from it. */
	#stale = false;

	/** `now`: a clock in milliseconds that never goes back. */
	constructor(doc: Y.Doc, onFault: (fault: BindingFault) => void, now: () => number) {
		this.text = pageText(doc);
		this.#onFault = onFault;
		this.history = new RichHistory({ text: this.text, origin: this, now });
		this.#drawn = this.#read(0, Infinity).map(drawnBlock);
	}

	/** The editor's first document. */
	initialDoc() {
		return pageSchemaForEditing.nodes.doc.create(
			null,
			this.#drawn.map((block) => block.node)
		);
	}

	/** From here on the editor follows the document. `host.state.doc` must be `initialDoc()`. */
	attach(host: EditorHost): void {
		this.#host = host;
		this.text.observeDeep(this.#observer);
		this.#redrawAll(null);
	}

	detach(): void {
		if (this.#host === null) return;
		this.#host = null;
		this.text.unobserveDeep(this.#observer);
		this.history.destroy();
	}

	/** The editor's state changed. Writes what the person did into the document. */
	editorChanged(): void {
		const host = this.#host;
		if (host === null || this.#drawing) return;
		if (this.#stale) {
			this.#redrawAll(null);
			return;
		}
		const doc = host.state.doc;
		const drawn = this.#drawn;
		const shorter = Math.min(drawn.length, doc.childCount);
		let head = 0;
		while (head < shorter && drawn[head]!.node === doc.child(head)) head++;
		if (head === drawn.length && head === doc.childCount) return;
		let tail = 0;
		while (
			tail < shorter - head &&
			drawn[drawn.length - 1 - tail]!.node === doc.child(doc.childCount - 1 - tail)
		)
			tail++;
		const end = drawn.length - tail;
		const after = [];
		for (let index = head; index < doc.childCount - tail; index++) after.push(doc.child(index));
		const start = offsetOf(this.#drawn, head);
		const lengthBefore = this.text.length;
		try {
			this.#write(start, head, end, after, this.#caretIn(host.state.selection, head));
		} catch (error) {
			this.#onFault({ while: 'writing', error });
			this.#redrawAll(null);
			return;
		}
		// What was written is read back: what is on the screen is what is in the document, always.
		const newEnd = offsetOf(this.#drawn, end) + this.text.length - lengthBefore;
		this.#drawn.splice(head, end - head, ...after.map((node) => ({ node, marker: null })));
		this.#draw(head, head + after.length, start, newEnd, null);
	}

	/** Where a position of the editor lies in the document's text. */
	offsetAt(position: number): number {
		const $position = this.#host!.state.doc.resolve(position);
		const index = $position.index(0);
		if ($position.depth === 0) return offsetOf(this.#drawn, index);
		return wordsOf(this.#drawn, index) + $position.parentOffset;
	}

	/** Where an offset of the document's text lies in the editor. */
	positionAt(offset: number): number {
		return positionAt(this.#drawn, offset);
	}

	/** The marker of the block with this id, in which what the block holds lies. */
	marker(id: string): Marker | null {
		return this.#drawn.find(({ node }) => node.attrs.id === id)?.marker ?? null;
	}

	/**
	 * Changes what an object holds, as this person and as one transaction, and draws it. `false`: the object is gone, or its page
	 * cannot be written at the moment.
	 */
	change(id: string, write: (marker: Marker) => void): boolean {
		const index = this.#drawn.findIndex(({ node }) => node.attrs.id === id);
		const marker = this.#drawn[index]?.marker ?? null;
		if (marker === null || this.#host === null || this.#stale) return false;
		this.text.doc!.transact(() => write(marker), this);
		const start = offsetOf(this.#drawn, index);
		this.#draw(index, index + 1, start, offsetOf(this.#drawn, index + 1), null);
		return true;
	}

	undo(): boolean {
		return this.history.undo();
	}

	redo(): boolean {
		return this.history.redo();
	}

	#write(
		start: number,
		head: number,
		end: number,
		after: Parameters<typeof writeBlocks>[3],
		caret: number
	): void {
		const before = this.#drawn.slice(head, end);
		const structural =
			after.length !== before.length || after.some((node, index) => !node.sameMarkup(before[index]!.node));
		// Undo takes back words, then the new line, then words: not a minute of work at once.
		if (structural) this.history.endStep();
		this.text.doc!.transact(() => writeBlocks(this.text, start, before, after, caret), this);
		if (structural) this.history.endStep();
	}

	#follow(events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void {
		if (transaction.origin === this || this.#host === null) return;
		const textEvent = events.find((event) => event.target === this.text);
		const delta = (textEvent?.delta ?? []) as TextDelta;
		if (this.#stale || this.#repaired) {
			this.#redrawAll(delta, transaction);
			return;
		}
		const span = changedSpan(delta);
		let first = span === null ? Infinity : blockBefore(this.#drawn, span.from);
		let end = span === null ? 0 : blockFrom(this.#drawn, span.to);
		for (const { target } of events) {
			const marker = embeddedAround(target, this.text);
			const index = marker === null ? -1 : this.#drawn.findIndex((block) => block.marker === marker);
			if (index < 0) continue;
			first = Math.min(first, index);
			end = Math.max(end, index + 1);
		}
		if (first >= end) return;
		// A paragraph without a marker takes its name from the block before it.
		while (first > 0 && this.#drawn[first]!.marker === null) first--;
		while (end < this.#drawn.length && this.#drawn[end]!.marker === null) end++;
		const newEnd = offsetOf(this.#drawn, end) + (span?.growth ?? 0);
		this.#draw(first, end, offsetOf(this.#drawn, first), newEnd, { delta, transaction });
	}

	#redrawAll(delta: TextDelta | null, transaction?: Y.Transaction): void {
		const change = delta === null || transaction === undefined ? null : { delta, transaction };
		this.#draw(0, this.#drawn.length, 0, Infinity, change);
	}

	/** Draws `[from, to)` of the text in the place of the blocks `[first, end)`. */
	#draw(
		first: number,
		end: number,
		from: number,
		to: number,
		change: { readonly delta: TextDelta; readonly transaction: Y.Transaction } | null
	): void {
		const host = this.#host!;
		this.#drawing = true;
		try {
			const selection =
				change === null ? null : this.#selectionAfter(host.selection?.() ?? host.state.selection, change);
			let blocks = this.#read(from, to);
			if (this.#stale || this.#repaired || !this.#namesFit(blocks, first, end)) {
				first = 0;
				end = host.state.doc.childCount;
				blocks = this.#read(0, Infinity);
			}
			const rest = this.#stale ? [] : this.#drawn.slice(end);
			const tr = host.state.tr.setMeta(drawnKey, true).setMeta('addToHistory', false);
			replaceBlocks(
				tr,
				first,
				end,
				blocks.map((block) => toNode(block))
			);
			const markers = blocks.map((block) => block.marker);
			const placed = markers.map((marker, index) => ({ marker, node: tr.doc.child(first + index) }));
			const drawn = [...this.#drawn.slice(0, first), ...placed, ...rest];
			this.#drawn = drawn;
			if (selection !== null) this.#select(tr, selection, change?.transaction.origin === this.history);
			if (tr.docChanged || selection !== null) host.dispatch(tr);
			this.#stale = !shows(host.state, drawn);
			// Where nothing is repaired, part of the page is enough to say so: the rest was not before.
			this.#repaired = blocks.some((block) => block.marker === null || block.marker.get('id') !== block.id);
		} catch (error) {
			const again = !this.#stale;
			this.#stale = true;
			this.#onFault({ while: 'drawing', error });
			// From the document, whole; if that fails too, the next change tries again, and until then nothing is written.
			if (again) this.#recover();
		} finally {
			this.#drawing = false;
		}
	}

	#recover(): void {
		this.#redrawAll(null);
		try {
			this.#host?.rebuild?.();
		} catch (error) {
			this.#stale = true;
			this.#onFault({ while: 'drawing', error });
		}
	}

	#read(from: number, to: number): PageBlock[] {
		const blocks = readBlocks(this.text, from, to);
		return from === 0 && to >= this.text.length ? nameBlocks(blocks) : blocks;
	}

	/** Whether these blocks' ids are unique in the page, and the row is not empty. */
	#namesFit(blocks: readonly PageBlock[], first: number, end: number): boolean {
		if (blocks.length === 0) return this.#drawn.length > end - first;
		const ids = new Set(blocks.map((block) => block.id));
		if (ids.size < blocks.length) return false;
		if (blocks.length === 1 && end - first === 1 && this.#drawn[first]!.node.attrs.id === blocks[0]!.id)
			return true;
		return this.#drawn.every(
			({ node }, index) => (index >= first && index < end) || !ids.has(node.attrs.id as PageBlock['id'])
		);
	}

	#selectionAfter(
		selection: Selection,
		{ delta, transaction }: { readonly delta: TextDelta; readonly transaction: Y.Transaction }
	): FlatSelection | null {
		if (this.#stale || !(selection instanceof TextSelection)) return null;
		// Undo and redo show what they changed.
		const shown = transaction.origin === this.history ? changedSpan(delta) : null;
		if (shown !== null) {
			const head = shown.to + shown.growth;
			return { anchor: head, head, within: [null, null] };
		}
		return {
			anchor: mapOffset(delta, this.offsetAt(selection.anchor)),
			head: mapOffset(delta, this.offsetAt(selection.head)),
			within: [placeInBlock(this.#drawn, selection.$anchor), placeInBlock(this.#drawn, selection.$head)]
		};
	}

	#select(tr: Transaction, { anchor, head, within }: FlatSelection, show: boolean): void {
		const $anchor = tr.doc.resolve(placeInMoved(this.#drawn, within[0]) ?? this.positionAt(anchor));
		const $head = tr.doc.resolve(placeInMoved(this.#drawn, within[1]) ?? this.positionAt(head));
		const selection = TextSelection.between($anchor, $head);
		if (!selection.eq(tr.selection)) tr.setSelection(selection);
		if (show) tr.scrollIntoView();
	}

	/** The caret as an offset from the first changed block, to tell which of equal letters was typed; -1 when it is elsewhere. */
	#caretIn(selection: Selection, head: number): number {
		if (!selection.empty) return -1;
		const index = selection.$head.index(0);
		if (index < head || selection.$head.depth === 0) return -1;
		const doc = this.#host!.state.doc;
		let offset = 1 + selection.$head.parentOffset;
		for (let before = head; before < index; before++)
			offset += 1 + (isTextNode(doc.child(before)) ? doc.child(before).content.size : 0);
		return offset;
	}
}

/** The type embedded in the text that holds this one, or is it. */
function embeddedAround(target: Y.AbstractType<unknown>, text: Y.Text): Y.AbstractType<unknown> | null {
	let at: Y.AbstractType<unknown> | null = target;
	while (at !== null && at.parent !== text) at = at.parent;
	return at;
}

function shows(state: EditorState, drawn: readonly DrawnBlock[]): boolean {
	return (
		state.doc.childCount === drawn.length && drawn.every(({ node }, index) => node === state.doc.child(index))
	);
}

function drawnBlock(block: PageBlock): DrawnBlock {
	return { marker: block.marker, node: toNode(block) };
}
