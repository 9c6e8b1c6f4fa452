import type { Problem } from './check.ts';
import { writesAlone } from './engine.ts';
import type { Action, Method, Phase } from './method.ts';

/*
 * What a method needs beyond fields of the right form: whether it can be run from its first phase to its end, and whether its
 * phases promise only what the engine keeps.
 */

/** Groups that follow from earlier ones, of which there must be some. */
const FOLLOWING = ['passSheets', 'hostStays', 'double', 'nextHolder', 'stay'];

/** What does not fit together, by place; nothing for a method that can be run. The references in it were checked before. */
export function inconsistencies(method: Method): Problem[] {
	const minutes = method.phases.reduce((sum, phase) => sum + phase.minutes, 0);
	return [
		// Half minutes add up exactly; others that are written in decimals need not.
		...found(Math.abs(minutes - method.minutes) > 0.01, 'minutes', 'not-the-sum'),
		...method.phases.flatMap((phase, index) => ofPhase(method, phase, index))
	];
}

function ofPhase(method: Method, phase: Phase, index: number): Problem[] {
	const path = `phases[${index}]`;
	const { can, cap, vote, groups, topics } = phase;
	const mayAnybody = (action: Action): boolean =>
		Object.values(can).some((actions) => actions.includes(action));
	const earlier = method.phases.slice(0, index);
	const follows = groups !== undefined && FOLLOWING.includes(groups.rotate);
	const isFirstOfSheets = groups?.rotate === 'passSheets' && groups.size === 1;
	const hasGroupsBefore = earlier.some((before) => before.groups !== undefined);
	const hasLane = method.lanes.some(({ phases }) => phases.includes(phase.id));
	return [
		...found((can.viewer ?? []).length > 0, `${path}.can.viewer`, 'not-allowed'),
		...found(mayAnybody('create') && !hasLane, `${path}.can`, 'no-lane'),
		...found(mayAnybody('vote') && vote === undefined, `${path}.vote`, 'missing'),
		...found(vote !== undefined && !mayAnybody('vote'), `${path}.can`, 'not-allowed'),
		...found(cap !== undefined && !mayAnybody('create'), `${path}.cap`, 'not-allowed'),
		...found(topics !== undefined && phase.kind !== 'discuss', `${path}.topics`, 'not-allowed'),
		...found(follows && !hasGroupsBefore && !isFirstOfSheets, `${path}.groups.rotate`, 'not-earlier'),
		...ofVote(phase, path),
		...ofHiding(phase, path),
		...ofInput(method, phase, path)
	];
}

/** A secret is none when each vote can be seen to come in, or when one of two knows what the other did. */
function ofVote({ vote, sees }: Phase, path: string): Problem[] {
	if (vote?.secret !== true) return [];
	return [
		...found(sees.tallies === 'live', `${path}.sees.tallies`, 'not-allowed'),
		...found(vote.minVoters < 3, `${path}.vote.minVoters`, 'out-of-range')
	];
}

function ofHiding(phase: Phase, path: string): Problem[] {
	const alone = writesAlone(phase);
	const showsLess = phase.sees.others !== 'text';
	return [
		// Where the text of others is held back there must be a sheet to hold it: cards on the shared board are sent to all.
		...found(showsLess && !alone, `${path}.sees.others`, 'not-allowed'),
		...found(alone && phase.sees.authors === 'always', `${path}.sees.authors`, 'not-allowed'),
		...found(
			!alone && (phase.reveal === 'perItem' || phase.reveal === 'never'),
			`${path}.reveal`,
			'not-allowed'
		)
	];
}

function ofInput({ phases }: Method, { input }: Phase, path: string): Problem[] {
	const from = phases.find(({ id }) => id === input?.from);
	if (input === undefined || from === undefined) return [];
	const isNote = writesAlone(from) && from.reveal === 'never';
	return [
		...found(isNote, `${path}.input.from`, 'never-shown'),
		...found(input.filter !== 'all' && from.vote === undefined, `${path}.input.filter`, 'not-allowed')
	];
}

function found(isProblem: boolean, path: string, problem: Problem['problem']): Problem[] {
	return isProblem ? [{ path, problem }] : [];
}
