import type * as Y from 'yjs';
import { readPage } from '#model/page/read-page.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import type { BoardKind } from '#model/session/session.ts';

/** How much is on a board that is shown as a number: cards, or blocks of a page. */
export function thingsOn(kind: Exclude<BoardKind, 'whiteboard'>, doc: Y.Doc): number {
	if (kind === 'page') return readPage(doc).blocks.length;
	const board = new ProblemBoard(doc);
	const { size } = board;
	board.destroy();
	return size;
}
