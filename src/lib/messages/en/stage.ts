import { plural } from '../locale.ts';

export default {
	pageTitle: 'Big screen',
	pairing: {
		title: 'Show a session on this screen',
		asking: 'Asking for a code…',
		code: 'The code of this screen',
		how: 'A facilitator enters it on their phone:',
		steps: ['Open the session', 'Run', 'Stage'],
		stepsLabel: 'Open the session, then “Run”, then “Stage”',
		noSession: (host: string) => `The session is at ${host}`,
		renewed: 'The code changes by itself. This screen only reads.',
		offline: 'No connection to the server. This screen goes on trying.',
		busy: 'Too many screens asked for a code just now. This one asks again by itself.',
		unavailable: 'The server cannot answer just now. This screen goes on trying.',
		revoked: 'This screen no longer shows a session: a facilitator took it off, or its day was over.'
	},
	opening: 'Opening the session…',
	openingSlow: 'The server does not answer. This screen goes on trying.',
	controls: {
		label: 'This screen',
		fullScreen: 'Full screen',
		leaveFullScreen: 'Leave full screen',
		dark: 'Dark',
		light: 'Light',
		unpair: 'Take the session off'
	},
	unpairQuestion: 'Take the session off this screen?',
	unpairText: 'It shows a new code afterwards. The session goes on, and nothing in it is lost.',
	screen: (title: string) => `On the big screen: ${title}`,
	joinAt: 'Join at',
	joinCode: 'Join code',
	lost: 'No connection. This is the last picture.',
	part: (part: number, parts: number) => `${String(part)} of ${String(parts)}`,
	partLabel: (part: number, parts: number) => `Part ${String(part)} of ${String(parts)}`,
	welcome: {
		open: 'Whoever has the code is welcome.',
		waitingRoom: 'Whoever has the code is welcome: a facilitator lets you in.'
	},
	join: {
		scan: 'Point a phone’s camera at the square, or type the code.',
		noAccount: 'No account, nothing to install.'
	},
	timer: {
		none: 'No timer runs.',
		paused: 'Paused',
		over: 'Time’s up'
	},
	agenda: {
		title: 'Agenda',
		empty: 'No agenda yet.',
		minutes: (count: number) => plural(count, { one: '# minute', other: '# minutes' }),
		minutesShort: (count: number) => `${String(count)} min`,
		now: 'Now',
		next: (title: string) => `Next: ${title}`,
		done: 'done'
	},
	groups: {
		planned: 'The groups begin soon.',
		closed: 'The groups are done.',
		people: (count: number) => plural(count, { one: '# person', other: '# people' }),
		more: (count: number) => `and ${String(count)} more`,
		nobody: 'Nobody yet',
		left: (time: string) => `${time} left`,
		up: 'Time’s up',
		back: (time: string) => `Back in ${time}`,
		gone: 'These groups are not there any more.'
	},
	announcementGone: 'The message was taken back.',
	boardWaiting: 'The board is on its way…',
	boardGone: 'This board is not in the session any more.',
	boardEmpty: 'Nothing is on this board yet.',
	boardFailed: 'This board does not open.',
	pageEmpty: 'Nothing is written on this page yet.',
	problem: {
		attached: (pictures: number, files: readonly string[]) =>
			[
				...(pictures === 0 ? [] : [plural(pictures, { one: '# picture', other: '# pictures' })]),
				...files
			].join(' · '),
		noStatement: 'The problem is not written down yet.',
		otherCards: 'Other cards',
		cards: (count: number) => plural(count, { one: '# card', other: '# cards' }),
		vote: (phase: string, voters: number) =>
			`${phase}: ${plural(voters, { one: '# voter', other: '# voters' })}`,
		results: 'Results',
		onBoard: 'What is on the board',
		decided: 'What came of it'
	},
	unknownBlock: 'Something that this version cannot show'
};
