import { plural } from '../locale.ts';

export default {
	title: 'Search',
	about:
		'What you may read: pages, boards, cards, notes and agendas of your sessions, and what your communities share.',
	field: 'What are you looking for?',
	fieldHint: 'A few words, also other words than those that were written.',
	searching: 'Searching…',
	found: (count: number) => plural(count, { one: '# found', other: '# found' }),
	foundMore: (count: number) => plural(count, { other: 'The first # found' }),
	nothing: 'Nothing found in what you may read.',
	nothingDo: 'Try fewer or other words, or take the filters off.',
	nothingYet: 'Type what the problem is, as you would tell it to somebody.',
	filling: 'The server is still reading what it has, so something may be missing.',
	more: 'Show more',
	results: 'What was found',

	filters: 'Only',
	kind: 'Kind',
	anyKind: 'Everything',
	kinds: {
		page: 'Page',
		problem: 'Problem board',
		whiteboard: 'Whiteboard',
		session: 'Session'
	},
	manyKinds: {
		page: 'Pages',
		problem: 'Problem boards',
		whiteboard: 'Whiteboards',
		session: 'Sessions'
	},
	changed: 'Changed',
	anyTime: 'At any time',
	within: {
		week: 'In the last week',
		month: 'In the last month',
		quarter: 'In the last three months',
		year: 'In the last year'
	},
	session: 'Session',
	anySession: 'All sessions',
	state: 'State',
	anyState: 'In any state',
	states: {
		open: 'In use',
		draft: 'Draft',
		reviewed: 'Reviewed',
		published: 'Published',
		superseded: 'Superseded',
		archived: 'Put away'
	},
	noFilters: 'Take the filters off',

	parts: {
		title: 'The title',
		agenda: 'On the agenda',
		text: 'In the text',
		statement: 'The problem',
		card: 'A card',
		note: 'A note'
	},
	/** Why something was found. */
	reasons: {
		title: (word: string) => `“${word}” in the title`,
		heading: (word: string) => `“${word}” in a heading`,
		text: (word: string) => `“${word}”`,
		tag: (word: string) => `“${word}” among its words`,
		synonym: (typed: string, word: string) => `“${word}”, which you call “${typed}”`,
		related: (typed: string, word: string) => `“${word}”, near “${typed}”`,
		spelling: (typed: string, word: string) => `“${word}”, for “${typed}”`,
		beginning: (typed: string, word: string) => `“${word}”, from “${typed}”`
	},
	because: 'Found by:',

	/** What is near to what somebody is about to begin. */
	nearest: {
		title: 'What there is already',
		count: (count: number) =>
			plural(count, {
				one: 'There is # page or board near this already. Use it, or go on.',
				other: 'There are # pages and boards near this already. Use one, or go on.'
			}),
		use: 'Use it',
		again: 'It happened again',
		day: 'When',
		context: 'What was special this time',
		contextHint: 'You can leave this out.',
		count1: 'Count it, and open',
		notCounted: 'It could not be counted. Nothing is lost: try again, or open it and say so there.',
		differs: 'Ours is different',
		because: 'Ours is different because …',
		becauseHint: 'One sentence. It stands on the new one, with a link to this one.'
	},

	failed: {
		offline: 'There is no connection, so nothing can be found at the moment. Your words are still here.',
		'too-many': 'That was very often. In a moment search goes on by itself.',
		other: 'Search does not answer at the moment. Nothing is lost; the pages themselves can still be opened.'
	},
	again: 'Try again'
};
