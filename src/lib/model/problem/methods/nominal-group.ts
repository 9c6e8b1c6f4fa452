import type { Method, MethodId } from '../method.ts';
import { ALONE_UNNAMED, lane, MAY, OPEN, phase, VOTING } from './building-blocks.ts';

/** A. Delbecq, A. Van de Ven and D. Gustafson, Group Techniques for Program Planning (1975). */
export const nominalGroup: Method = {
	id: 'nominal-group' as MethodId,
	version: 1,
	title: 'Nominal group',
	purpose: 'Come to one ranked list that everybody had the same say in, whoever talks most.',
	minutes: 40,
	people: { min: 3, max: 12 },
	lanes: [
		{
			id: lane('answers'),
			title: 'Answers',
			prompt: 'Your answers to the question, one to a card. They are read out one after the other.',
			phases: [phase('silent'), phase('round-robin'), phase('clarify'), phase('rank')]
		},
		{
			id: lane('ranked'),
			title: 'What we go on with',
			prompt: 'The answers that were ranked highest, and what you will do about each.',
			phases: [phase('result')]
		}
	],
	phases: [
		{
			id: phase('silent'),
			title: 'Write in silence',
			kind: 'write',
			prompt: 'In silence, write down every answer to the question that you can think of, one to a card.',
			minutes: 5,
			onEnd: 'extend',
			can: MAY.writeOwn,
			sees: ALONE_UNNAMED,
			reveal: 'perItem'
		},
		{
			id: phase('round-robin'),
			title: 'One answer each, in turn',
			kind: 'turns',
			prompt:
				'When it is your turn, read out one of your answers and show it. Nobody discusses anything yet; pass when you have no more.',
			minutes: 15,
			onEnd: 'ask',
			can: { facilitator: [], member: [] },
			sees: OPEN,
			reveal: 'manual',
			turns: { order: 'roundRobin', seconds: 30, pass: true },
			input: { from: phase('silent'), filter: 'all' }
		},
		{
			id: phase('clarify'),
			title: 'Clarify',
			kind: 'group',
			prompt:
				'Ask what an answer means, not whether it is right. Put together only what says exactly the same.',
			minutes: 10,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('round-robin'), filter: 'all' }
		},
		{
			id: phase('rank'),
			title: 'Rank in secret',
			kind: 'vote',
			prompt:
				'Choose your five and put them in order, the most important first. Nobody is told how you ranked.',
			minutes: 5,
			onEnd: 'ask',
			can: MAY.vote,
			sees: VOTING,
			reveal: 'manual',
			vote: { type: 'rank', budget: 5, secret: true, minVoters: 3 },
			input: { from: phase('clarify'), filter: 'all' },
			output: { pageSection: 'optionsNotTaken' }
		},
		{
			id: phase('result'),
			title: 'Look at the list',
			kind: 'decide',
			prompt: 'Does the list say what you mean? Say what surprises you, and what you will go on with.',
			minutes: 5,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('rank'), filter: 'topN', count: 5 },
			output: { pageSection: 'decision' }
		}
	]
};
