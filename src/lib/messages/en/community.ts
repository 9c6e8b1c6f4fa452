import { locale, plural } from '../locale.ts';

export default {
	tagline: 'A room beside your call, where a group draws, solves problems and writes down what it learned.',
	taglineMore: 'No account, nothing to install. What the call makes is here when you come back.',

	startTitle: 'Start a session',
	startText: 'You get a code to give to the others.',
	sessionTitle: 'What is it about?',
	sessionTitleHint: 'You can leave this out, and name it later.',
	/** The title of a session that nobody named. */
	untitled: (now: Date) =>
		`Session of ${new Intl.DateTimeFormat(locale(), { weekday: 'long', day: 'numeric', month: 'long' }).format(now)}`,
	yourName: 'Your name',
	yourColor: 'Your colour',
	labelHint: 'You can make it narrower at any time, and wider until somebody else has joined.',
	addTerms: 'Add terms to agree to',
	moreChoices: 'Colour, label and terms',
	termsLabel: 'What people agree to by joining',
	termsHint: 'For example who may read what is written here, and for how long it is kept.',
	start: 'Start the session',

	joinTitle: 'Join with a code',
	joinText: 'Eight letters and digits, from whoever invited you.',
	code: 'Join code',
	codeExample: 'K7QF-2M9D',
	goOn: 'Go on',
	codeInvalid: 'A join code has eight letters and digits, like K7QF-2M9D.',

	yourSessions: 'Your sessions',
	endedOn: (when: string) => `ended ${when}`,
	joinedOn: (when: string) => `joined ${when}`,
	roles: {
		facilitator: 'Facilitator',
		member: 'Member',
		viewer: 'Onlooker'
	},
	sessionsOffline: 'From this device’s memory: there is no connection at the moment.',

	hasEnded: 'It has ended. You can join to read what it made.',
	calendar: 'Add to calendar',
	invitedTo: 'You are invited to',
	terms: 'By joining you agree to this',
	join: 'Join',
	joinAsFacilitator: 'This link makes you a facilitator or an onlooker of the session.',
	lookingUp: 'Looking up the code…',
	joining: 'Taking you in…',

	unknownTitle: 'No session has this code',
	unknownText: 'It may be mistyped, or it is no longer in use.',
	unknownDo: 'Check it with whoever invited you, and type it again:',

	waitTitle: 'One moment, please',
	waitText: (seconds: number) =>
		plural(seconds, {
			one: 'There were many tries from your network. You can go on in # second.',
			other: 'There were many tries from your network. You can go on in # seconds.'
		}),
	tryAgain: 'Try again',

	failures: {
		invalid: 'Something is missing or too long. Please look at what you entered.',
		'not-found': 'No session has this code. It may be mistyped, or it is no longer in use.',
		'slow-down':
			'There were many tries from your network. Please wait a little and try again; what you typed stays here.',
		forbidden: 'The server did not accept that from this address. Open the link anew.',
		unavailable: 'The server cannot save at the moment. Please try again shortly; nothing was lost.',
		'too-large': 'That is too long. Please shorten it and try again; what you typed stays here.',
		full: 'There are as many as there can be. Nothing was changed.',
		banned:
			'A facilitator of this session does not let you in again. Nothing else of yours is touched; please ask them.',
		offline: 'The server cannot be reached. Check the connection and try again; what you typed stays here.'
	},

	nameMissing: 'Please write a name: the others see it beside what you do.'
};
