import { plural } from '../locale.ts';

/** A community's library: what it knows. */
export default {
	unnamed: 'Our library',
	back: 'To the start page',
	start: 'Start a session here',
	loading: 'Opening the library…',
	missingTitle: 'There is no library here for you',
	missing:
		'It belongs to a community whose sessions you have not joined in this browser. Join one by its code or link.',
	failedTitle: 'The library could not be opened',
	failed: 'Nothing is lost. Check your connection and try again.',
	tryAgain: 'Try again',
	sessions: 'Sessions',
	ahead: 'Next and going on',
	past: 'Past',
	notIn: 'you were not in it',
	pages: 'Pages',
	noPages: 'No page is open to you here yet. Pages of sessions under a label wider than red show up here.',
	useful: 'Recently useful',
	overdue: 'Overdue for review',
	recurring: 'Most recurring problems',
	mine: 'Pages that you keep',
	noTopic: 'Without a topic',
	allTags: 'All',
	tags: 'Tags',
	states: {
		draft: 'Draft',
		reviewed: 'Reviewed',
		published: 'Published',
		superseded: 'Superseded',
		archived: 'Archived'
	},
	worked: (count: number) => plural(count, { one: 'worked for # person', other: 'worked for # people' }),
	occurred: (count: number) => plural(count, { one: 'came up once', other: 'came up # times' }),
	fixing: (count: number) => plural(count, { one: '# thing to fix', other: '# things to fix' }),
	keptBy: (name: string) => `kept by ${name}`,
	reviewWas: (day: string) => `review was due ${day}`,
	settings: 'Name and rules',
	name: 'Name of the community',
	label: 'What sessions begin with',
	terms: 'Terms of sessions that begin here',
	labels: {
		red: 'Red: this session only',
		amber: 'Amber: this community',
		green: 'Green: partners too',
		clear: 'Clear: anyone'
	},
	save: 'Save',
	cancel: 'Cancel',
	notSaved: 'That was not saved. Check your connection and try again.',
	startTitle: 'Start a session',
	sessionTitle: 'What is it about?',
	yourName: 'Your name',
	startNow: 'Start'
};
