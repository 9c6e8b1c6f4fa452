import { plural } from '../locale.ts';

export default {
	when: {
		title: 'Planned time',
		set: 'Set a time',
		change: 'Change the time',
		none: 'No time is set.',
		calendar: 'Add to calendar',
		day: 'Day and time',
		dayHint: (zone: string) => `In your time zone: ${zone}. Everybody sees it in theirs.`,
		dayWrong: 'Choose a day and a time.',
		minutes: 'Length in minutes',
		minutesWrong: 'From 1 minute to 24 hours.',
		save: 'Save',
		remove: 'Remove the time',
		isSet: 'The time is set.',
		isRemoved: 'The time is removed.'
	},

	end: {
		title: 'The session',
		end: 'End the session',
		question: 'End this session?',
		text: 'Groups, timer and stage end, and only facilitators write from then on. Everybody reads everything that was made, and you can reopen it.',
		done: 'The session has ended.',
		reopen: 'Reopen',
		reopened: 'The session is open again.',
		ended: (when: string) => `This session ended on ${when}.`,
		canRead: 'Everything in it can be read.',
		canWrite: 'Members read everything; facilitators can still write.'
	},

	summary: {
		title: 'Summary',
		open: 'Summary',
		back: 'To the session',
		reading: 'Reading the boards…',
		readingSlow: 'Still reading. Sessions with many boards take a few seconds.',
		failed: 'The summary could not be made just now. Nothing is lost.',
		busy: 'That were many summaries in a short time. Wait a minute, then try again.',
		onlookers: 'The summary is for members. Onlookers see what is on the boards.',
		tryAgain: 'Try again',
		download: 'Download as Markdown',
		copy: 'Copy as Markdown',
		copied: 'The summary is copied.',
		makePage: 'Make a page of it',
		makePageText: 'A page of this session that everybody can go on writing.',
		making: 'Writing the page…',
		pageTitle: (title: string) => `Summary: ${title}`,
		fileName: 'summary.md',
		noNames: 'The copy names nobody who took part: the session’s label keeps names in it.'
	},

	bans: {
		title: 'Banned',
		text: 'The code and links do not let them in.',
		reading: 'Looking who is banned…',
		failed: 'Who is banned could not be fetched. Check the connection and open this again.',
		noReason: 'No reason was given.',
		lift: 'Let in again',
		liftOf: (name: string) => `Let ${name} in again`,
		lifted: (name: string) => `${name} can join again.`,
		why: (reason: string) => `“${reason}”`
	},

	code: {
		renew: 'Renew the code',
		question: 'Renew the join code?',
		text: 'The code and the link of before stop working at once, and cannot be brought back. Who is in stays in, and links that give a role keep working.',
		done: 'The session has a new code.'
	},

	readonly: {
		archived: 'This board was put away: it can be read but not changed.',
		viewer: 'You are looking on: you see everything live and change nothing.',
		locked: 'A facilitator locked this board: you can read it, and write again when it is unlocked.',
		lockedForMembers: 'This board is locked: only facilitators write here.',
		onlyFacilitators: 'Facilitators write here; everybody reads.',
		groupsOver: 'The groups are over: what they made can be read.',
		otherGroup: 'Another group’s board: you can read it.'
	},

	locks: {
		single: (count: number) =>
			count === 0
				? 'Single boards'
				: plural(count, { one: 'Single boards, # locked', other: 'Single boards, # locked' }),
		lock: 'Lock',
		unlock: 'Unlock',
		lockOf: (title: string) => `Lock “${title}”`,
		locked: (title: string) => `“${title}” is locked: only facilitators write there.`,
		unlocked: (title: string) => `Members write on “${title}” again.`
	}
};
