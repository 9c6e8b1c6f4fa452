import { plural } from '../locale.ts';

/** Steering a method through its phases: topics, turns, groups, who is ready. */
export default {
	topics: 'Topics',
	topicNow: 'Now discussing',
	topicNone: 'No topic is being discussed yet.',
	topicsNone: 'There are no topics yet.',
	topicsDone: 'All topics have been discussed.',
	nextTopic: (text: string) => `Next topic: ${text}`,
	takeTopic: (text: string) => `Discuss “${text}” now`,
	takeTopicShort: 'Discuss now',
	endTopic: 'Done with this topic',
	topicStates: { now: 'now', done: 'discussed', waiting: 'next up' },
	askGoOn: 'Vote on going on',
	goOnQuestion: 'Go on with this topic?',
	goOnSecret: (min: number) =>
		`Secret: nobody is told what you chose. Below ${min} voters no result is shown.`,
	goOn: 'Go on',
	enough: 'That is enough',
	goOnSent: 'Your vote is in. You can change it until the vote closes.',
	goOnNotSent: 'Your vote is not in yet: no line to the server. Choose again when the line is back.',
	goOnResult: (on: number, enough: number) => `${on} to go on · ${enough} for enough`,
	goOnTooFew: 'Too few voted to keep their secret, so no result is shown.',
	extendTopic: (minutes: number) =>
		`Go on for ${plural(minutes, { one: '# more minute', other: '# more minutes' })}`,

	holder: 'Whose case it is',
	holderIs: (name: string) => `The case is ${name}’s.`,
	holderIsMe: 'The case is yours.',
	holderNobody: 'Nobody has been named yet.',
	holderChoose: 'Choose a person',

	turnLeft: (time: string) => `${time} left of this turn`,
	turnOver: (time: string) => `${time} over this turn’s time`,
	turnOf: (place: number, of: number) => `Turn ${place} of ${of}`,
	passFor: (name: string) => `Pass for ${name}`,

	groups: 'Groups',
	group: (label: string) => `Group ${label}`,
	groupIn: (group: string, of: string) => `${group} · ${of}`,
	seat: (number: number) => `Seat ${number}`,
	sheetOf: (number: number) => `Sheet ${number}`,
	formGroups: (count: number) => plural(count, { one: 'Form # group', other: 'Form # groups' }),
	joinGroups: (count: number) => plural(count, { one: 'Join into # group', other: 'Join into # groups' }),
	offerGroups: (count: number) =>
		plural(count, { one: 'Offer # group to choose', other: 'Offer # groups to choose from' }),
	rotations: {
		same: 'Begin the same groups again',
		'new-pairs': 'Mix the groups',
		'host-stays': 'Change tables: hosts stay',
		'sheets-pass': 'Pass the sheets on'
	},
	openGroups: 'Begin the groups',
	beginChosen: 'Begin the groups as chosen',
	reopenGroups: 'Open the groups again',
	bring: 'Bring the groups’ cards here',
	endAndBring: 'End the groups and bring their cards here',
	bringing: 'The groups’ cards are coming…',
	arrangeFirst: 'Form the groups, and arrange them by hand first',
	arrange: 'Arrange the groups',
	takePart: 'Facilitators take part',
	notFormed: 'The groups are not formed yet.',
	soon: 'The groups are formed, and begin in a moment.',
	choosing: 'Choose your group, in the bar above the board.',
	ended: 'The groups have ended.',
	noGroup: 'You are in no group. You can read along.',
	toMine: (name: string) => `Go to ${name}`,
	inGroup: (name: string) => `You are in ${name}.`,
	inGroupWith: (name: string, others: string) => `You are in ${name}, with ${others}.`,
	stays: (name: string) => `${name} stays as host.`,
	iStay: 'You stay as host.',
	stay: 'I stay as host',
	goRound: 'The groups are at work. Look in on them, and go on when they are ready.',
	wentOn: 'A group worked here. The method has gone on with everybody.',
	goesOnSoon: 'The method goes on with everybody. Finish what you are writing here: it is kept.',
	groupDone: 'A group worked here. The method is done.',
	boardOfAll: 'Board of all',
	allGroups: (count: number) => plural(count, { one: '# group at work', other: '# groups at work' }),
	unread: (sheets: number) =>
		plural(sheets, {
			one: 'One sheet could not be read yet. What is on it is safe, and is shown as soon as it can be read.',
			other:
				'# sheets could not be read yet. What is on them is safe, and is shown as soon as they can be read.'
		}),
	stuck:
		'The cards could not be put on the board, since it does not open. They are safe on the sheets of those who wrote them, and nobody else is sent them. Try again; where that fails too, whoever runs this server can repair the board.',
	stuckForAll:
		'The cards cannot be shown yet: the board does not open. What you wrote is safe, and nobody else is sent it.',
	readAgain: 'Try again now',
	revealOf: (title: string) => `Reveal what is left of “${title}”`,

	allWritten: 'You have written all your cards of this phase. Read on until the others have, too.',

	deadline: 'Leave this phase open until…',
	deadlineTitle: 'Open until when?',
	deadlineText:
		'For those who cannot be here: everybody can work on this phase until then, in their own time.',
	deadlineField: 'Day and time',
	deadlinePast: 'That is not ahead. Choose a later day or time.',
	deadlineFar: 'That is more than a year ahead. Choose an earlier day.',
	deadlineSet: 'Leave it open',

	own: 'What you wrote alone',
	ownOpen: 'Show what I wrote alone',
	ownClose: 'Hide it',
	ownPrivate: 'Nobody else is sent this.',
	ownShow: (text: string) => `Show “${text}” to everybody`,
	ownShowShort: 'Show to everybody',
	ownShown: 'It is on the board now.',
	ownEmpty: 'Nothing is left on your sheet.',
	ownFromHere: 'Show one of your cards when it is your turn.',

	ready: (ready: number, all: number) => `${ready} of ${all} are ready`,
	allReady: 'Everybody is ready',
	iAmReady: 'I am ready',
	readyLabel: 'Ready for what comes next'
};
