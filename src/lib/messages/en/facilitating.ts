import { locale, plural } from '../locale.ts';

const minutes = (count: number): string => plural(count, { one: '# minute', other: '# minutes' });

export default {
	tools: 'Run the session',
	toolsShort: 'Run',
	asks: (count: number) => plural(count, { one: '# person waits for you', other: '# people wait for you' }),
	somebody: 'Somebody',
	someFacilitator: 'A facilitator',
	sections: {
		now: 'Now',
		stage: 'Stage',
		agenda: 'Agenda',
		people: 'People',
		say: 'Say',
		rights: 'Rights'
	},
	undo: 'Undo',
	done: {
		show: 'Everybody who follows the stage sees this now.',
		lock: 'Only facilitators write now.',
		unlock: 'Members write again.',
		stopTimer: 'The timer is off.',
		announce: 'Everybody has your message.',
		agenda: 'The agenda goes on.',
		removeItem: (title: string) => `“${title}” is off the agenda.`,
		settings: 'The rights are changed.',
		meeting: 'The call’s address is changed.'
	},

	labels: {
		about: 'What may leave this session',
		meaning: {
			red: 'Nothing leaves this session. Do not repeat, copy or photograph what you see here.',
			amber: 'Stays in this community: share it with its members, and with nobody outside.',
			green: 'May go to partner communities, but not to the public.',
			clear: 'May be shared with anyone.'
		},
		stripped: 'Under the Chatham House rule: use what was said, never tell who said it.',
		strippedChoice: 'Chatham House rule: what leaves the session names nobody',
		change: 'Change the label',
		choose: 'Who may see what is made here?',
		narrowOnly:
			'You can make it narrower at any time. Making it wider is possible only before anybody else has joined.',
		cannotWiden: 'Others joined under the narrower label, so it can only become narrower.',
		cameAlong: (label: string) =>
			`Actions came along from an earlier session, so it stays as narrow as that one: ${label}.`
	},

	timer: {
		title: 'Timer',
		left: (time: string) => `Timer: ${time} left`,
		over: (time: string) => `Timer: over by ${time}`,
		paused: (time: string) => `Timer paused with ${time} left`,
		timesUp: 'Time’s up',
		start: (count: number) => `Start ${minutes(count)}`,
		minutes: 'Minutes',
		startOther: 'Start',
		pause: 'Pause',
		resume: 'Go on',
		stop: 'Stop',
		more: (count: number) => `+${new Intl.NumberFormat(locale()).format(count)} min`,
		moreLabel: (count: number) => `${minutes(count)} more`,
		sound: 'A soft sound at the end',
		soundText: 'For this device only.',
		nobodyCut: 'Nothing is cut off when it ends.',
		saidMinute: 'One minute left.',
		saidEnd: 'Time’s up. Finish what you are at; nothing is cut off.',
		saidStarted: (time: string) => `A timer runs: ${time}.`
	},

	signals: {
		mine: 'Show the others',
		raise: 'Raise hand',
		lower: 'Lower hand',
		help: 'I need help',
		helpDone: 'I am fine again',
		react: 'React',
		reactions: {
			'thumbs-up': 'Thumbs up',
			heart: 'Heart',
			clap: 'Applause',
			laugh: 'Laughing',
			surprised: 'Surprised',
			thinking: 'Thinking'
		},
		reacted: (name: string, what: string) => `${name}: ${what}`,
		hands: 'Raised hands',
		noHands: 'No hand is up.',
		helpCalls: 'Asking for help',
		done: 'Done',
		answered: (name: string) => `Done with ${name}`,
		allAnswered: 'Lower all',
		goThere: 'Go there',
		newcomers: 'New here',
		newcomersText:
			'Only facilitators see this. They are here for the first time, among people who were here before.',
		handRaised: 'hand up',
		helpNeeded: 'needs help',
		isReady: 'ready',
		isNew: 'new',
		saidHand: (name: string) => `${name} raised a hand.`,
		saidHelp: (name: string) => `${name} asks for help.`
	},

	ready: {
		title: 'Ready check',
		question: 'Question',
		usual: 'Are you ready?',
		ask: 'Ask everybody',
		end: 'Close the question',
		yes: 'Ready',
		notYet: 'Not yet',
		count: (ready: number, all: number) =>
			`${new Intl.NumberFormat(locale()).format(ready)} of ${new Intl.NumberFormat(locale()).format(all)} ready`,
		everybody: 'Everybody is ready'
	},

	say: {
		title: 'Message to everybody',
		text: 'Message',
		hint: 'Stays on every screen, in every group, until it was read.',
		send: 'Send to everybody',
		from: (name: string) => `${name} to everybody`,
		fromSomebody: 'To everybody',
		read: 'Got it',
		sent: 'Sent',
		retract: 'Take back',
		prompt: 'Private message',
		promptTo: 'To',
		promptWho: 'Choose somebody…',
		promptText: 'Message',
		promptHint: 'Only they see it, each alone.',
		promptSend: 'Send',
		promptSent: (count: number) => plural(count, { one: 'Sent to # person.', other: 'Sent to # people.' }),
		promptFrom: (name: string) => `${name} to you alone`,
		notes: 'Notes to yourself',
		notesHint: 'Nobody else is ever sent these.',
		notesSaved: 'Kept',
		notesSaving: 'Being kept…',
		notesOffline: 'No connection. Your notes go out when it is back.'
	},

	agenda: {
		title: 'Agenda',
		empty: 'No agenda yet. Add what you are going to do, and how long it takes.',
		emptyMember: 'No agenda was set.',
		add: 'Add',
		addTitle: 'Add an item',
		itemTitle: 'What',
		minutes: 'Minutes',
		board: 'Board',
		noBoard: 'No board',
		now: (title: string) => `Now: ${title}`,
		left: (time: string) => `${time} left`,
		over: (time: string) => `over by ${time}`,
		planned: (count: number) => minutes(count),
		total: (count: number) => `${minutes(count)} in all`,
		isDone: 'done',
		current: 'now',
		startAgain: 'Again',
		nextIs: (title: string) => `Next: ${title}`,
		end: 'End the agenda',
		menu: (title: string) => `What to do with “${title}”`,
		change: 'Change',
		skip: 'Skip to this',
		up: 'Move up',
		down: 'Move down',
		remove: 'Take off the agenda',
		drag: (title: string) => `Move “${title}”: arrow keys up and down`,
		moved: (title: string, place: number) => `“${title}” is number ${String(place)} now.`,
		startTimer: 'Start a timer with it'
	},

	stage: {
		title: 'Stage',
		text: 'What the big screen and those who follow the stage see.',
		shown: 'On the stage',
		show: {
			nothing: 'Nothing',
			gone: 'A board that is gone',
			part: (title: string) => `A part of ${title}`,
			thisPart: 'What you see of this board now',
			whole: 'All of it',
			selected: 'What is selected',
			heading: (title: string) => `From the heading: ${title}`,
			frame: (title: string) => `Frame: ${title}`,
			results: (title: string) => `Results of ${title}`,
			timer: 'The timer',
			join: 'The join code',
			agenda: 'The agenda',
			agendaItem: 'The current item of the agenda',
			breakouts: 'The groups',
			announcement: 'The last message to everybody'
		},
		boards: 'Other boards',
		rest: 'Time and people',
		previewOf: (what: string) => `The big screen now: ${what}`,
		parts: 'Parts of what is shown',
		part: (part: number, parts: number) => `Part ${String(part)} of ${String(parts)}`,
		partBefore: 'The part before',
		partNext: 'The next part',
		whyParts: 'It comes in parts: all at once, its letters would be too small for the back row.',
		pointers: 'Show people’s pointers on the big screen',
		clear: 'Clear the stage',
		putUp: 'Put on the big screen',
		putUpWhat: (what: string) => `Put on the big screen: ${what}`,
		isUp: 'On the big screen',
		choose: 'Show on the stage',
		pick: 'Choose…',
		followToo: 'Follow it here too',
		somethingShown: 'The facilitator shows something on the stage.',
		lookHere: 'Bring everybody here',
		lookHereDone: 'Everybody was brought to where you are.',
		lookHereOn: (name: string) => `${name} brought you here.`,
		follow: 'Follow the stage',
		unfollow: 'Stop following',
		following: 'You follow the stage.',
		followingNothing: 'You follow the stage. Nothing is on it now.'
	},

	phone: {
		section: 'On a phone',
		sectionText: 'How this session looks to those who join with one.',
		open: 'Preview as a phone',
		title: 'As a phone shows it',
		text: 'It is live, and you are yourself in it: what you do there counts.',
		frame: 'This session as a phone shows it'
	},

	screens: {
		title: 'Big screens',
		text: (host: string) =>
			`On the room’s computer, open ${host}/project, and enter here the code that it shows. It only reads.`,
		code: 'Code on the screen',
		noCode: 'A code has eight letters and digits, like K7QF-2M9D.',
		name: 'What to call it',
		usualName: 'Big screen',
		pair: 'Connect this screen',
		paired: (name: string) => `${name} shows this session now.`,
		on: 'on',
		off: 'not connected',
		until: (time: string) => `until ${time}`,
		revoke: 'Take off',
		revokeOne: (name: string) => `Take the session off ${name}`,
		revoked: (name: string) => `${name} no longer shows this session.`
	},

	rights: {
		boards: 'Boards',
		inGroups: 'While groups are at work',
		lock: 'Lock all boards',
		lockText: 'Only facilitators write, until you unlock them.',
		unlock: 'Unlock all boards',
		lockedNote: 'The boards are locked: only facilitators write now.',
		memberMay: 'Members may',
		may: {
			write: 'write on shared boards',
			'add-board': 'add boards',
			'rename-board': 'rename boards',
			'propose-group': 'propose groups',
			'change-group': 'change their group',
			'control-timer': 'run the timer'
		},
		latecomers: 'Who comes while groups work, or is in none',
		latecomer: { 'smallest-group': 'goes to the smallest group', lobby: 'waits on the front page' },
		groups: 'Other groups’ boards',
		group: { private: 'are hidden', readable: 'can be read', open: 'can be written on' },
		waitingRoom: 'Let people in one by one',
		waitingRoomText: 'Who comes by the code waits until a facilitator admits them.'
	},

	door: {
		title: 'At the door',
		count: (count: number) =>
			count === 0 ? 'Nobody waits.' : plural(count, { one: '# person waits', other: '# people wait' }),
		admit: 'Admit',
		admitAll: 'Admit all',
		turnAway: 'Turn away',
		saidWaiting: (name: string) => `${name} waits to be let in.`
	},

	people: {
		handOver: 'Hand the session over',
		handOverQuestion: (name: string) => `Hand the session over to ${name}?`,
		handOverText: 'They become facilitator and you a member. Only they can make you one again.',
		handedOver: (name: string) => `${name} runs the session now.`,
		remove: 'Remove',
		ban: 'Ban',
		removeQuestion: (name: string) => `Remove ${name}?`,
		banQuestion: (name: string) => `Ban ${name}?`,
		turnAwayQuestion: (name: string) => `Turn ${name} away?`,
		removeText: 'They leave at once. What they made stays. With the code they can join again.',
		banText: 'They leave at once, and the code does not let them in again. What they made stays.',
		turnAwayText: 'They do not come in.',
		reason: 'What they will read',
		reasonHint: 'Shown to them alone. May be left empty.'
	},

	claim: {
		offer: 'No facilitator is here. If none comes back within a minute, you can run the session.',
		claim: 'I can facilitate',
		waiting: (name: string, time: string) =>
			`${name} runs the session in ${time}, unless a facilitator comes back.`,
		soon: (name: string) => `${name} runs the session within a minute, unless a facilitator comes back.`,
		mineSoon: 'You run the session within a minute, unless a facilitator comes back.',
		mine: (time: string) => `You run the session in ${time}, unless a facilitator comes back.`,
		withdraw: 'Never mind',
		refuse: 'I am back',
		granted: 'You are the facilitator now.'
	},

	meeting: {
		title: 'The call',
		text: 'Where the people talk. Everybody gets a button that opens it in a new tab.',
		address: 'Address of the call',
		hint: 'From Jitsi, BigBlueButton, Zoom, Meet, Teams or any other.',
		wrong: 'That is no address of a call. Copy the whole link, from https:// on.',
		set: 'Set',
		remove: 'Remove',
		open: (provider: string) => `Open the call (${provider})`,
		openPlain: 'Open the call',
		inNewTab: 'opens a new tab'
	}
};
