import { plural } from '../locale.ts';

const people = (count: number): string => plural(count, { one: '# person', other: '# people' });
const groups = (count: number): string => plural(count, { one: '# group', other: '# groups' });

const things = {
	whiteboard: (count: number) => plural(count, { one: '# item', other: '# items' }),
	problem: (count: number) => plural(count, { one: '# card', other: '# cards' }),
	page: (count: number) => plural(count, { one: '# section', other: '# sections' })
};

export default {
	title: 'Breakout groups',
	loading: 'Fetching the groups…',
	failed: 'That part could not be fetched. Check the connection, and load the page again.',
	backToSession: 'To the session',
	onlyFacilitators: 'Groups are made by a facilitator. When they open, you are taken to yours.',
	people,

	// A member's bar.
	bar: 'Your group',
	yourGroup: (name: string) => `Your group: ${name}`,
	whoIsHere: (name: string) => `Who is in ${name}`,
	noOneElse: 'Nobody else yet',
	notHereNow: 'not here now',
	timeLeft: (time: string) => `${time} left`,
	timeIsUp: 'Time is up',
	backIn: (time: string) => `Back in ${time}`,
	askForHelp: 'Ask for help',
	helpAsked: 'Help is asked for',
	help: 'Help',
	takeHelpBack: 'Never mind',
	backToEveryone: 'Back to everyone',
	toMyGroup: 'To my group',
	toBoard: (title: string) => `Go to “${title}”`,
	joinCall: 'The group’s call',
	more: 'More about your group',
	goingTo: (name: string) => `Your group, ${name}, begins.`,
	goingIn: (seconds: number) =>
		plural(seconds, { one: 'You go there in # second.', other: 'You go there in # seconds.' }),
	goNow: 'Go now',
	textIsSafe: 'What you have written here stays.',
	inGroup: (name: string, others: string) =>
		others === '' ? `You are in ${name}.` : `You are in ${name}, with ${others}.`,
	oneMinuteLeft: 'One minute left in the groups.',
	recalled: (seconds: number) =>
		plural(seconds, {
			one: 'Everybody is called back. The groups end in # second.',
			other: 'Everybody is called back. The groups end in # seconds.'
		}),
	isBack: 'The groups have ended. You are back with everyone.',
	helpIsComing: 'A facilitator has seen that you asked for help.',

	// Somebody else's group.
	otherTitle: (name: string) => `This board belongs to ${name}`,
	otherOpen:
		'While groups are at work, each is by itself on its board. When they end, everybody can read it.',
	otherPlanned: 'These groups have not begun yet. When they do, you are taken to the board of your own.',
	otherSafe: 'Nothing is wrong, and nothing of yours is lost.',
	toSession: 'To the session',

	// A facilitator's bar.
	atWork: (count: number) => `${groups(count)} at work`,
	planned: 'Groups are planned',
	choosing: 'People choose their groups',
	helpWanted: (count: number) => plural(count, { one: '# asks for help', other: '# ask for help' }),
	allGroups: 'All groups',

	// Choosing.
	choose: 'Choose a group',
	chooseAgain: 'Change',
	wishOf: (name: string) => `You would like “${name}”.`,
	chooseText: 'Tap what you would like, the dearest first. A facilitator then makes the groups.',
	chosenAs: (rank: number) => `Your choice ${plural(rank, { other: '#' })}`,
	notChosen: 'Not chosen',
	proposeTopic: 'Another topic',
	propose: 'Propose',
	done: 'Done',

	// Planning.
	newRound: 'Make groups',
	roundName: (number: number) => `Round ${plural(number, { other: '#' })}`,
	howMany: 'How many',
	byNumber: 'Groups',
	bySize: 'People in each',
	numberOfGroups: 'Number of groups',
	sizeOfGroups: 'People in each group',
	fewer: 'Fewer',
	moreOf: 'More',
	makes: (count: number, sizes: string) => `${groups(count)} of ${sizes}`,
	nobodyYet: {
		'smallest-group': 'Nobody but facilitators is here yet. Who comes later goes to the smallest group.',
		lobby: 'Nobody but facilitators is here yet. Who comes later waits on the front page.'
	},
	or: (least: number, most: number) =>
		least === most ? people(most) : `${plural(least, { other: '#' })} or ${people(most)}`,
	who: 'Who goes where',
	ways: {
		mixing: 'Mixed',
		chance: 'At random',
		choice: 'By topics that people choose',
		hand: 'By hand'
	},
	wayHints: {
		mixing: 'With whom they have worked least so far',
		chance: 'Drawn by lot',
		choice: 'Everybody says what they would like',
		hand: 'You put each person somewhere'
	},
	topics: 'Topics, one on each line',
	topicsHint: 'Each becomes a group.',
	topicsMissing: 'Write at least two topics.',
	names: 'Names',
	namesHint: 'One on each line; the rest are numbered.',
	groupName: (number: number) => `Group ${plural(number, { other: '#' })}`,
	board: 'Each group gets',
	boards: {
		whiteboard: 'A new whiteboard',
		problem: 'A new problem board',
		page: 'A new page',
		none: 'No board'
	},
	copyOf: (title: string) => `A copy of “${title}”`,
	planMade: (count: number) => plural(count, { one: '# group is planned.', other: '# groups are planned.' }),
	make: (count: number) => `Make ${groups(count)}`,

	// Arranging.
	inNoGroup: 'In no group',
	inNoGroupEmpty: 'Everybody is in a group.',
	inNoGroupThen: {
		'smallest-group': 'When you open the groups, they go to the smallest.',
		lobby: 'When you open the groups, they wait on the front page.'
	},
	emptyGroup: 'Nobody yet',
	personMenu: (name: string) => `Move ${name}`,
	drag: (name: string) => `Drag ${name} to another group`,
	moveTo: (group: string) => `Move to ${group}`,
	takeOut: 'Take out of the groups',
	makeHost: 'Stays when others move on',
	unmakeHost: 'Moves on like the others',
	host: 'host',
	moved: (name: string, group: string) => `${name} is in ${group} now.`,
	takenOut: (name: string) => `${name} is in no group now.`,
	groupMenu: (name: string) => `What to do about ${name}`,
	renameGroup: 'Rename…',
	groupNameLabel: 'Name of the group',
	groupNameMissing: 'A group needs a name.',
	groupChanged: (name: string) => `${name} is changed.`,
	hasCall: 'Has a call of its own',
	callLink: 'Link of the group’s call…',
	callLinkLabel: 'Address of the call',
	callLinkHint: 'https only. Leave it empty for none.',
	callLinkWrong: 'This is no https address that can be opened. Nothing was changed.',
	removeGroup: 'Remove the group',
	removed: (name: string) => `${name} is removed.`,
	added: (name: string) => `${name} is added.`,
	addGroup: 'Add a group',
	mixAgain: 'Mix',
	shuffle: 'Shuffle',
	shuffled: 'Everybody has been placed anew.',
	askToChoose: 'Let people choose',
	endChoosing: 'Stop choosing',
	placeByChoice: 'Place people by their choices',
	haveChosen: (chosen: number, of: number) =>
		`${plural(chosen, { other: '#' })} of ${people(of)} ${plural(chosen, { one: 'has', other: 'have' })} chosen`,
	would: (name: string) => `would like ${name}`,
	isHost: (name: string) => `${name} stays when the others move on.`,
	isNoHost: (name: string) => `${name} moves on like the others.`,
	wishes: (first: number) => plural(first, { one: '# first choice', other: '# first choices' }),
	discard: 'Discard these groups',
	discardQuestion: 'Discard these groups?',
	discardText: 'The groups and their new boards go. Nobody has worked in them yet.',
	discardIt: 'Discard',
	opening: 'Open the groups',
	length: 'They end after',
	minutesLabel: 'minutes',
	atTheEnd: 'At the end',
	thens: {
		recall: 'Call everyone back',
		ask: 'Wait for me'
	},
	open: 'Open the groups',
	opened: (count: number) => `${groups(count)} open.`,

	// The dashboard.
	extend: (minutes: number) => plural(minutes, { one: '+# min', other: '+# min' }),
	extendLong: (minutes: number) => plural(minutes, { one: 'One minute longer', other: '# minutes longer' }),
	extended: (minutes: number) => plural(minutes, { one: '# minute added.', other: '# minutes added.' }),
	recall: 'Call back in 30 s',
	recalledNow: 'Everyone is called back in 30 seconds.',
	keepOpen: 'Keep them open',
	closeNow: 'End now',
	closed: 'The groups have ended.',
	message: 'Message to all groups',
	messagePlaceholder: 'Everybody sees it, whichever group they are in',
	send: 'Send',
	sent: 'Sent to everybody.',
	asksForHelp: (name: string) => `${name} asks for help`,
	answered: 'Answered',
	visit: 'Visit',
	visitGroup: (name: string) => `Visit ${name}`,
	pictureOf: (name: string) => `What ${name} has on its board`,
	emptyBoard: 'Nothing on it yet',
	noBoard: 'No board',
	pictureLater: 'The picture comes when there is a connection.',
	onBoard: (count: number) => plural(count, { one: '# thing on it', other: '# things on it' }),
	openBoard: 'Open',

	// Afterwards.
	over: (title: string) => `${title} is over`,
	reopen: 'Open them again',
	nextRound: 'Another round',
	nextRoundText: 'What the next round makes of this one:',
	rotations: {
		same: 'The same groups go on',
		'new-pairs': 'New mix, same boards',
		'host-stays': 'Hosts stay, others move on',
		'sheets-pass': 'Boards pass to the next group'
	},
	plan: 'Plan it',
	afresh: 'New groups altogether',
	earlier: 'Earlier rounds',
	harvest: 'Bring results together',
	harvestText: 'They are copied to a board that all share, under the name of each group.',
	harvestTexts: {
		whiteboard:
			'What has words is copied to a board that all share, in a frame for each group. With everything, drawings and pictures come along.',
		problem: 'Cards are copied to the same lane of a board that all share, under the name of their group.',
		page: 'Each group’s page is copied to the end of one that all share, under the group’s name.'
	},
	harvestWhat: 'What to bring',
	takes: { top: 'Each group’s top', all: 'Everything', chosen: 'What is ticked', lanes: 'Some lanes' },
	harvestTop: 'How many of each group',
	harvestMarked: 'Most stamped first, then the newest.',
	harvestAsItLies: 'As it lies on each group’s board.',
	harvestDrawn: (count: number) =>
		plural(count, {
			one: '# drawing, picture or arrow as well',
			other: '# drawings, pictures and arrows as well'
		}),
	harvestDrawnStays: (count: number) =>
		plural(count, {
			one: '# drawing, picture or arrow: comes only with everything',
			other: '# drawings, pictures and arrows: come only with everything'
		}),
	harvestTo: 'Onto',
	stamps: (count: number) => plural(count, { one: '# stamp', other: '# stamps' }),
	boardsOfGroups: 'The groups’ boards',
	harvestNone: 'Nothing with words is here.',
	harvestNotRead: 'This board did not come. What is on it can be brought over all the same.',
	harvestNoBoard:
		'There is no board that all share of the kind that these groups had. Add one to the session first; theirs can be read below.',
	harvestNothing: 'Tick what should be brought over.',
	cards: (count: number) => plural(count, { one: '# card', other: '# cards' }),
	bring: (count: number, kind: keyof typeof things) => `Bring ${things[kind](count)} over`,
	bringing: 'The results are being brought together. This goes on if you close the page.',
	brought: (count: number, kind: keyof typeof things, board: string) =>
		`${things[kind](count)} from the groups ${plural(count, { one: 'is', other: 'are' })} on “${board}”.`,
	bringFailures: {
		unreadable:
			'One of the boards could not be read. Nothing was changed; what groups made is on their boards.',
		'too-large': 'That is too much for one board. Nothing was changed; bring over less at a time.',
		newer:
			'The board was changed by a newer version of this program. Nothing was changed; update the server first.'
	},
	takeBack: 'Take back',
	takingBack: 'Taking it back…',
	takenBack: (board: string) => `Taken back from “${board}”.`,
	takenBackBut: (left: number, kind: keyof typeof things, board: string) =>
		`Taken back from “${board}”, but for ${things[kind](left)} that somebody has changed.`,
	undo: 'Undo',
	undone: 'Undone.'
};
