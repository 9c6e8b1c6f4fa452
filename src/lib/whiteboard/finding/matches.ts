import type { Board } from '#model/whiteboard/board.ts';
import { placeOf, readThreads, type ThreadId } from '#model/whiteboard/comments/comments.ts';
import type { Box } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { readingGroups } from '#model/whiteboard/reading-groups.ts';
import { boundsOf, type Shape } from '#model/whiteboard/shapes/registry.ts';

/** Something on the board that has the words looked for. */
export interface Match {
	readonly key: string;
	readonly found: Found;
	readonly box: Box;
}

export type Found =
	| { readonly at: 'shape'; readonly id: ShapeId }
	/** What people say about a place: the first comment of the thread that has the words. */
	| {
			readonly at: 'comment';
			readonly thread: ThreadId;
			readonly words: string;
			readonly isResolved: boolean;
	  };

/** A comment's pin stands on its place, so large in board units where nothing is zoomed. */
const PIN = 32;

/** As one would say it: without case and without accents. */
export function plain(words: string): string {
	return words.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** All that has these words, in reading order, comments last. Nothing has no words. */
export function matchesFor(board: Board, query: string, boxOf: (shape: Shape) => Box = boundsOf): Match[] {
	const wanted = plain(query.trim());
	if (wanted === '') return [];
	const found: Match[] = [];
	const look = (shape: Shape): void => {
		if (plain(wordsOf(board, shape)).includes(wanted))
			found.push({ key: shape.id, found: { at: 'shape', id: shape.id }, box: boxOf(shape) });
	};
	for (const { frame, shapes } of readingGroups(board.shapes.values())) {
		if (frame !== null) look(frame);
		shapes.forEach(look);
	}
	for (const [id, thread] of readThreads(board.comments)) {
		const comment = thread.comments.find(({ text }) => plain(text).includes(wanted));
		if (comment === undefined) continue;
		const place = placeOf(thread, (shape) => board.shapes.get(shape));
		found.push({
			key: `comment ${id}`,
			found: { at: 'comment', thread: id, words: comment.text, isResolved: thread.resolved !== null },
			box: { x: place.x, y: place.y - PIN, w: PIN, h: PIN }
		});
	}
	return found;
}

function wordsOf(board: Board, shape: Shape): string {
	if (shape.type === 'image') return shape.alt;
	const text = board.textOf(shape.id);
	return shape.type === 'link' ? `${text} ${shape.url}` : text;
}
