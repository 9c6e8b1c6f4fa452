export const DEFAULT_WIDTH_PX = 400;
/** Less, and a call's own buttons have no room. */
export const LEAST_WIDTH_PX = 280;
/** What is left for the board at least. */
const BOARD_PX = 680;

/** The widest that a call may be in a window of this width. */
export function mostWidth(windowPx: number): number {
	return Math.max(LEAST_WIDTH_PX, windowPx - BOARD_PX);
}

/** The width nearest to what was wished that leaves the board its room. */
export function widthWithin(wishedPx: number, windowPx: number): number {
	return Math.round(Math.min(mostWidth(windowPx), Math.max(LEAST_WIDTH_PX, wishedPx)));
}
