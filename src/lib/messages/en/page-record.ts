import { plural } from '../locale.ts';

/** What is known of a page beside what it says. */
export default {
	about: 'About this page',
	states: {
		draft: 'Draft',
		reviewed: 'Reviewed',
		published: 'Published',
		superseded: 'Superseded',
		archived: 'Archived'
	},
	decisions: { proposed: 'Proposed decision', decided: 'Decided', withdrawn: 'Withdrawn decision' },
	keptBy: (name: string) => `Kept by ${name}`,
	nobody: 'Nobody keeps it yet',
	overdueSince: (day: string) => `Review overdue since ${day}`,
	reviewBy: (day: string) => `Review by ${day}`,
	worked: 'Worked for me',
	needsFixing: 'Needs fixing',
	fixingCount: (count: number) =>
		plural(count, { one: '# person says it needs fixing', other: '# people say it needs fixing' }),
	occurred: (count: number) => plural(count, { one: 'Came up once', other: 'Came up # times' }),
	writeUp: 'It keeps coming up: write down once and for all what to do.',
	mergedInto: 'It was brought together with another page:',
	details: 'Details',
	failed: 'What is known of this page could not be fetched. The page itself is not affected.',
	tryAgain: 'Try again',
	notSaved: 'That was not saved. Check your connection and try again.',
	changed: 'Somebody else changed it just now. You see what it is now; make your change again.',
	consent: 'Not done: more people would read it than those it was written for, and they have not been asked.',
	fixingTitle: 'What needs fixing?',
	fixingNote: 'A sentence for whoever keeps the page',
	fixingTakeBack: 'It is fine now',
	send: 'Say so',
	cancel: 'Cancel',
	again: 'It happened again',
	context: 'What happened, in a sentence',
	group: 'Who had it (a group, a place)',
	takeBack: 'Take back',
	history: 'How it came here',
	by: (state: string, name: string, day: string) =>
		name === '' ? `${state} on ${day}` : `${state} by ${name} on ${day}`,
	said: 'What people said',
	somebody: 'Somebody',
	state: 'State',
	steward: 'Steward',
	deputy: 'Deputy',
	none: 'Nobody',
	review: 'To be reviewed by',
	topic: 'Topic',
	tags: 'Tags, parted by commas',
	decision: 'Is it about a decision?',
	noDecision: 'No',
	label: 'Who may read it',
	labels: {
		red: 'Red: this session only',
		amber: 'Amber: this community',
		green: 'Green: partners too',
		clear: 'Clear: anyone'
	},
	save: 'Save',
	close: 'Close'
};
