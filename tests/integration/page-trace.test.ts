import { splitBlock } from '@tiptap/pm/commands';
import { TextSelection } from '@tiptap/pm/state';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { plainText } from '#model/page/outline.ts';
import { readPage } from '#model/page/read-page.ts';
import { seedPage } from '#model/page/seed.ts';
import { HeadlessEditor } from '../../src/lib/page/binding/headless-editor.ts';
import { readFriendsForever, type TraceTransaction } from '../support/editing-trace.ts';

/** One of the two writers: an editor, its document, and the transactions that it has seen. */
class Writer {
	readonly doc = new Y.Doc();
	readonly editor: HeadlessEditor;
	readonly seen = new Set<number>();

	constructor(clientId: number, seed: Uint8Array) {
		this.doc.clientID = clientId;
		Y.applyUpdate(this.doc, seed);
		this.editor = new HeadlessEditor(this.doc);
	}

	/** Where the letter with this number is, counting a new block as one letter. */
	#position(offset: number): number {
		let left = offset;
		let position = 0;
		for (let index = 0; index < this.editor.state.doc.childCount; index++) {
			const block = this.editor.state.doc.child(index);
			if (left <= block.content.size) return position + 1 + left;
			left -= block.content.size + 1;
			position += block.nodeSize;
		}
		throw new RangeError(`no letter ${offset}`);
	}

	/** Takes letters away, as a selection and the Delete key do, and types, with Enter for a new line. */
	edit(offset: number, deleted: number, inserted: string): void {
		const { editor } = this;
		if (deleted > 0)
			editor.dispatch(editor.state.tr.delete(this.#position(offset), this.#position(offset + deleted)));
		const at = TextSelection.create(editor.state.doc, this.#position(offset));
		editor.dispatch(editor.state.tr.setSelection(at));
		inserted.split('\n').forEach((line, index) => {
			if (index > 0) editor.run(splitBlock);
			if (line !== '') editor.dispatch(editor.state.tr.insertText(line));
		});
	}
}

/** Everything that came before a transaction, oldest first, as far as `seen` does not hold it. */
function missing(
	transactions: readonly TraceTransaction[],
	parents: readonly number[],
	seen: Set<number>
): number[] {
	const found = new Set<number>();
	const open = [...parents];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (seen.has(next) || found.has(next)) continue;
		found.add(next);
		open.push(...transactions[next]!.parents);
	}
	return [...found].sort((a, b) => a - b);
}

it('two people’s real typing, replayed in two editors, makes the page that they ended with', async () => {
	const { txns: transactions, endContent } = await readFriendsForever();
	const server = new Y.Doc();
	server.clientID = 1;
	seedPage(server, null);
	const seed = Y.encodeStateAsUpdate(server);
	const writers = [new Writer(10, seed), new Writer(11, seed)];
	const updates: Uint8Array[][] = transactions.map(() => []);
	let current = 0;
	for (const { doc } of writers)
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'peer') updates[current]!.push(update);
		});

	const receive = (writer: Writer, parents: readonly number[]): void => {
		for (const index of missing(transactions, parents, writer.seen)) {
			for (const update of updates[index]!) Y.applyUpdate(writer.doc, update, 'peer');
			writer.seen.add(index);
		}
	};
	transactions.forEach(({ parents, agent, patches }, index) => {
		const writer = writers[agent]!;
		receive(writer, parents);
		current = index;
		for (const [offset, deleted, inserted] of patches) writer.edit(offset, deleted, inserted);
		writer.seen.add(index);
	});
	const all = transactions.map((_, index) => index);
	for (const writer of writers) {
		receive(writer, all);
		expect(writer.editor.faults).toEqual([]);
		expect(plainText(readPage(writer.doc))).toBe(endContent);
		expect(writer.editor.state.doc.textBetween(0, writer.editor.state.doc.content.size, '\n')).toBe(
			endContent
		);
	}
});
