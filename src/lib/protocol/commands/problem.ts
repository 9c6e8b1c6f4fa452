import * as v from 'valibot';
import { isId, type BallotId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import {
	ACTIONS,
	AUTHORS_SEEN,
	GROUPINGS,
	INPUT_FILTERS,
	ON_END,
	OTHERS_SEEN,
	PHASE_KINDS,
	REVEALS,
	ROTATIONS,
	TALLIES_SEEN,
	TURN_ORDERS,
	VOTE_TYPES,
	type MethodId,
	type PhaseId,
	type PhaseRules
} from '#model/problem/method.ts';
import { RUN_LIMITS } from '#model/problem/run.ts';
import { METHOD_LIMITS } from '#model/problem/method-limits.ts';
import { LIMITS } from '#model/session/session.ts';
import { boardId, changeMs, identityId, people, roundId, title, whole } from './fields.ts';
import { newGroup } from './rounds.ts';

const SLUG = /^[a-z][a-z0-9-]{0,39}$/;
const slug = (value: unknown): boolean => typeof value === 'string' && SLUG.test(value);

export const phaseId = v.custom<PhaseId>(slug);
const ballotId = v.custom<BallotId>(isId);
const cardId = v.custom<CardId>(isId);

export const methodRef = v.strictObject({
	from: v.picklist(['program', 'session']),
	id: v.custom<MethodId>(slug),
	version: v.pipe(whole, v.minValue(1))
});

const actions = v.pipe(v.array(v.picklist(ACTIONS)), v.maxLength(ACTIONS.length));
const upTo = (limit: number) => v.pipe(whole, v.minValue(1), v.maxValue(limit));
const seconds = v.pipe(whole, v.minValue(5), v.maxValue(METHOD_LIMITS.turnSeconds));

/** What a phase is decided by; the words of a method have a parser of their own (model/problem/parse-method.ts). */
export const phaseRules = v.strictObject({
	id: phaseId,
	kind: v.picklist(PHASE_KINDS),
	minutes: v.pipe(v.number(), v.minValue(METHOD_LIMITS.leastMinutes), v.maxValue(METHOD_LIMITS.minutes)),
	onEnd: v.picklist(ON_END),
	can: v.strictObject({
		facilitator: v.exactOptional(actions),
		member: v.exactOptional(actions),
		viewer: v.exactOptional(actions),
		holder: v.exactOptional(actions)
	}),
	sees: v.strictObject({
		others: v.picklist(OTHERS_SEEN),
		authors: v.picklist(AUTHORS_SEEN),
		tallies: v.picklist(TALLIES_SEEN)
	}),
	reveal: v.picklist(REVEALS),
	cap: v.exactOptional(upTo(METHOD_LIMITS.cards)),
	turns: v.exactOptional(v.strictObject({ order: v.picklist(TURN_ORDERS), seconds, pass: v.literal(true) })),
	topics: v.exactOptional(
		v.strictObject({
			seconds,
			extendSeconds: v.pipe(v.array(seconds), v.maxLength(METHOD_LIMITS.extensions))
		})
	),
	vote: v.exactOptional(
		v.strictObject({
			type: v.picklist(VOTE_TYPES),
			budget: upTo(METHOD_LIMITS.voteBudget),
			secret: v.boolean(),
			minVoters: upTo(METHOD_LIMITS.people)
		})
	),
	groups: v.exactOptional(
		v.strictObject({
			by: v.picklist(GROUPINGS),
			size: upTo(METHOD_LIMITS.people),
			rotate: v.picklist(ROTATIONS)
		})
	),
	input: v.exactOptional(
		v.strictObject({
			from: phaseId,
			filter: v.picklist(INPUT_FILTERS),
			count: v.exactOptional(upTo(METHOD_LIMITS.cards))
		})
	)
}) satisfies v.GenericSchema<unknown, PhaseRules>;

const board = boardId;
const phases = v.pipe(v.array(phaseRules), v.minLength(1), v.maxLength(METHOD_LIMITS.phases));
const items = v.pipe(v.array(cardId), v.minLength(1), v.maxLength(RUN_LIMITS.ballotItems));
const order = v.pipe(v.array(identityId), v.minLength(1), v.maxLength(RUN_LIMITS.turns));

export const commandsOnProblems = [
	v.strictObject({ type: v.literal('start-method'), board, method: methodRef, phases }),
	v.strictObject({ type: v.literal('drop-method'), board }),
	v.strictObject({
		type: v.literal('go-to-phase'),
		board,
		phase: v.nullable(phaseId),
		from: v.nullable(phaseId)
	}),
	v.strictObject({ type: v.literal('pause-phase'), board }),
	v.strictObject({ type: v.literal('resume-phase'), board }),
	v.strictObject({ type: v.literal('extend-phase'), board, byMs: changeMs }),
	v.strictObject({ type: v.literal('set-deadline'), board, at: whole }),
	v.strictObject({ type: v.literal('reveal'), board, phase: phaseId }),
	v.strictObject({ type: v.literal('open-ballot'), board, ballot: ballotId, items }),
	v.strictObject({ type: v.literal('close-ballot'), board, ballot: ballotId }),
	v.strictObject({ type: v.literal('start-turns'), board, order }),
	v.strictObject({ type: v.literal('next-turn'), board, of: identityId }),
	v.strictObject({ type: v.literal('pass-turn'), board, member: identityId }),
	v.strictObject({ type: v.literal('ask-turn'), board }),
	v.strictObject({ type: v.literal('end-turns'), board }),
	v.strictObject({ type: v.literal('take-topic'), board, card: v.nullable(cardId) }),
	v.strictObject({
		type: v.literal('plan-phase-round'),
		board,
		round: roundId,
		title,
		groups: v.pipe(v.array(newGroup), v.maxLength(LIMITS.groups)),
		people,
		seed: whole,
		enters: v.exactOptional(v.strictObject({ phase: phaseId, from: v.nullable(phaseId) })),
		opens: v.exactOptional(v.boolean())
	}),
	v.strictObject({
		type: v.literal('write-up'),
		board,
		instead: v.nullable(boardId),
		page: boardId,
		title
	}),
	v.strictObject({ type: v.literal('set-holder'), board, member: v.nullable(identityId) })
] as const;
