import type { BoardId, HarvestId, IdentityId, RoundId } from '../ids.ts';

/** What of the boards of groups is brought over. */
export type Take =
	/** Of whiteboards the drawing, too, and all of it as it lies. */
	| { readonly of: 'all' }
	/** The best of each group, by its marks and then the newest. Of whiteboards. */
	| { readonly of: 'top'; readonly count: number }
	/** Shapes with words, board by board, in the order in which they shall stand. Of whiteboards. */
	| {
			readonly of: 'items';
			readonly items: readonly { readonly board: BoardId; readonly ids: readonly string[] }[];
	  }
	/** The cards of these lanes. Of problem boards. */
	| { readonly of: 'lanes'; readonly lanes: readonly string[] };

/** All times are server time, milliseconds since the epoch. */
export type HarvestState =
	/** The server is at it, whoever asked for it and whatever became of their browser. */
	| { readonly at: 'under-way'; readonly since: number }
	/** `count`: shapes, cards, or sections of a page. */
	| { readonly at: 'done'; readonly count: number }
	/** Nothing was written. */
	| { readonly at: 'failed'; readonly reason: HarvestFailure }
	| { readonly at: 'taking-back'; readonly since: number; readonly count: number }
	/** `left`: what somebody has changed since, which stays. */
	| { readonly at: 'taken-back'; readonly left: number };

export const HARVEST_FAILURES = ['unreadable', 'too-large', 'newer'] as const;
/** A board could not be read; too much at once; the board was written by a newer version of this program. */
export type HarvestFailure = (typeof HARVEST_FAILURES)[number];

/** What groups made, copied by the server to a board that all share. */
export interface Harvest {
	readonly id: HarvestId;
	readonly round: RoundId;
	readonly into: BoardId;
	readonly by: IdentityId;
	readonly state: HarvestState;
}

/** The node that was asked begins at once; after so long another one that knows of it goes on with it. */
const RESUMED_AFTER_MS = 3_000;

/** The one that the server is at; there is one at a time, so that none is placed over another. */
export function harvestUnderWay({ harvests }: { readonly harvests: readonly Harvest[] }): Harvest | null {
	return harvests.find(({ state }) => isUnderWay(state)) ?? null;
}

/** When whichever node is there goes on with what was begun; `null`: nothing is under way. */
export function harvestDueAt(session: { readonly harvests: readonly Harvest[] }): number | null {
	const state = harvestUnderWay(session)?.state;
	return state !== undefined && isUnderWay(state) ? state.since + RESUMED_AFTER_MS : null;
}

function isUnderWay(
	state: HarvestState
): state is Extract<HarvestState, { at: 'under-way' | 'taking-back' }> {
	return state.at === 'under-way' || state.at === 'taking-back';
}
