/** What a board is drawn with once something moves or is selected: fetched after the first look, which does not wait for it. */
export { Dragged } from './dragged.ts';
export { Elbows } from './elbows.ts';
export { followingArrows } from './live-connectors.ts';
export { paintMarks } from './marks.ts';
