import { plural } from '../locale.ts';

/** What a problem board that is added begins with. */
export default {
	legend: 'Method',
	empty: 'An empty board',
	emptyHint: 'Lanes from the facts to the actions. A method can be begun on it later.',
	own: 'of this session',
	failed: 'The method could not be fetched. The board is there without it; begin it there.',
	minutes: (minutes: number) => plural(minutes, { one: '# minute', other: '# minutes' }),
	people: (min: number, max: number) => `${min}–${max} people`
};
