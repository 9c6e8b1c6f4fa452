import { voteInWords } from './votes.ts';

/** Words that the server itself puts on screen; everything else is in src/lib/messages. */
export default {
	/** The titles of the boards that a new session has. */
	firstBoards: {
		whiteboard: 'Whiteboard',
		problem: 'Solve a problem',
		page: 'Notes'
	},
	/** In a session that goes on from another one. */
	lastTime: {
		board: 'Open from last time',
		recurring: (title: string) => `It keeps coming up: ${title}`,
		question: (title: string) => `What became of what we agreed in “${title}”?`
	},
	read: {
		product: 'Commonplace',
		open: 'Open the live page',
		missingTitle: 'There is no page here for you',
		missing:
			'The address may be mistyped, or the page belongs to a session that you have not joined in this browser. Ask whoever sent it for the session’s link.',
		start: 'Go to the start page',
		unavailableTitle: 'This page cannot be read at the moment',
		unavailable: 'Nothing is lost. Try again in a minute.',
		empty: 'Nothing is written here yet.',
		facts: {
			states: {
				draft: 'Draft',
				reviewed: 'Reviewed',
				published: 'Published',
				superseded: 'Superseded',
				archived: 'Archived'
			},
			decisions: { proposed: 'Proposed decision', decided: 'Decided', withdrawn: 'Withdrawn decision' },
			steward: (name: string) => `kept by ${name}`,
			review: (day: string) => `to be reviewed by ${day}`,
			overdue: 'Its review is overdue: check whether it still holds before you rely on it.',
			worked: (count: number) =>
				count === 0
					? 'Nobody has said yet whether it worked for them.'
					: `It worked for ${count === 1 ? '1 person' : `${count} people`}.`,
			workedForMe: 'Worked for me',
			takeBack: 'Take back “worked for me”',
			occurred: (count: number) => (count === 1 ? 'It came up once' : `It came up ${count} times`),
			supersedes: 'It stands in the place of:',
			merged: 'Brought together here:',
			label: 'Who may read it',
			labels: {
				red: 'Red: those who were in this session',
				amber: 'Amber: this community',
				green: 'Green: this community and partners',
				clear: 'Clear: anyone'
			},
			address: 'Address',
			asOf: 'As of'
		}
	},
	/** Inside a rendered page; see #model/page/html.ts. */
	page: {
		done: 'Done',
		open: 'Not done',
		unknown: 'Something here can only be shown by a newer version.',
		image: 'Image without a description',
		diagram: 'This diagram is drawn where the page is open live.',
		board: 'Board:',
		card: 'Card:',
		page: 'Page:',
		untitled: 'without a name',
		size: (bytes: number) =>
			bytes < 1_000_000
				? `${Math.max(1, Math.round(bytes / 1000))} kB`
				: `${(bytes / 1_000_000).toFixed(1)} MB`
	},
	/** In a session's summary; see #model/summary/page.ts. */
	summary: {
		labels: {
			red: 'TLP:RED. For this session alone: nothing of it leaves it.',
			amber: 'TLP:AMBER. For this community: share it with nobody outside.',
			green: 'TLP:GREEN. For partner communities too, not for the public.',
			clear: 'TLP:CLEAR. For anyone.'
		},
		namesStripped: 'Under the Chatham House rule: use what was said, never tell who said it.',
		backToSession: 'open the session',
		when: (start: string, end: string) => `${start} to ${end}`,
		goingOn: (start: string) => `Since ${start}`,
		people: (count: number) => (count === 1 ? '1 person' : `${count} people`),
		agenda: 'Agenda',
		minutes: (count: number) => `${count} min`,
		doneAt: (time: string) => `done at ${time}`,
		notDone: 'not done',
		decisions: 'Decisions',
		noDecisions: 'Nobody put a decision on a problem board.',
		actions: 'Actions',
		noActions: 'Nobody put an action on a problem board.',
		by: (day: string) => `by ${day}`,
		goesOn: 'goes on in the next session',
		boards: 'Boards and pages',
		kinds: { whiteboard: 'Whiteboard', problem: 'Problem board', page: 'Page' },
		more: (count: number) => `and ${count} more`,
		unreadable: 'What is on it could not be read.',
		brought: (count: number) => `${count === 1 ? '1 thing was' : `${count} things were`} brought to `,
		groups: (round: string) => `Groups: ${round}`,
		terms: 'Terms'
	},
	/** The page that a method leaves; see #model/problem/write-up.ts. */
	writeUp: {
		sections: {
			problem: 'The problem',
			whenItApplies: 'When it applies',
			whatToDo: 'What to do',
			causes: 'Causes',
			optionsNotTaken: 'Options not taken',
			decision: 'Decision',
			actions: 'Actions',
			resources: 'Resources',
			sources: 'Sources'
		},
		stale: 'An earlier step was taken up again after this one, so it may not fit any more. Look through it.',
		tooFew: 'Too few people voted in secret for the result to be told.',
		attached: (pictures: number, files: readonly string[]) =>
			[...(pictures === 0 ? [] : [pictures === 1 ? '1 picture' : `${pictures} pictures`]), ...files].join(
				', '
			),
		votes: voteInWords,
		reason: ({ answer, text }: { readonly answer: 'reservation' | 'objection'; readonly text: string }) =>
			`${answer === 'objection' ? 'Objection' : 'Reservation'}: ${text}`,
		task: (owner: string | null, due: string | null) =>
			[owner ?? 'nobody yet', due === null ? 'no date yet' : `by ${due}`].join(', '),
		board: 'Board',
		session: 'Session',
		method: 'Method',
		numbers: 'The number behind a line leads to its card on the board.'
	},
	notBuilt: {
		title: 'Commonplace is not built yet',
		text: 'The server runs, but the client is missing. Stop it and run “npm start”, which builds everything.'
	}
};
