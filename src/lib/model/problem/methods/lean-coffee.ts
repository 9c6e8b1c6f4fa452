import type { Method, MethodId } from '../method.ts';
import { lane, MAY, OPEN, phase, VOTING, WRITE_TOGETHER } from './building-blocks.ts';

/** J. Benson and J. Lightsmith, Lean Coffee (2009), leancoffee.org. */
export const leanCoffee: Method = {
	id: 'lean-coffee' as MethodId,
	version: 1,
	title: 'Lean coffee',
	purpose: 'Meet without an agenda and still talk about what matters most to those who are here.',
	minutes: 50,
	people: { min: 3, max: 20 },
	lanes: [
		{
			id: lane('topics'),
			title: 'To talk about',
			prompt: 'What would you like to talk about today? One topic to a card.',
			phases: [phase('topics'), phase('pitch'), phase('dots'), phase('talk')]
		},
		{
			id: lane('learned'),
			title: 'What we learned',
			prompt: 'What was worth keeping from each topic? One thought to a card.',
			phases: [phase('talk')]
		},
		{
			id: lane('commitments'),
			title: 'Commitments',
			prompt: 'Who will do what, and by when? Begin with a name.',
			phases: [phase('commit')]
		}
	],
	phases: [
		{
			id: phase('topics'),
			title: 'Topics',
			kind: 'write',
			prompt: 'Write down what you would like to talk about, one topic to a card.',
			minutes: 4,
			onEnd: 'extend',
			can: MAY.writeOwn,
			sees: OPEN,
			reveal: 'manual'
		},
		{
			id: phase('pitch'),
			title: 'Pitch',
			kind: 'turns',
			prompt: 'Say in one or two sentences what your topics are about, so that the others can choose.',
			minutes: 2,
			onEnd: 'ask',
			can: MAY.writeOwn,
			sees: OPEN,
			reveal: 'manual',
			turns: { order: 'roundRobin', seconds: 20, pass: true },
			input: { from: phase('topics'), filter: 'all' }
		},
		{
			id: phase('dots'),
			title: 'Two dots each',
			kind: 'vote',
			prompt: 'Which topics would you like to talk about? You have two dots; both may go to the same one.',
			minutes: 3,
			onEnd: 'ask',
			can: MAY.vote,
			sees: VOTING,
			reveal: 'manual',
			vote: { type: 'dot', budget: 2, secret: true, minVoters: 3 },
			input: { from: phase('pitch'), filter: 'all' },
			output: { pageSection: 'optionsNotTaken' }
		},
		{
			id: phase('talk'),
			title: 'One topic after the other',
			kind: 'discuss',
			prompt:
				'Five minutes for this topic. At the end everybody says in secret whether to go on: two minutes more, then one.',
			minutes: 36,
			onEnd: 'ask',
			can: { facilitator: [...WRITE_TOGETHER, 'vote'], member: [...WRITE_TOGETHER, 'vote'] },
			sees: VOTING,
			reveal: 'manual',
			topics: { seconds: 300, extendSeconds: [120, 60] },
			vote: { type: 'approval', budget: 1, secret: true, minVoters: 3 },
			input: { from: phase('dots'), filter: 'topN', count: 6 },
			output: { pageSection: 'whatToDo' }
		},
		{
			id: phase('commit'),
			title: 'Commitments',
			kind: 'act',
			prompt:
				'What will you take from here, and what will you do about it? Only for yourself, and with a date.',
			minutes: 5,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('talk'), filter: 'all' },
			output: { pageSection: 'actions' }
		}
	]
};
