import type * as Y from 'yjs';
import { outline } from '../page/outline.ts';
import { readPage } from '../page/read-page.ts';
import { ProblemBoard } from '../problem/board.ts';
import type { Card, CardId } from '../problem/card.ts';
import type { Method } from '../problem/method.ts';
import { laneRole, type LaneRole } from '../problem/lane-role.ts';
import type { BoardKind } from '../session/session.ts';
import { unreachable } from '../unreachable.ts';
import { Board } from '../whiteboard/board.ts';
import { readingOrder } from '../whiteboard/reading-order.ts';
import type { Shape } from '../whiteboard/shapes/registry.ts';

/** What somebody is to do. */
export interface ActionLine {
	readonly card: CardId;
	readonly text: string;
	readonly owner: string | null;
	/** `2026-03-29`. */
	readonly due: string | null;
	readonly done: boolean;
}

/** What is on one board, in a few lines: what a summary says of it. */
export interface BoardDigest {
	/** Of a problem board: the problem; '' when nobody wrote it down. */
	readonly problem: string;
	/** What people wrote, a line each: notes, cards, or the headings of a page. */
	readonly lines: readonly string[];
	/** So many more there are. */
	readonly more: number;
	readonly decisions: readonly string[];
	readonly actions: readonly ActionLine[];
}

const LIMITS = { lines: 20, lineLength: 240, decisions: 60, actions: 100 } as const;
const NOTHING: BoardDigest = { problem: '', lines: [], more: 0, decisions: [], actions: [] };

/** Kinds whose words are a thought of their own; arrows' and frames' words are about others. */
const THOUGHTS: ReadonlySet<Shape['type']> = new Set([
	'note',
	'text',
	'rectangle',
	'ellipse',
	'diamond',
	'triangle'
]);

/**
 * Reads what a summary says of a board; whatever stands in the document, this never throws for it.
 * @param method whose lanes a problem board has; `null`: those of an open board
 */
export function digestOf(kind: BoardKind, doc: Y.Doc, method: Method | null): BoardDigest {
	switch (kind) {
		case 'whiteboard':
			return ofWhiteboard(doc);
		case 'problem':
			return ofProblemBoard(doc, method);
		case 'page':
			return { ...NOTHING, ...few(outline(readPage(doc)).map(({ text }) => text)) };
		default:
			return unreachable(kind);
	}
}

function ofWhiteboard(doc: Y.Doc): BoardDigest {
	const board = new Board(doc);
	try {
		const thoughts = [...board.shapes.values()].filter(({ type }) => THOUGHTS.has(type));
		return { ...NOTHING, ...few(readingOrder(thoughts).map(({ id }) => board.textOf(id))) };
	} finally {
		board.destroy();
	}
}

function ofProblemBoard(doc: Y.Doc, workedOn: Method | null): BoardDigest {
	const board = new ProblemBoard(doc, workedOn);
	try {
		const { method } = board;
		const cardsOf = (role: LaneRole): Card[] =>
			method.lanes.filter((lane) => laneRole(method, lane) === role).flatMap(({ id }) => board.lane(id));
		const texts = (role: LaneRole): string[] => cardsOf(role).map(({ text }) => text);
		return {
			problem: oneLine(board.statement),
			// Those of lanes that this method does not have are on the board as well.
			...few([...texts('thoughts'), ...board.lane(null).map(({ text }) => text)]),
			decisions: some(texts('decisions')).slice(0, LIMITS.decisions),
			actions: cardsOf('actions')
				.filter(({ text }) => oneLine(text) !== '')
				.slice(0, LIMITS.actions)
				.map(({ id, text, details: { owner, due, closed } }) => ({
					card: id,
					text: oneLine(text),
					owner: owner?.name ?? null,
					due,
					done: closed
				}))
		};
	} finally {
		board.destroy();
	}
}

function few(texts: readonly string[]): Pick<BoardDigest, 'lines' | 'more'> {
	const lines = some(texts);
	return { lines: lines.slice(0, LIMITS.lines), more: Math.max(0, lines.length - LIMITS.lines) };
}

function some(texts: readonly string[]): string[] {
	return texts.map(oneLine).filter((text) => text !== '');
}

function oneLine(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length <= LIMITS.lineLength ? line : `${line.slice(0, LIMITS.lineLength - 1).trimEnd()}…`;
}
