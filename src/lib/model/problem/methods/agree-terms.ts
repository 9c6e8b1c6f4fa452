import type { Method, MethodId } from '../method.ts';
import { ALONE, lane, MAY, OPEN, phase, VOTING } from './building-blocks.ts';

const weighing = [phase('weigh')];

/** The consent round is that of G. Endenburg, Sociocracy: The Organization of Decision-Making (1998). */
export const agreeTerms: Method = {
	id: 'agree-terms' as MethodId,
	version: 1,
	title: 'Agree terms, or build a case',
	purpose: 'Come from private positions to terms that nobody objects to, or to a case on one page.',
	minutes: 60,
	people: { min: 3, max: 20 },
	lanes: [
		{
			id: lane('positions'),
			title: 'Positions',
			prompt: 'What do you need from this, and what could you not live with? One thing to a card.',
			phases: [phase('positions'), phase('read')]
		},
		{
			id: lane('for'),
			title: 'For',
			prompt: 'What speaks for it? Say also how you know: a number, a source, what you have seen.',
			phases: weighing
		},
		{
			id: lane('against'),
			title: 'Against',
			prompt: 'What speaks against it? Say also how you know: a number, a source, what you have seen.',
			phases: weighing
		},
		{
			id: lane('proposals'),
			title: 'Proposals',
			prompt: 'What you would agree to, as sentences that could stand in the text. One to a card.',
			phases: [phase('propose'), phase('scale'), phase('amend'), phase('consent')]
		},
		{
			id: lane('agreed'),
			title: 'Agreed',
			prompt: 'What nobody objects to, word for word, and when you will look at it again.',
			phases: [phase('agreed')]
		}
	],
	phases: [
		{
			id: phase('positions'),
			title: 'Positions, each alone',
			kind: 'write',
			prompt:
				'In silence: what do you need from this, what are you afraid of, and what could you not live with?',
			minutes: 6,
			onEnd: 'extend',
			can: MAY.writeOwn,
			sees: ALONE,
			reveal: 'manual',
			output: { pageSection: 'problem' }
		},
		{
			id: phase('read'),
			title: 'Read and group',
			kind: 'group',
			prompt:
				'Read all positions before anybody speaks. Then move together what is the same need in other words.',
			minutes: 6,
			onEnd: 'ask',
			can: MAY.arrange,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('positions'), filter: 'all' }
		},
		{
			id: phase('weigh'),
			title: 'For and against',
			kind: 'discuss',
			prompt:
				'What speaks for it, and what against? Give each reason its evidence; look for reasons on both sides.',
			minutes: 12,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('read'), filter: 'all' },
			output: { pageSection: 'causes' }
		},
		{
			id: phase('propose'),
			title: 'Make proposals',
			kind: 'write',
			prompt:
				'What would meet the needs and answer the reasons against? Write sentences that could stand in the text.',
			minutes: 8,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('weigh'), filter: 'all' }
		},
		{
			id: phase('scale'),
			title: 'How far do you go along?',
			kind: 'vote',
			prompt:
				'For each proposal, from one to five: one is “I cannot live with it”, five is “that is what I want”.',
			minutes: 4,
			onEnd: 'ask',
			can: MAY.vote,
			sees: VOTING,
			reveal: 'manual',
			vote: { type: 'scale', budget: 30, secret: true, minVoters: 3 },
			input: { from: phase('propose'), filter: 'all' },
			output: { pageSection: 'optionsNotTaken' }
		},
		{
			id: phase('amend'),
			title: 'Amend',
			kind: 'discuss',
			prompt:
				'Who graded low: what would have to change for you? Change the words until the reasons are met.',
			minutes: 10,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('scale'), filter: 'topN', count: 8 }
		},
		{
			id: phase('consent'),
			title: 'Consent',
			kind: 'vote',
			prompt:
				'Is there a reason why the group should not go on with this? An objection needs a reason; a reservation is noted and stops nothing.',
			minutes: 5,
			onEnd: 'ask',
			can: MAY.vote,
			sees: VOTING,
			reveal: 'manual',
			vote: { type: 'consent', budget: 20, secret: false, minVoters: 2 },
			input: { from: phase('amend'), filter: 'all' },
			output: { pageSection: 'optionsNotTaken' }
		},
		{
			id: phase('agreed'),
			title: 'Write it up',
			kind: 'draft',
			prompt:
				'Write down what is agreed, word for word, what is still open, and when you will look at it again.',
			minutes: 9,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('consent'), filter: 'all' },
			output: { pageSection: 'decision' }
		}
	]
};
