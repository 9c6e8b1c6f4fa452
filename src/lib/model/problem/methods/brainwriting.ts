import type { Method, MethodId, Phase, PhaseId } from '../method.ts';
import { lane, MAY, OPEN, phase, WRITE_OWN } from './building-blocks.ts';

const ROUNDS = 6;
const roundIds = Array.from({ length: ROUNDS }, (_, index) => phase(`round-${index + 1}`));

/** Each has a sheet of their own, a group of one; after each round the sheets go on to the next. */
function round(id: PhaseId, index: number): Phase {
	const before = roundIds[index - 1];
	return {
		id,
		title: `Round ${index + 1} of ${ROUNDS}`,
		kind: 'breakout',
		prompt:
			before === undefined
				? 'In silence, write three ideas on your sheet. They need not be good: others will build on them.'
				: 'Read what is on the sheet that came to you. Add three ideas: go on with one, combine two, or begin anew.',
		minutes: 5,
		onEnd: 'extend',
		can: { facilitator: WRITE_OWN, member: WRITE_OWN },
		sees: OPEN,
		reveal: 'manual',
		cap: 3,
		groups: { by: 'size', size: 1, rotate: 'passSheets' },
		...(before === undefined ? {} : { input: { from: before, filter: 'all' } })
	};
}

/** B. Rohrbach, Kreativ nach Regeln: Methode 635 (1969). */
export const brainwriting: Method = {
	id: 'brainwriting-6-3-5' as MethodId,
	version: 1,
	title: 'Brainwriting 6-3-5',
	purpose: 'Write many ideas in half an hour without talking, each building on what the others wrote.',
	minutes: 40,
	people: { min: 3, max: 12 },
	lanes: [
		{
			id: lane('ideas'),
			title: 'Ideas',
			prompt: 'Three ideas a round, one to a card. Somebody else will go on from them.',
			phases: [...roundIds, phase('gather')]
		},
		{
			id: lane('promising'),
			title: 'Promising',
			prompt: 'Move here what you would like to work on, and put together what is the same idea.',
			phases: [phase('gather')]
		}
	],
	phases: [
		...roundIds.map(round),
		{
			id: phase('gather'),
			title: 'Read them all',
			kind: 'group',
			prompt:
				'All sheets are on one board now. Read them in silence, then move what is promising to the right.',
			minutes: 10,
			onEnd: 'ask',
			can: MAY.arrange,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase(`round-${ROUNDS}`), filter: 'all' },
			output: { pageSection: 'whatToDo' }
		}
	]
};
