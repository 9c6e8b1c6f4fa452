import type { Component } from 'svelte';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import type { SessionId } from '#model/ids.ts';
import type { Run } from '#model/problem/run.ts';
import type { BoardKind } from '#model/session/session.ts';
import type { Staged } from '#model/session/stage.ts';
import type { BoardWorks } from '../breakouts/board-works.ts';

/** What shows a board, or something of it. */
export type StagedBoard = Extract<Staged, { readonly board: unknown }>;

/** What draws a board on the big screen is given. Its container is a `.big-screen`. */
export interface StagedBoardProps {
	readonly document: OpenDocument;
	readonly staged: StagedBoard;
	/** Counted from 0; beyond the last it is the last. */
	readonly part: number;
	/** How large a pixel of the layout is on the screen, where that is scaled. */
	readonly scale: number;
	/** What the session's label says about names. */
	readonly namesStripped: boolean;
	/** Of a problem board that is at work on a method, or was. */
	readonly run: Run | null;
	readonly session: SessionId;
	/** Server time, milliseconds since the epoch; it moves on for whoever reads it. */
	readonly now: number;
	/** Hears how many parts there are, whenever that changes. */
	readonly onparts: (count: number) => void;
}

/** The programs that draw boards on the stage; features know nothing of each other, so the routes give them. */
export interface StagePrograms {
	readonly board: {
		readonly [Kind in BoardKind]: () => Promise<{ readonly default: Component<StagedBoardProps> }>;
	};
	readonly results: () => Promise<{ readonly default: Component<StagedBoardProps> }>;
	readonly works: () => Promise<BoardWorks>;
}
