import type { BoardRegion } from '#model/session/stage.ts';

type Area = Extract<BoardRegion, { readonly of: 'area' }>;

/** What a whiteboard on screen shows, for those who show it to others. */
export interface WhiteboardWindow {
	readonly of: 'whiteboard';
	/** The part that is seen now, in the board's coordinates. */
	readonly visible: () => Area;
	/** The part that is selected; `null`: nothing is. */
	readonly selected: () => Area | null;
	readonly show: (region: BoardRegion) => void;
	/** What can be shown by its name. */
	readonly frames: () => readonly { readonly id: string; readonly title: string }[];
}

/** The same of a page. */
export interface PageWindow {
	readonly of: 'page';
	/** By the block's id; `null`: the top. */
	readonly show: (heading: string | null) => void;
	readonly headings: () => readonly { readonly id: string; readonly title: string }[];
}

/** Only boards that are larger than a screen have one. */
export type BoardWindow = WhiteboardWindow | PageWindow;
