/** The sheet of a card, and lanes over all of the board. */
export default {
	title: 'About this card',
	goneTitle: 'This card is gone',
	gone: 'Somebody deleted it. Nothing else was changed.',
	nobodyEdits: 'In this phase the card can be read, and not changed.',

	action: 'Who, and by when',
	owner: 'Owner',
	nobody: 'Nobody yet',
	due: 'Due on',
	done: 'It is done',

	tags: 'Tags',
	newTag: 'New tag',
	addTag: 'Add',
	removeTag: (tag: string) => `Remove the tag ${tag}`,

	checklist: 'Checklist',
	newCheck: 'New line',
	addCheck: 'Add',
	checkText: (text: string) => `Words of “${text}”`,
	removeCheck: (text: string) => `Remove “${text}”`,

	links: 'Links',
	linkBoard: 'Link to a board',
	chooseBoard: 'Choose a board…',
	linkAddress: 'Or paste a link to a shape or frame',
	linkAddressHint: 'On a whiteboard, “Copy link” of what is selected gives it.',
	addLink: 'Add',
	notOurs: 'That is no link to a board of this session. Other addresses can be written on the card itself.',
	shapeOn: (board: string) => `A place on “${board}”`,
	removeLink: (title: string) => `Remove the link to ${title}`,

	back: 'Back to all lanes',
	wideHint: {
		grid: 'Drag cards to where they belong. By keyboard: Space picks a card up, the arrow keys move it.',
		fishbone: 'Drag each cause to its bone. By keyboard: Alt with an arrow key, or the menu of the card.',
		whys: 'Drop a card on another one to make it the answer to its “why?”.',
		cards: 'Drop a card on another one to put them into one group.',
		record: 'What was decided, why, what was not taken, and when it is looked at again.',
		actions: 'Who does what, by when.'
	},
	problem: 'The problem',
	impact: 'Impact',
	effort: 'Effort',
	much: 'much',
	little: 'little',
	unplaced: 'Not placed yet',
	placed: (impact: number, effort: number) => `Impact ${impact} %, effort ${effort} %.`,
	gridHelp:
		'Space picks the card up, arrow keys move it: up for more impact, right for more effort. Space puts it down, Enter opens its details.'
};
