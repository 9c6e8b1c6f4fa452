import type { Board } from '#model/whiteboard/board.ts';
import { isShapeId, type ShapeId } from '#model/whiteboard/ids.ts';
import type { Presence } from '../presence.ts';

/** So many are named; who has taken away one of a heap has taken away the heap. */
const MOST_NAMED = 40;
/** Others have heard of the deletion by then. */
const STANDS_MS = 5_000;

/**
 * Says in presence which shapes I take away: a deletion in a document has no author, so nobody else could tell. Returns the
 * function that stops it.
 */
export function tellRemovals(board: Board, presence: Presence): () => void {
	let ids: ShapeId[] = [];
	let timer: ReturnType<typeof setTimeout> | undefined;

	const unobserve = board.observe(({ local, shapes }) => {
		if (!local) return;
		const gone = [...shapes].filter((id) => !board.shapes.has(id));
		if (gone.length === 0) return;
		ids = [...gone.slice(0, MOST_NAMED), ...ids].slice(0, MOST_NAMED);
		presence.tell({ gone: ids.join(' ') });
		clearTimeout(timer);
		timer = setTimeout(() => {
			ids = [];
			presence.tell({ gone: null });
		}, STANDS_MS);
	});
	return () => {
		unobserve();
		clearTimeout(timer);
		if (ids.length > 0) presence.tell({ gone: null });
	};
}

/** The shapes that somebody says they took away. Anything may be in it. */
export function hearRemovals({ gone }: Readonly<Record<string, unknown>>): readonly ShapeId[] {
	if (typeof gone !== 'string') return [];
	// An id has 40 characters at most.
	return gone
		.slice(0, 41 * MOST_NAMED)
		.split(' ')
		.filter(isShapeId);
}
