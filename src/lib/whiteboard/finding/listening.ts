import type * as Y from 'yjs';
import type { Board, BoardChange } from '#model/whiteboard/board.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { deedBetween, Deeds } from './deeds.ts';

interface ListeningParts {
	readonly board: Board;
	/** Whose Yjs client it is: `me` for another tab of mine, `null` for somebody who is gone. */
	readonly authorOf: (client: number) => { readonly name: string; readonly me: boolean } | null;
	/** Who has selected these shapes: what is deleted does not tell who did it. */
	readonly holderOf: (ids: readonly ShapeId[]) => string | null;
	/** Whether somebody types, and wants to hear nothing but that. */
	readonly isBusy: () => boolean;
	readonly say: (words: string) => void;
}

/** A gesture is over by then, or has become news enough. */
const FIRST_AFTER_MS = 1_500;
/** Sentences come no faster than one can listen and go on working. */
const NEXT_AFTER_MS = 6_000;
const BUSY_AGAIN_MS = 1_000;

/** Follows what others do to a board, and says it now and then in a sentence. Returns the function that stops it. */
export function listenTo({ board, authorOf, holderOf, isBusy, say }: ListeningParts): () => void {
	const deeds = new Deeds();
	const known = new Map<ShapeId, Shape>(board.shapes);
	let change: BoardChange | null = null;
	let timer: ReturnType<typeof setTimeout> | null = null;
	let saidAt = -Infinity;

	/** Who wrote in a transaction; `null` for me, empty where several did, or nobody knows. */
	function authorIn(transaction: Y.Transaction, gone: readonly ShapeId[]): string | null {
		if (transaction.local) return null;
		const wrote = [...transaction.afterState].filter(
			([client, clock]) => clock > (transaction.beforeState.get(client) ?? 0)
		);
		if (wrote.length === 0) return holderOf(gone) ?? '';
		const author = wrote.length === 1 ? authorOf(wrote[0]![0]) : null;
		if (author === null) return '';
		return author.me ? null : author.name;
	}

	function tell(): void {
		timer = null;
		if (!deeds.any) return;
		if (isBusy()) {
			timer = setTimeout(tell, BUSY_AGAIN_MS);
			return;
		}
		saidAt = Date.now();
		say(deeds.tell());
	}

	const unobserve = board.observe((next) => (change = next));
	// Comes after the board's own, which tells what changed.
	const onTransaction = (transaction: Y.Transaction): void => {
		if (change === null) return;
		const { shapes, texts } = change;
		change = null;
		const changed = new Set([...shapes, ...texts]);
		const author = authorIn(
			transaction,
			[...changed].filter((id) => !board.shapes.has(id))
		);
		for (const id of changed) {
			const [before, after] = [known.get(id), board.shapes.get(id)];
			if (after === undefined) known.delete(id);
			else known.set(id, after);
			const deed = deedBetween(before, after, texts.has(id) && before !== undefined);
			if (author !== null && deed !== null) deeds.note(author, id, (after ?? before)!.type, deed);
		}
		if (deeds.any) timer ??= setTimeout(tell, Math.max(FIRST_AFTER_MS, saidAt + NEXT_AFTER_MS - Date.now()));
	};
	board.doc.on('afterTransaction', onTransaction);
	return () => {
		unobserve();
		board.doc.off('afterTransaction', onTransaction);
		if (timer !== null) clearTimeout(timer);
	};
}
