import * as v from 'valibot';
import type { Take } from '#model/session/harvests.ts';
import { LIMITS } from '#model/session/session.ts';
import { boardId, harvestId, roundId } from './fields.ts';

/** Ids of shapes and lanes, which their documents check. */
const part = v.pipe(v.string(), v.minLength(1), v.maxLength(60));
const ofBoard = v.strictObject({
	board: boardId,
	ids: v.pipe(v.array(part), v.maxLength(LIMITS.harvestItems))
});

export const take = v.variant('of', [
	v.strictObject({ of: v.literal('all') }),
	v.strictObject({
		of: v.literal('top'),
		count: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(LIMITS.harvestItems))
	}),
	v.strictObject({
		of: v.literal('items'),
		items: v.pipe(v.array(ofBoard), v.maxLength(LIMITS.groups))
	}),
	v.strictObject({
		of: v.literal('lanes'),
		lanes: v.pipe(v.array(part), v.minLength(1), v.maxLength(LIMITS.harvestLanes))
	})
]) satisfies v.GenericSchema<unknown, Take>;

export const commandsOnHarvests = [
	v.strictObject({
		type: v.literal('harvest'),
		harvest: harvestId,
		round: roundId,
		into: boardId,
		take
	}),
	v.strictObject({ type: v.literal('take-back-harvest'), harvest: harvestId })
] as const;
