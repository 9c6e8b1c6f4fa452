import type { Method, MethodId } from '../method.ts';
import { ALONE_UNNAMED, lane, MAY, OPEN, phase, VOTING } from './building-blocks.ts';

const looking = [phase('questions'), phase('read')];

/** U.S. Army, A Leader’s Guide to After-Action Reviews, TC 25-20 (1993). */
export const afterActionReview: Method = {
	id: 'after-action-review' as MethodId,
	version: 1,
	title: 'After-action review',
	purpose: 'Learn from something that you have just done together, without looking for somebody to blame.',
	minutes: 30,
	people: { min: 3, max: 25 },
	lanes: [
		{
			id: lane('last-time'),
			title: 'Actions from last time',
			prompt: 'What did you agree on last time, and what became of it?',
			phases: [phase('last-time')]
		},
		{
			id: lane('expected'),
			title: 'What should have happened?',
			prompt: 'What did you set out to do, and what did you expect? One thing to a card.',
			phases: looking
		},
		{
			id: lane('happened'),
			title: 'What did happen?',
			prompt: 'What happened, as you saw it? Facts first; leave the reasons for the next lane.',
			phases: looking
		},
		{
			id: lane('why'),
			title: 'Why was there a difference?',
			prompt: 'What made the difference, for better or for worse? Name causes and no culprits.',
			phases: looking
		},
		{
			id: lane('next-time'),
			title: 'What do we keep or change?',
			prompt: 'What will you do again next time, and what differently?',
			phases: [...looking, phase('dots')]
		},
		{
			id: lane('actions'),
			title: 'Actions',
			prompt: 'Who does what, and by when? Begin with a name and a date.',
			phases: [phase('act')]
		}
	],
	phases: [
		{
			id: phase('last-time'),
			title: 'Last time’s actions first',
			kind: 'act',
			prompt:
				'What did you agree on last time? Tick off what is done, and say what is in the way of the rest.',
			minutes: 5,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			output: { pageSection: 'whenItApplies' }
		},
		{
			id: phase('questions'),
			title: 'Four questions, each alone',
			kind: 'write',
			prompt: 'Answer the four questions in silence, one thought to a card. Be as frank as you can.',
			minutes: 8,
			onEnd: 'extend',
			can: MAY.writeOwn,
			sees: ALONE_UNNAMED,
			reveal: 'manual'
		},
		{
			id: phase('read'),
			title: 'Read and group',
			kind: 'group',
			prompt:
				'Read everything first. Then move together what belongs together, and ask about what is unclear.',
			minutes: 8,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('questions'), filter: 'all' },
			output: { pageSection: 'causes' }
		},
		{
			id: phase('dots'),
			title: 'Three dots each',
			kind: 'vote',
			prompt: 'What would make the greatest difference next time? You have three dots.',
			minutes: 3,
			onEnd: 'ask',
			can: MAY.vote,
			sees: VOTING,
			reveal: 'manual',
			vote: { type: 'dot', budget: 3, secret: true, minVoters: 3 },
			input: { from: phase('read'), filter: 'all' },
			output: { pageSection: 'whatToDo' }
		},
		{
			id: phase('act'),
			title: 'Agree on actions',
			kind: 'act',
			prompt: 'Who does what about it, and by when? Nobody is given a task who is not here to say yes.',
			minutes: 6,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('dots'), filter: 'topN', count: 3 },
			output: { pageSection: 'actions' }
		}
	]
};
