import type { Method, MethodId } from '../method.ts';
import { ALONE, lane, MAY, OPEN, phase } from './building-blocks.ts';

/** H. Lipmanowicz and K. McCandless, The Surprising Power of Liberating Structures (2013). */
export const oneTwoFourAll: Method = {
	id: 'one-two-four-all' as MethodId,
	version: 1,
	title: '1-2-4-All',
	purpose: 'Hear everybody’s ideas on one question within a quarter of an hour, however many you are.',
	minutes: 12,
	people: { min: 4, max: 200 },
	lanes: [
		{
			id: lane('ideas'),
			title: 'Ideas',
			prompt: 'What comes to mind on the question? One idea to a card, in a few words.',
			phases: [phase('alone'), phase('pairs'), phase('fours')]
		},
		{
			id: lane('strongest'),
			title: 'Strongest',
			prompt: 'Move here what you would take on to the next, larger group, and say why.',
			phases: [phase('pairs'), phase('fours'), phase('all')]
		}
	],
	phases: [
		{
			id: phase('alone'),
			title: 'Alone',
			kind: 'write',
			prompt:
				'In silence: what would you do about this, or what would you start with? Write it down for yourself.',
			minutes: 1,
			onEnd: 'ask',
			can: MAY.writeOwn,
			sees: ALONE,
			reveal: 'manual'
		},
		{
			id: phase('pairs'),
			title: 'In pairs',
			kind: 'breakout',
			prompt: 'Read each other’s ideas. Build on them, and move what you both find strong to the right.',
			minutes: 2,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			groups: { by: 'size', size: 2, rotate: 'newPairs' },
			input: { from: phase('alone'), filter: 'all' }
		},
		{
			id: phase('fours'),
			title: 'In fours',
			kind: 'breakout',
			prompt:
				'Two pairs are one group now. What is alike, what is different, and what will you take to everybody?',
			minutes: 4,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			groups: { by: 'size', size: 4, rotate: 'double' },
			input: { from: phase('pairs'), filter: 'all' }
		},
		{
			id: phase('all'),
			title: 'All together',
			kind: 'group',
			prompt:
				'What stood out in your group? Each group names one thing; move together what belongs together.',
			minutes: 5,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('fours'), filter: 'all' },
			output: { pageSection: 'whatToDo' }
		}
	]
};
