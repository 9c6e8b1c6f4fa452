import type { Method, MethodId } from '../method.ts';
import { ALONE_UNNAMED, lane, MAY, OPEN, phase, VOTING } from './building-blocks.ts';

/**
 * TRIZ as H. Lipmanowicz and K. McCandless run it, The Surprising Power of Liberating Structures (2013), and the pre-mortem
 * of G. Klein, Performing a Project Premortem, Harvard Business Review (September 2007).
 */
export const reverseIt: Method = {
	id: 'reverse-it' as MethodId,
	version: 1,
	title: 'Reverse it',
	purpose: 'Find what you do today that brings about the very thing you fear, and stop some of it.',
	minutes: 35,
	people: { min: 3, max: 30 },
	lanes: [
		{
			id: lane('worst'),
			title: 'The worst result',
			prompt: 'What would it look like if everything went wrong? One sentence, as bad as can be.',
			phases: [phase('invert')]
		},
		{
			id: lane('ways'),
			title: 'How to get there for certain',
			prompt: 'What could you do to make sure of the worst result? Be inventive; one way to a card.',
			phases: [phase('ways'), phase('mark')]
		},
		{
			id: lane('stop'),
			title: 'To stop',
			prompt: 'What of this do you do already, and what will you stop? Move it here and say how.',
			phases: [phase('stop')]
		},
		{
			id: lane('risks'),
			title: 'Risks to watch',
			prompt: 'What could still happen? Say how you would notice it early.',
			phases: [phase('stop')]
		},
		{
			id: lane('actions'),
			title: 'Actions',
			prompt: 'Who stops what, and from when? Begin with a name and a date.',
			phases: [phase('act')]
		}
	],
	phases: [
		{
			id: phase('invert'),
			title: 'Turn it upside down',
			kind: 'write',
			prompt: 'Imagine that it has failed completely. What is the worst result, in one sentence?',
			minutes: 5,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			output: { pageSection: 'problem' }
		},
		{
			id: phase('ways'),
			title: 'The worst list, each alone',
			kind: 'write',
			prompt:
				'How could you make certain that it fails? Write in silence, one way to a card. Who wrote what is not stored.',
			minutes: 12,
			onEnd: 'extend',
			can: MAY.writeOwn,
			sees: ALONE_UNNAMED,
			reveal: 'end',
			input: { from: phase('invert'), filter: 'all' }
		},
		{
			id: phase('mark'),
			title: 'We do this',
			kind: 'vote',
			prompt:
				'Which of these do you do today, or something very much like it? Mark all; nobody is told what you marked.',
			minutes: 3,
			onEnd: 'ask',
			can: MAY.vote,
			sees: VOTING,
			reveal: 'manual',
			vote: { type: 'approval', budget: 100, secret: true, minVoters: 3 },
			input: { from: phase('ways'), filter: 'all' },
			output: { pageSection: 'causes' }
		},
		{
			id: phase('stop'),
			title: 'What to stop',
			kind: 'decide',
			prompt: 'Of what you do already: what will you stop? Of the rest: what do you watch for, and how?',
			minutes: 10,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('mark'), filter: 'topN', count: 7 },
			output: { pageSection: 'decision' }
		},
		{
			id: phase('act'),
			title: 'Agree on actions',
			kind: 'act',
			prompt: 'Who stops what, and from when? Nobody is given a task who is not here to say yes.',
			minutes: 5,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('stop'), filter: 'all' },
			output: { pageSection: 'actions' }
		}
	]
};
