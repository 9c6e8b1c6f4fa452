import type { Method, MethodId } from '../method.ts';
import { lane, MAY, OPEN, phase, TO_ONESELF, WRITE_OWN, WRITE_TOGETHER } from './building-blocks.ts';

/** O. Scharmer, Theory U (2009), case clinic; the Presencing Institute’s form of it. */
export const caseClinic: Method = {
	id: 'case-clinic' as MethodId,
	version: 1,
	title: 'Case clinic',
	purpose: 'Help one person to see their case anew, by listening and mirroring before advising.',
	minutes: 70,
	people: { min: 3, max: 8 },
	lanes: [
		{
			id: lane('case'),
			title: 'The case',
			prompt: 'What is happening, what matters to you in it, and where do you need help?',
			phases: [phase('case')]
		},
		{
			id: lane('mirrors'),
			title: 'Mirrors',
			prompt: 'What the case brought up in you: images, feelings, gestures. No advice.',
			phases: [phase('stillness'), phase('mirror')]
		},
		{
			id: lane('dialogue'),
			title: 'Dialogue',
			prompt: 'What comes up now that everybody has spoken? Questions and thoughts, one to a card.',
			phases: [phase('dialogue'), phase('thanks')]
		},
		{
			id: lane('insight'),
			title: 'My note',
			prompt: 'What do you see now that you did not see before? Nobody but you is ever sent this.',
			phases: [phase('insight')]
		}
	],
	phases: [
		{
			id: phase('case'),
			title: 'The case',
			kind: 'discuss',
			prompt:
				'Whose case it is tells it, and writes down what matters. Everybody else listens; ask only what you need to understand.',
			minutes: 10,
			onEnd: 'ask',
			can: MAY.holderWrites,
			sees: OPEN,
			reveal: 'manual',
			output: { pageSection: 'problem' }
		},
		{
			id: phase('stillness'),
			title: 'Stillness',
			kind: 'write',
			prompt:
				'Be silent together. Notice what the case brings up in you, and write a word or two for yourself.',
			minutes: 3,
			onEnd: 'extend',
			can: MAY.writeOwn,
			sees: TO_ONESELF,
			reveal: 'never'
		},
		{
			id: phase('mirror'),
			title: 'One turn each',
			kind: 'turns',
			prompt:
				'When it is your turn, say what came up in you: an image, a feeling, a question. Whose case it is listens and does not answer.',
			minutes: 24,
			onEnd: 'ask',
			can: { facilitator: WRITE_TOGETHER, member: WRITE_OWN, holder: [] },
			sees: OPEN,
			reveal: 'manual',
			turns: { order: 'roundRobin', seconds: 180, pass: true },
			input: { from: phase('case'), filter: 'all' }
		},
		{
			id: phase('dialogue'),
			title: 'Dialogue',
			kind: 'discuss',
			prompt:
				'Whose case it is says what the mirrors brought up. Then think together, and write down what should not be lost.',
			minutes: 20,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('mirror'), filter: 'all' },
			output: { pageSection: 'whatToDo' }
		},
		{
			id: phase('thanks'),
			title: 'Thanks',
			kind: 'turns',
			prompt: 'Thank one another, each with one sentence: what do you take with you from this hour?',
			minutes: 5,
			onEnd: 'ask',
			can: MAY.writeOwn,
			sees: OPEN,
			reveal: 'manual',
			turns: { order: 'quietestFirst', seconds: 30, pass: true }
		},
		{
			id: phase('insight'),
			title: 'A note to yourself',
			kind: 'write',
			prompt:
				'What do you see now that you did not see before, and what is your next step? This note is yours alone.',
			minutes: 8,
			onEnd: 'extend',
			can: MAY.writeOwn,
			sees: TO_ONESELF,
			reveal: 'never'
		}
	]
};
