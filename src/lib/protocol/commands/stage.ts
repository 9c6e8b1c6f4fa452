import * as v from 'valibot';
import { announcementId, boardId, itemId, roundId } from './fields.ts';

/** Ids of shapes and blocks, which their documents check. */
const part = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
/** More than anything has, so that no number of another kind comes in. */
const MOST_PARTS = 10_000;
export const stagePart = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_PARTS));
const coordinate = v.pipe(v.number(), v.finite());

export const boardRegion = v.variant('of', [
	v.strictObject({ of: v.literal('all') }),
	v.strictObject({ of: v.literal('frame'), frame: part }),
	v.strictObject({
		of: v.literal('area'),
		x: coordinate,
		y: coordinate,
		width: coordinate,
		height: coordinate
	})
]);

export const staged = v.variant('show', [
	v.strictObject({ show: v.literal('nothing') }),
	v.strictObject({
		show: v.literal('board'),
		board: boardId,
		region: boardRegion,
		pointers: v.boolean()
	}),
	v.strictObject({ show: v.literal('page'), board: boardId, heading: v.nullable(part) }),
	v.strictObject({ show: v.literal('results'), board: boardId }),
	v.strictObject({ show: v.literal('timer') }),
	v.strictObject({ show: v.literal('join') }),
	v.strictObject({ show: v.literal('agenda'), item: v.nullable(itemId) }),
	v.strictObject({ show: v.literal('breakouts'), round: roundId }),
	v.strictObject({ show: v.literal('announcement'), announcement: announcementId })
]);

export const commandsOnStage = [
	v.strictObject({ type: v.literal('show'), shown: staged }),
	v.strictObject({ type: v.literal('turn-stage'), part: stagePart }),
	v.strictObject({ type: v.literal('look-here'), board: boardId, region: boardRegion })
] as const;
