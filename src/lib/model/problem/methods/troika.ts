import type { Method, MethodId, Phase, PhaseId } from '../method.ts';
import { lane, MAY, OPEN, phase, TO_ONESELF } from './building-blocks.ts';

const CLIENTS = 3;
const numbers = Array.from({ length: CLIENTS }, (_, index) => index + 1);
const ofAll = (part: string): PhaseId[] => numbers.map((number) => phase(`${part}-${number}`));
const stay = { by: 'size', size: 3, rotate: 'stay' } as const;
const here = { kind: 'breakout', onEnd: 'ask', reveal: 'manual', sees: OPEN } as const;

/** The same four steps for each of the three, who has the case in turn. */
function partsOf(number: number): Phase[] {
	const [share, questions, consult, reflect] = ['share', 'questions', 'consult', 'reflect'].map((part) =>
		phase(`${part}-${number}`)
	) as [PhaseId, PhaseId, PhaseId, PhaseId];
	return [
		{
			...here,
			id: share,
			title: `Share (${number} of ${CLIENTS})`,
			prompt: 'Whose turn it is: what is your question, and what help would you like? The others listen.',
			minutes: 2,
			can: MAY.holderWrites,
			groups: { ...stay, rotate: number === 1 ? 'newPairs' : 'nextHolder' }
		},
		{
			...here,
			id: questions,
			title: `Questions (${number} of ${CLIENTS})`,
			prompt:
				'Ask only what you need in order to understand. No advice yet, and none dressed up as a question.',
			minutes: 2,
			can: MAY.writeTogether,
			groups: stay,
			input: { from: share, filter: 'all' }
		},
		{
			...here,
			id: consult,
			title: `Consult (${number} of ${CLIENTS})`,
			prompt:
				'The two of you talk as if the third were not there: ideas, advice, what you notice. Whose question it is turns away, listens and only reads.',
			minutes: 5,
			can: MAY.holderReads,
			groups: stay,
			input: { from: questions, filter: 'all' }
		},
		{
			...here,
			id: reflect,
			title: `Reflect (${number} of ${CLIENTS})`,
			prompt:
				'What was most useful? Say it, and write down for yourself what you will try. The note is yours alone.',
			minutes: 2,
			can: MAY.holderNotes,
			sees: TO_ONESELF,
			reveal: 'never',
			groups: stay
		}
	];
}

/** H. Lipmanowicz and K. McCandless, The Surprising Power of Liberating Structures (2013). */
export const troika: Method = {
	id: 'troika-consulting' as MethodId,
	version: 1,
	title: 'Troika consulting',
	purpose: 'Get practical help from two others with something that is yours, and give the same.',
	minutes: 33,
	people: { min: 3, max: 90 },
	lanes: [
		{
			id: lane('case'),
			title: 'The question',
			prompt: 'What are you stuck on, and what would help you? A few words are enough.',
			phases: [...ofAll('share'), ...ofAll('questions')]
		},
		{
			id: lane('advice'),
			title: 'Advice',
			prompt: 'What the two of you would try, or what you notice. One thought to a card.',
			phases: ofAll('consult')
		},
		{
			id: lane('note'),
			title: 'My note',
			prompt: 'What will you try, and when? Nobody but you is ever sent this.',
			phases: ofAll('reflect')
		}
	],
	phases: numbers.flatMap(partsOf)
};
