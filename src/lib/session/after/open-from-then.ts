import type * as Y from 'yjs';
import { ProblemBoard } from '#model/problem/board.ts';
import type { Card } from '#model/problem/card.ts';
import { openActionsOn } from '#model/problem/open-actions.ts';

/** Tells which actions of a board are still to be done, now and whenever that changes. Returns what stops it. */
export function followOpenActions(doc: Y.Doc, tell: (open: readonly Card[]) => void): () => void {
	const board = new ProblemBoard(doc);
	const read = (): void => tell(openActionsOn(board));
	board.observe(read);
	read();
	return () => board.destroy();
}
