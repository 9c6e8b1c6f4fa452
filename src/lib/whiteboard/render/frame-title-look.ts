/** How frames' titles are drawn, in CSS pixels at every zoom. */
export interface FrameTitleLook {
	readonly size: number;
	readonly height: number;
	readonly gap: number;
	/** A title has room for at least so much. */
	readonly least: number;
}

export const FRAME_TITLE: FrameTitleLook = { size: 13, height: 22, gap: 2, least: 40 };
