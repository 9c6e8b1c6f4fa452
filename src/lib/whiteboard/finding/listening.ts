import type * as Y from 'yjs';
import type { Board, BoardChange } from '#model/whiteboard/board.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape, ShapeType } from '#model/whiteboard/shapes/registry.ts';
import { type Deed, deedBetween, Deeds } from './deeds.ts';

interface Author {
	readonly name: string;
	readonly me: boolean;
}

/** What went at once, and who seemed to hold it then. */
interface Removal {
	readonly gone: ReadonlyMap<ShapeId, ShapeType>;
	readonly holder: Author | null;
}

interface ListeningParts {
	readonly board: Board;
	/** Whose Yjs client it is: `me` for another tab of mine, `null` for somebody who is gone. */
	readonly authorOf: (client: number) => Author | null;
	/** Who has selected these shapes: what is deleted does not tell who did it. */
	readonly holderOf: (ids: readonly ShapeId[]) => Author | null;
	/** Who says that they took these away; it may be heard after the deletion itself. */
	readonly removerOf: (ids: readonly ShapeId[]) => Author | null;
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
export function listenTo(parts: ListeningParts): () => void {
	const { board, authorOf, holderOf, removerOf, isBusy, say } = parts;
	const deeds = new Deeds();
	const known = new Map<ShapeId, Shape>(board.shapes);
	let removals: Removal[] = [];
	let change: BoardChange | null = null;
	let timer: ReturnType<typeof setTimeout> | null = null;
	let saidAt = -Infinity;

	/** Who wrote in a transaction; `null` for me, empty where several did, or nobody knows. */
	function authorIn(wrote: readonly number[]): string | null {
		const author = wrote.length === 1 ? authorOf(wrote[0]!) : null;
		if (author === null) return '';
		return author.me ? null : author.name;
	}

	/** By now whoever did it has said so. */
	function settleRemovals(): void {
		for (const { gone, holder } of removals) {
			const by = removerOf([...gone.keys()]) ?? holder;
			for (const [id, type] of gone) {
				if (by?.me === true) deeds.forget(id);
				else deeds.note(by?.name ?? '', id, type, 'deleted');
			}
		}
		removals = [];
	}

	function tell(): void {
		timer = null;
		if (isBusy()) {
			timer = setTimeout(tell, BUSY_AGAIN_MS);
			return;
		}
		settleRemovals();
		if (!deeds.any) return;
		saidAt = Date.now();
		say(deeds.tell());
	}

	/** Follows one shape; returns what became of it, if that is worth a word. */
	function meet(id: ShapeId, wrote: boolean): { readonly type: ShapeType; readonly deed: Deed } | null {
		const [before, after] = [known.get(id), board.shapes.get(id)];
		if (after === undefined) known.delete(id);
		else known.set(id, after);
		const deed = deedBetween(before, after, wrote && before !== undefined);
		return deed === null ? null : { type: (after ?? before)!.type, deed };
	}

	const unobserve = board.observe((next) => (change = next));
	// Comes after the board's own, which tells what changed.
	const onTransaction = (transaction: Y.Transaction): void => {
		if (change === null) return;
		const { shapes, texts } = change;
		change = null;
		const wrote = [...transaction.afterState]
			.filter(([client, clock]) => clock > (transaction.beforeState.get(client) ?? 0))
			.map(([client]) => client);
		const author = transaction.local ? null : authorIn(wrote);
		const gone = new Map<ShapeId, ShapeType>();
		for (const id of new Set([...shapes, ...texts])) {
			const done = meet(id, texts.has(id));
			if (done === null || author === null) continue;
			if (done.deed === 'deleted' && wrote.length === 0) gone.set(id, done.type);
			else deeds.note(author, id, done.type, done.deed);
		}
		if (gone.size > 0) removals.push({ gone, holder: holderOf([...gone.keys()]) });
		if (deeds.any || removals.length > 0)
			timer ??= setTimeout(tell, Math.max(FIRST_AFTER_MS, saidAt + NEXT_AFTER_MS - Date.now()));
	};
	board.doc.on('afterTransaction', onTransaction);
	return () => {
		unobserve();
		board.doc.off('afterTransaction', onTransaction);
		if (timer !== null) clearTimeout(timer);
	};
}
