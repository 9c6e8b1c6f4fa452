import type { SessionId } from '#model/ids.ts';
import type { Run } from '#model/problem/run.ts';
import type { BoardKind } from '#model/session/session.ts';
import type { Take, HarvestFailure } from '#model/session/harvests.ts';
import type { CardId } from '#model/problem/card.ts';
import type { Method, PhaseId } from '#model/problem/method.ts';
import type { OpenAction, TakenAction } from '#model/problem/open-actions.ts';
import type { Names, takeCards, TakenSheet } from '#model/problem/reveal.ts';
import type { DraftBlock } from '#model/page/draft.ts';
import type { Section } from '#model/search/sections.ts';
import type { BoardDigest } from '#model/summary/digest.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { CompactedDocument } from '../sync/rooms-port.ts';
import type { ScannedUpdate } from '../sync/update-scan.ts';

/** What the document workers can do: each opens one Y.Doc, away from the thread that serves everybody. */
export type Job =
	/** Loads what moves cards, before somebody waits for it. */
	| { readonly kind: 'get-ready' }
	/** One update that holds all of the document, without what was deleted. */
	| { readonly kind: 'compact'; readonly parts: JobParts }
	/** The same as `scanUpdate` for stored bytes. */
	| { readonly kind: 'scan'; readonly update: Uint8Array }
	/** The page as HTML. */
	| {
			readonly kind: 'render-page';
			readonly parts: JobParts;
			/** Whose images it shows, and whose boards. */
			readonly document: DocumentName;
			readonly session: SessionId;
	  }
	/** The images that a board or a sheet names. */
	| { readonly kind: 'images'; readonly parts: JobParts }
	/** The change that brings what groups made to a board of all, under one client id. */
	| {
			readonly kind: 'harvest';
			readonly parts: JobParts;
			readonly board: BoardKind;
			readonly sources: readonly HarvestSource[];
			readonly take: Take;
			/** Of problem boards: whether the groups worked in one method with the board. */
			readonly lanes: 'same' | 'usual';
			readonly client: number;
			/** Whose the frames are that hold it. */
			readonly by: string;
	  }
	/** The change that takes back what came under this client id, except what somebody has changed since. */
	| {
			readonly kind: 'take-back';
			readonly parts: JobParts;
			readonly board: BoardKind;
			readonly client: number;
	  }
	/** The cards of one phase on somebody's sheet, and how to take them off it. */
	| {
			readonly kind: 'take-cards';
			readonly parts: JobParts;
			readonly phase: PhaseId;
			/** No more than this one; `null`: all. */
			readonly only: CardId | null;
	  }
	/** The same for many sheets, all cards of each; a job costs more than opening one. */
	| { readonly kind: 'take-sheets'; readonly sheets: readonly JobParts[]; readonly phase: PhaseId }
	/** How many cards of one phase are on each of these sheets; of one that cannot be read, none. */
	| { readonly kind: 'count-cards'; readonly sheets: readonly JobParts[]; readonly phase: PhaseId }
	/** One update that puts cards of sheets onto the shared board; `null`: there are none. */
	| {
			readonly kind: 'place-cards';
			readonly parts: JobParts;
			readonly sheets: readonly TakenSheet[];
			readonly names: Names;
			readonly phase: PhaseId;
	  }
	/** What a summary says of a board. `method`: whose lanes a problem board has, unless it is an open one. */
	| {
			readonly kind: 'digest';
			readonly board: BoardKind;
			readonly method: Method | null;
			readonly parts: JobParts;
	  }
	/** The actions on a problem board that are still to be done. */
	| { readonly kind: 'open-actions'; readonly method: Method | null; readonly parts: JobParts }
	/** The first content of the board with which the next session begins. */
	| {
			readonly kind: 'seed-actions';
			readonly actions: readonly TakenAction[];
			readonly statement: string;
	  }
	/** What of a board is found by search. `method`: as for the digest. */
	| {
			readonly kind: 'sections';
			readonly board: BoardKind;
			readonly method: Method | null;
			readonly parts: JobParts;
	  }
	/** The first content of a page that says what a run left on its board. */
	| {
			readonly kind: 'write-up';
			readonly parts: JobParts;
			readonly run: Run;
			readonly method: Method;
			readonly board: { readonly title: string; readonly address: string };
			readonly session: { readonly id: SessionId; readonly title: string; readonly address: string };
			readonly namesStripped: boolean;
	  }
	/** The first content of a page that says this already. */
	| { readonly kind: 'write-page'; readonly blocks: readonly DraftBlock[] }
	/** The first content of a new problem board that asks the same as this one. */
	| { readonly kind: 'ask-anew'; readonly parts: JobParts }
	/** Whether it is whole, for the operator. */
	| { readonly kind: 'examine'; readonly parts: JobParts };

export interface JobParts {
	readonly snapshot: Uint8Array | null;
	readonly updates: readonly Uint8Array[];
}

export interface Results {
	readonly 'get-ready': null;
	readonly compact: CompactedDocument;
	readonly scan: ScannedUpdate | null;
	readonly 'render-page': string;
	readonly images: readonly string[];
	readonly harvest: Change | { readonly refused: HarvestFailure };
	readonly 'take-back': Change | { readonly refused: HarvestFailure };
	readonly 'take-cards': ReturnType<typeof takeCards>;
	/** `null`: this one could not be opened. */
	readonly 'take-sheets': readonly (ReturnType<typeof takeCards> | null)[];
	readonly 'count-cards': readonly number[];
	readonly 'place-cards': Uint8Array | null;
	readonly digest: BoardDigest;
	readonly 'open-actions': readonly OpenAction[];
	readonly 'seed-actions': Uint8Array;
	readonly sections: readonly Section[];
	readonly 'write-up': Uint8Array;
	readonly 'write-page': Uint8Array;
	readonly 'ask-anew': Uint8Array;
	readonly examine: Examination;
}

/** One group's board. */
export interface HarvestSource {
	readonly title: string;
	readonly board: string;
	readonly parts: JobParts;
}

/** `update`: `null` where there is nothing to change. `count`: the things that came, or that stay. */
export interface Change {
	readonly update: Uint8Array | null;
	readonly count: number;
}

export interface Examination {
	/** The parts that are no update as the check of PROTOCOL.md knows it: 0 for the snapshot, then the updates from 1. */
	readonly malformed: readonly number[];
	readonly opening: Opening;
}

export type Opening =
	| { readonly ok: false; readonly reason: string }
	| {
			readonly ok: true;
			/** Clients of structs that build on something that is not there, so that nobody sees them. */
			readonly incomplete: readonly number[];
			readonly structs: number;
			readonly clients: number;
			/** Of one update that holds all of it. */
			readonly bytes: number;
			readonly durationMs: number;
	  };

export interface JobRequest {
	readonly id: number;
	readonly job: Job;
}

export type JobAnswer =
	| { readonly id: number; readonly ok: true; readonly result: Results[Job['kind']] }
	| { readonly id: number; readonly ok: false; readonly reason: string };
