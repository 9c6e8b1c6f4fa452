import { inconsistencies } from './consistency.ts';
import { list, number, object, oneOf, slug, text, type Problem } from './check.ts';
import {
	ACTIONS,
	AUTHORS_SEEN,
	GROUPINGS,
	INPUT_FILTERS,
	ON_END,
	OTHERS_SEEN,
	PAGE_SECTIONS,
	PHASE_KINDS,
	REVEALS,
	ROTATIONS,
	STRUCTURES,
	TALLIES_SEEN,
	TURN_ORDERS,
	VOTE_TYPES,
	type LaneId,
	type Method,
	type MethodId,
	type PhaseId
} from './method.ts';
import { METHOD_LIMITS } from './method-limits.ts';

const title = text(METHOD_LIMITS.titleLength);
const prompt = text(METHOD_LIMITS.promptLength);
const minutes = number(METHOD_LIMITS.leastMinutes, METHOD_LIMITS.minutes, 'any');
const people = number(1, METHOD_LIMITS.people);
const actions = list(oneOf(ACTIONS), 0, ACTIONS.length);

const lane = object(
	{ id: slug<LaneId>(), title, prompt, phases: list(slug<PhaseId>(), 0, METHOD_LIMITS.phases) },
	{ structure: oneOf(STRUCTURES) }
);

const phase = object(
	{
		id: slug<PhaseId>(),
		title,
		kind: oneOf(PHASE_KINDS),
		prompt,
		minutes,
		onEnd: oneOf(ON_END),
		can: object({}, { facilitator: actions, member: actions, viewer: actions, holder: actions }),
		sees: object(
			{ others: oneOf(OTHERS_SEEN), authors: oneOf(AUTHORS_SEEN), tallies: oneOf(TALLIES_SEEN) },
			{}
		),
		reveal: oneOf(REVEALS)
	},
	{
		cap: number(1, METHOD_LIMITS.cards),
		topics: object(
			{
				seconds: number(5, METHOD_LIMITS.turnSeconds),
				extendSeconds: list(number(5, METHOD_LIMITS.turnSeconds), 0, METHOD_LIMITS.extensions)
			},
			{}
		),
		turns: object(
			{ order: oneOf(TURN_ORDERS), seconds: number(5, METHOD_LIMITS.turnSeconds), pass: oneOf([true]) },
			{}
		),
		vote: object(
			{
				type: oneOf(VOTE_TYPES),
				budget: number(1, METHOD_LIMITS.voteBudget),
				secret: oneOf([true, false]),
				minVoters: people
			},
			{}
		),
		groups: object({ by: oneOf(GROUPINGS), size: people, rotate: oneOf(ROTATIONS) }, {}),
		input: object(
			{ from: slug<PhaseId>(), filter: oneOf(INPUT_FILTERS) },
			{ count: number(1, METHOD_LIMITS.cards) }
		),
		output: object({ pageSection: oneOf(PAGE_SECTIONS) }, {})
	}
);

const method = object(
	{
		id: slug<MethodId>(),
		version: number(1, Number.MAX_SAFE_INTEGER),
		title,
		purpose: prompt,
		minutes,
		people: object({ min: people, max: people }, {}),
		lanes: list(lane, 1, METHOD_LIMITS.lanes),
		phases: list(phase, 1, METHOD_LIMITS.phases)
	},
	{}
);

export type ParsedMethod =
	| { readonly ok: true; readonly method: Method }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/** Nobody reads more at once; a file of nothing but unknown fields would have a hundred thousand. */
const MOST_PROBLEMS = 100;

/** Reads a method from anywhere (a file, a document, a community's form). Every problem is named with its path. */
export function parseMethod(value: unknown): ParsedMethod {
	const problems: Problem[] = [];
	const parsed = method(value, '', problems);
	// References are looked at only in a value whose parts are sound.
	if (problems.length === 0) checkReferences(parsed, problems);
	if (problems.length === 0) problems.push(...inconsistencies(parsed));
	return problems.length === 0
		? { ok: true, method: parsed }
		: { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
}

/** Whether it has the form of a method, though words may be missing and numbers out of range: one that somebody is making. */
export function isDraft(value: unknown): value is Method {
	const problems: Problem[] = [];
	method(value, '', problems);
	return problems.every(
		({ path, problem }) =>
			path !== 'lanes' &&
			path !== 'phases' &&
			(problem === 'empty' || problem === 'too-long' || problem === 'out-of-range')
	);
}

function checkReferences(method: Method, problems: Problem[]): void {
	const lanes = new Set<LaneId>();
	const earlier = new Set<PhaseId>();
	const all = new Set(method.phases.map(({ id }) => id));
	if (method.people.max < method.people.min) problems.push({ path: 'people.max', problem: 'out-of-range' });
	for (const [index, { id, phases }] of method.lanes.entries()) {
		if (lanes.has(id)) problems.push({ path: `lanes[${index}].id`, problem: 'duplicate' });
		lanes.add(id);
		for (const [at, phase] of phases.entries())
			if (!all.has(phase))
				problems.push({ path: `lanes[${index}].phases[${at}]`, problem: 'unknown-reference' });
	}
	for (const [index, phase] of method.phases.entries()) {
		const path = `phases[${index}]`;
		if (earlier.has(phase.id)) problems.push({ path: `${path}.id`, problem: 'duplicate' });
		if (phase.input !== undefined && !earlier.has(phase.input.from))
			problems.push({
				path: `${path}.input.from`,
				problem: all.has(phase.input.from) ? 'not-earlier' : 'unknown-reference'
			});
		for (const [kind, field] of [
			['vote', 'vote'],
			['turns', 'turns'],
			['breakout', 'groups']
		] as const)
			if (phase.kind === kind && phase[field] === undefined)
				problems.push({ path: `${path}.${field}`, problem: 'missing' });
		earlier.add(phase.id);
	}
}
