import type { BoardRegion } from '#model/session/stage.ts';

/** What a board on screen shows, for those who show it to others. Only boards that are larger than a screen have one. */
export interface BoardWindow {
	/** The part that is seen now, in the board's coordinates. */
	readonly visible: () => Extract<BoardRegion, { of: 'area' }>;
	readonly show: (region: BoardRegion) => void;
	/** What can be shown by its name. */
	readonly frames: () => readonly { readonly id: string; readonly title: string }[];
}
