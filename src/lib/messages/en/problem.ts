import { plural } from '../locale.ts';

export default {
	loading: 'Opening the board…',
	tooNew:
		'A newer version of this program wrote this board. Reload the page to go on writing; until then you can read it.',

	statement: 'The problem',
	statementPlaceholder: 'What is the problem, in one sentence?',
	noStatement: 'Nobody has written the problem down yet.',

	steps: 'Steps',
	methodLength: (steps: number, minutes: number) =>
		`${plural(steps, { one: '# step', other: '# steps' })} · ${plural(minutes, { one: '# minute', other: '# minutes' })}`,
	minutes: (minutes: number) => plural(minutes, { other: '#′' }),
	minutesSpoken: (minutes: number) => plural(minutes, { one: '# minute', other: '# minutes' }),
	openBoard:
		'This is an open board: everybody here sees each card, and who writes it, while it is being written. The steps are a guide.',
	openVote:
		'Votes are not counted on this board. Show hands in the call, and move what is chosen to the top.',
	openSilent: 'On this open board everybody sees each card, and who writes it, while it is being written.',

	view: 'View',
	viewBoard: 'Board',
	viewList: 'List',
	undo: 'Undo',
	redo: 'Redo',
	undoOvertaken: 'Others have worked on that since, so it stays as it is.',

	lanes: 'Lanes',
	otherCards: 'Other cards',
	otherCardsHint: 'These belong to no lane of this method. Move them where they fit.',
	cardCount: (count: number) => plural(count, { one: '# card', other: '# cards' }),
	add: 'Add a card',
	addAbove: (lane: string) => `Add to ${lane}`,
	addTo: (lane: string) => `Add a card to ${lane}`,
	atWork: (names: string) => `Here now: ${names}`,

	emptyCard: 'Empty card',
	cardText: 'Text of the card',
	cardPlaceholder: 'Write…',
	cardKind: 'card',
	cardHelp:
		'Enter to write, Space to pick up and move with the arrow keys, Alt with an arrow key to move at once, G to put it to the card above, Delete to delete.',
	by: (name: string) => `by ${name}`,
	isWriting: (name: string) => `${name} is writing`,
	actions: 'Actions of this card',
	edit: 'Write on it',
	moveUp: 'Move up',
	moveDown: 'Move down',
	moveTo: (lane: string) => `Move to ${lane}`,
	delete: 'Delete',
	deleted: 'Card deleted.',
	deletedByOthers: 'Somebody deleted the card that you were writing on.',
	putBack: 'Put it back',
	beingWritten: (name: string) => `${name} is writing on this card. It can be deleted when they are done.`,
	somebody: 'Somebody',

	runMethod: 'Run a method',
	copyLink: 'Copy the link to this card',
	linkCopied: 'The link is on the clipboard.',
	linkNotCopied: (link: string) => `The browser did not let the link be copied. Here it is: ${link}`,
	linkedGone: 'The card that the link leads to is not on this board any more. Nothing was changed.',
	details: 'Details…',
	openDetails: 'Details of this card',
	detailsFailed: 'That could not be fetched. Your work is safe; try again when the line is back.',
	owner: 'Owner: ',
	due: 'Due ',
	overdue: 'Overdue since ',
	checklist: 'Checklist: ',
	ticked: (ticked: number, of: number) => `${ticked}/${of}`,
	done: 'Done',

	group: (title: string) => `Group: ${title}`,
	groupUntitled: 'Group without a name',
	groupTitle: 'Name of the group',
	groupPlaceholder: 'Name this group',
	ungroup: 'Take the group apart',
	groups: { together: 'Group with the card above', apart: 'Take out of the group' },
	whys: { together: 'Answers the card above', apart: 'Answers no other card' },

	laneMenu: (lane: string) => `Lane “${lane}”`,
	openLane: 'Open this lane wide',
	saveTodos: 'Save as calendar tasks (.ics)',
	saveTodosFailed: 'The file could not be made. The actions are safe; try again when the line is back.',
	structures: {
		cards: 'Cards and groups',
		whys: 'Five whys',
		fishbone: 'Fishbone',
		grid: 'Impact and effort',
		record: 'Decision record',
		actions: 'Actions'
	},
	noSection: 'Not sorted yet',
	sections: {
		people: 'People',
		methods: 'Ways of working',
		tools: 'Tools and machines',
		materials: 'Materials and data',
		surroundings: 'Surroundings',
		measures: 'Measures and rules',
		decided: 'We decided',
		reasons: 'Because',
		against: 'Decided against',
		review: 'We look again',
		'quick-wins': 'Quick wins',
		'big-projects': 'Big projects',
		'fill-ins': 'Fill-ins',
		'not-now': 'Not now',
		open: 'To do',
		done: 'Done'
	},

	pickedUp: (lane: string, place: number, of: number) =>
		`Picked up, ${place} of ${of} in ${lane}. Arrow keys move it, Space puts it down, Escape puts it back.`,
	movedTo: (lane: string, place: number, of: number) => `${lane}, ${place} of ${of}.`,
	putDown: (lane: string, place: number, of: number) => `Put down in ${lane}, ${place} of ${of}.`,
	movedBack: 'Put back.'
};
