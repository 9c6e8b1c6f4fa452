import * as v from 'valibot';
import { isId, type BallotId, type BoardId } from '#model/ids.ts';
import {
	CONSENT_ANSWERS,
	HIGHEST_GRADE,
	MAX_REASON_LENGTH,
	type Marks
} from '#model/problem/ballots/marks.ts';
import type { CardId } from '#model/problem/card.ts';
import { METHOD_LIMITS } from '#model/problem/method-limits.ts';
import { RUN_LIMITS } from '#model/problem/run.ts';

/** The parsers of votes. Whether the marks fit the ballot is asked later (`fits`). */

const card = v.custom<CardId>(isId);
const grade = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(HIGHEST_GRADE));
const dots = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(METHOD_LIMITS.voteBudget));
const listOf = <T extends v.GenericSchema>(item: T) =>
	v.pipe(v.array(item), v.maxLength(RUN_LIMITS.ballotItems));

export const ParsedMarks = v.variant('type', [
	v.strictObject({ type: v.literal('dot'), dots: listOf(v.strictObject({ card, count: dots })) }),
	v.strictObject({ type: v.literal('approval'), cards: listOf(card) }),
	v.strictObject({ type: v.literal('rank'), cards: listOf(card) }),
	v.strictObject({ type: v.literal('scale'), grades: listOf(v.strictObject({ card, grade })) }),
	v.strictObject({
		type: v.literal('impactEffort'),
		placements: listOf(v.strictObject({ card, impact: grade, effort: grade }))
	}),
	v.strictObject({
		type: v.literal('consent'),
		answers: listOf(
			v.strictObject({
				card,
				answer: v.picklist(CONSENT_ANSWERS),
				reason: v.pipe(v.string(), v.maxLength(MAX_REASON_LENGTH))
			})
		)
	})
]) satisfies v.GenericSchema<unknown, Marks>;

export const ParsedShownCard = v.strictObject({ board: v.custom<BoardId>(isId), card });

export const ParsedCast = v.strictObject({ ballot: v.custom<BallotId>(isId), marks: ParsedMarks });
export type ParsedCast = v.InferOutput<typeof ParsedCast>;
