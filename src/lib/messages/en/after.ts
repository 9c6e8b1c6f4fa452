import { plural } from '../locale.ts';

export default {
	differs: {
		from: 'Different from',
		somethingElse: 'something written before',
		because: (because: string) => `because ${because}`
	},

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
		busy: 'Many summaries were asked for in a short time. Nothing is lost; wait a minute, then try again.',
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

	lastTime: {
		title: 'From last time',
		goesOn: (title: string, day: string) =>
			title === ''
				? `This session goes on from an earlier one of ${day}.`
				: `This session goes on from “${title}” of ${day}.`,
		earlier: 'The earlier session',
		reading: 'Reading what is open…',
		notRead: 'What is open from then is on the board.',
		open: (count: number, title: string, day: string) =>
			plural(count, {
				one: `# action is open from “${title}” of ${day}.`,
				other: `# actions are open from “${title}” of ${day}.`
			}),
		none: (title: string, day: string) => `Nothing is open any more from “${title}” of ${day}.`,
		by: (day: string) => `by ${day}`,
		overdue: (day: string) => `was due ${day}`,
		nobody: 'nobody yet',
		more: (count: number) => plural(count, { one: 'and # more', other: 'and # more' }),
		toBoard: 'Open the board'
	},

	next: {
		title: 'Next session',
		goOn: 'Go on from here…',
		question: 'Start the next session',
		text: 'A new session with the same terms, label, rights and call. Members of this one find the way there on its front page.',
		name: 'Title',
		nameMissing: 'Give it a title.',
		takes: 'Take along the actions that are not done yet',
		takesText:
			'They open the next session, with who and by when. On the boards here they are then said to go on there.',
		unnamed: 'Under the Chatham House rule they come without the names of their owners.',
		goesOnStill: 'This session has not ended. Actions that are written here later stay here.',
		staysRed:
			'The label of this session is red: nothing leaves it. So its open actions stay here, where everybody in it can read them, and the next session begins without them.',
		start: 'Start it',
		starting: 'Starting…',
		started: (taken: number) =>
			taken === 0
				? 'The next session is there. No action came along.'
				: plural(taken, {
						one: 'The next session is there, and # open action with it.',
						other: 'The next session is there, and # open actions with it.'
					}),
		wasThere: 'Somebody had started the next session already.',
		unread: (count: number) =>
			plural(count, {
				one: '# board could not be read: what is open on it stays there.',
				other: '# boards could not be read: what is open on them stays there.'
			}),
		open: 'Open it',
		failures: {
			label: 'The label of this session is red by now, so its actions stay here. Nothing was started.',
			forbidden: 'Only a facilitator may start the next session. Nothing was started.',
			'slow-down': 'Many sessions were started in a short time. Nothing was started; try again in a minute.',
			other: 'The next session could not be started just now. Nothing is lost; try again.'
		},
		looking: 'Looking for the next session…',
		notFound: 'There is a next session, but no way in for you from here. Ask a facilitator for its link.',
		notFetched:
			'How to get to the next session could not be fetched. Check the connection and load this again.',
		isSet: (title: string) => `“${title}” goes on from here.`,
		over: (title: string) => `“${title}” went on from here, and has ended.`,
		join: 'Join it',
		enter: 'Go there'
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
