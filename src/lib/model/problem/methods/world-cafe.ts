import type { Method, MethodId, Phase } from '../method.ts';
import { lane, MAY, OPEN, phase } from './building-blocks.ts';

const TABLES = ['first', 'second', 'third'] as const;

function atTables(which: (typeof TABLES)[number], index: number): Phase {
	const before = TABLES[index - 1];
	return {
		id: phase(`${which}-round`),
		title: `${which[0]!.toUpperCase()}${which.slice(1)} round`,
		kind: 'breakout',
		prompt:
			before === undefined
				? 'Talk about the question at your table, and write what matters on its board. One of you stays as host.'
				: 'The host tells what was said here before. Say what you bring from other tables, and go on from there.',
		minutes: 20,
		onEnd: 'ask',
		can: MAY.writeTogether,
		sees: OPEN,
		reveal: 'manual',
		groups: { by: 'size', size: 4, rotate: before === undefined ? 'newPairs' : 'hostStays' },
		...(before === undefined ? {} : { input: { from: phase(`${before}-round`), filter: 'all' } })
	};
}

/** J. Brown and D. Isaacs, The World Café (2005). */
export const worldCafe: Method = {
	id: 'world-cafe' as MethodId,
	version: 1,
	title: 'World Café',
	purpose:
		'Let a large group think about one question in small ones, and carry thoughts from table to table.',
	minutes: 75,
	people: { min: 6, max: 120 },
	lanes: [
		{
			id: lane('thoughts'),
			title: 'On the table',
			prompt: 'Thoughts, questions and connections, as at a table with a paper cloth. One to a card.',
			phases: TABLES.map((which) => phase(`${which}-round`))
		},
		{
			id: lane('keep'),
			title: 'To bring back',
			prompt: 'What from this table should everybody hear? Two or three cards are enough.',
			phases: [...TABLES.map((which) => phase(`${which}-round`)), phase('harvest')]
		}
	],
	phases: [
		...TABLES.map(atTables),
		{
			id: phase('harvest'),
			title: 'Harvest',
			kind: 'group',
			prompt: 'What came up at several tables? What surprised you? Move together what belongs together.',
			minutes: 15,
			onEnd: 'ask',
			can: MAY.writeTogether,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('third-round'), filter: 'all' },
			output: { pageSection: 'whatToDo' }
		}
	]
};
