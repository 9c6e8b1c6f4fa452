import type { AgendaItemId, AnnouncementId, BoardId, IdentityId, RoundId } from '../ids.ts';

/** What part of a whiteboard is meant: a frame by its shape's id, or a rectangle in the board's coordinates. */
export type BoardRegion =
	| { readonly of: 'all' }
	| { readonly of: 'frame'; readonly frame: string }
	| {
			readonly of: 'area';
			readonly x: number;
			readonly y: number;
			readonly width: number;
			readonly height: number;
	  };

/** What the facilitator has put on the big screen. */
export type Staged =
	| { readonly show: 'nothing' }
	| {
			readonly show: 'board';
			readonly board: BoardId;
			readonly region: BoardRegion;
			/** Pointers with their names, which a screen shows only when asked to. */
			readonly pointers: boolean;
	  }
	/** `heading`: the block's id; `null`: from the top. */
	| { readonly show: 'page'; readonly board: BoardId; readonly heading: string | null }
	/** The outcome of a problem board. */
	| { readonly show: 'results'; readonly board: BoardId }
	| { readonly show: 'timer' }
	| { readonly show: 'join' }
	/** `null`: the whole agenda. */
	| { readonly show: 'agenda'; readonly item: AgendaItemId | null }
	| { readonly show: 'breakouts'; readonly round: RoundId }
	/** Something that was said to everybody, large. */
	| { readonly show: 'announcement'; readonly announcement: AnnouncementId };

export interface Stage {
	readonly shown: Staged;
	/**
	 * What is too much for one screen in large type comes in parts, as many as a screen needs for it; this one is shown,
	 * counted from 0. Beyond the last it is the last.
	 */
	readonly part: number;
	/** Server time. */
	readonly since: number;
}

/** "Look here": brings everybody to one place once. Clients act on one that is newer than their welcome. */
export interface Spotlight {
	readonly board: BoardId;
	readonly region: BoardRegion;
	readonly by: IdentityId;
	readonly at: number;
}

/** The board that the stage shows, which a screen may read for that reason; `null`: none. */
export function stagedBoard({ shown }: Pick<Stage, 'shown'>): BoardId | null {
	switch (shown.show) {
		case 'board':
		case 'page':
		case 'results':
			return shown.board;
		default:
			return null;
	}
}
