import * as v from 'valibot';
import { boardId, itemId, roundId } from './fields.ts';

/** Ids of shapes and blocks, which their documents check. */
const part = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
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
	v.strictObject({ show: v.literal('breakouts'), round: roundId })
]);

export const commandsOnStage = [
	v.strictObject({ type: v.literal('show'), shown: staged }),
	v.strictObject({ type: v.literal('look-here'), board: boardId, region: boardRegion })
] as const;
