import type { Method, MethodId } from '../method.ts';
import { ALONE, lane, MAY, OPEN, phase } from './building-blocks.ts';

/** C. Collison and G. Parcell, Learning to Fly (2001). */
export const peerAssist: Method = {
	id: 'peer-assist' as MethodId,
	version: 1,
	title: 'Peer assist',
	purpose: 'Learn from those who have done it before, before you begin something yourself.',
	minutes: 50,
	people: { min: 3, max: 15 },
	lanes: [
		{
			id: lane('situation'),
			title: 'The situation',
			prompt: 'What are you about to do, what do you know already, and what would you like to hear about?',
			phases: [phase('situation'), phase('questions')]
		},
		{
			id: lane('suggestions'),
			title: 'Experience and suggestions',
			prompt: 'What did you do when you were there, what came of it, and what would you suggest?',
			phases: [phase('suggestions'), phase('turns')]
		},
		{
			id: lane('taken'),
			title: 'What I take from it',
			prompt: 'What will you do differently now? Each with who told you about it, so that you can ask again.',
			phases: [phase('taken'), phase('page')],
			// What each of them learned: no one decision with its reasons.
			structure: 'cards'
		}
	],
	phases: [
		{
			id: phase('situation'),
			title: 'The situation',
			kind: 'discuss',
			prompt: 'Who asks for help says what they are about to do, and what they would like to hear about.',
			minutes: 5,
			onEnd: 'ask',
			can: MAY.holderWrites,
			sees: OPEN,
			reveal: 'manual',
			output: { pageSection: 'problem' }
		},
		{
			id: phase('questions'),
			title: 'Questions',
			kind: 'discuss',
			prompt: 'Ask about the situation until you can see it: what is different there from what you know?',
			minutes: 10,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('situation'), filter: 'all' },
			output: { pageSection: 'whenItApplies' }
		},
		{
			id: phase('suggestions'),
			title: 'Suggestions, each alone',
			kind: 'write',
			prompt:
				'In silence: what did you do in a case like this, what came of it, and what do you suggest? One thought to a card.',
			minutes: 8,
			onEnd: 'extend',
			can: MAY.writeOwn,
			sees: ALONE,
			reveal: 'manual',
			input: { from: phase('questions'), filter: 'all' }
		},
		{
			id: phase('turns'),
			title: 'One turn each',
			kind: 'turns',
			prompt: 'When it is your turn, tell the one thing that you most want to pass on. Who asked listens.',
			minutes: 15,
			onEnd: 'ask',
			can: { facilitator: MAY.arrange.facilitator, member: MAY.writeOwn.member, holder: [] },
			sees: OPEN,
			reveal: 'manual',
			turns: { order: 'quietestFirst', seconds: 90, pass: true },
			input: { from: phase('suggestions'), filter: 'all' },
			output: { pageSection: 'whatToDo' }
		},
		{
			id: phase('taken'),
			title: 'What I take from it',
			kind: 'decide',
			prompt:
				'Who asked says what they will do now, and whom they will ask again. The others write down what they learned themselves.',
			minutes: 6,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('turns'), filter: 'all' },
			output: { pageSection: 'decision' }
		},
		{
			id: phase('page'),
			title: 'Write it up',
			kind: 'draft',
			prompt: 'Write down what the next one who asks this would need to know, and whom they can ask.',
			minutes: 6,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('taken'), filter: 'all' },
			output: { pageSection: 'resources' }
		}
	]
};
