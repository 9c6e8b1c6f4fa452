import { plural } from '../locale.ts';

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

	addImage: 'Add a picture or PDF…',
	fromSession: (title: string, day: string) => `From “${title}”, ${day}`,
	goesOn: 'Goes on in the next session',

	images: {
		title: 'Pictures and files',
		image: 'Picture',
		add: 'Add pictures or PDFs',
		hint: 'Or drop or paste them onto the card: pictures, made smaller where they are large, and PDFs of up to 10 MB. Where a photograph was taken is taken out of it; a PDF stays as it is.',
		private:
			'Nobody else sees them before the cards are shown. What has not been sent by then stays behind. A PDF, and what it is called, may say who made it.',
		describe: (index: number) => `What picture ${index} shows`,
		describeHint: 'For those who cannot see it',
		undescribed: 'A picture without a description',
		open: (alt: string) => (alt === '' ? 'Open the picture' : `Open the picture: ${alt}`),
		remove: (which: string) => `Remove the picture ${which}`,
		removed: 'The picture is removed.',
		undo: 'Undo',
		loading: 'Loading…',
		missing: 'Not here yet',
		missingLong:
			'It is still on the device of whoever added it. It appears here when that device is connected.',
		sending: (
			state:
				| { readonly at: 'sending'; readonly percent: number }
				| { readonly at: 'waiting' }
				| { readonly at: 'refused' }
		): string =>
			state.at === 'sending'
				? `Sending, ${state.percent} %`
				: state.at === 'waiting'
					? 'Waits to be sent'
					: 'Not sent',
		tooMany: (most: number) => `A card has ${most} pictures at most; the others were left out.`,
		notYours: 'You cannot change this card now, so the picture was not added.',
		ontoCard: 'Drop a picture onto a card to add it there.',
		stayedBehind: (count: number) =>
			count === 1
				? 'A picture or file had not been sent when the cards were shown, so it did not come along. Add it to the card there if everybody may see it.'
				: `${count} pictures or files had not been sent when the cards were shown, so they did not come along. Add them to the cards there if everybody may see them.`
	},

	files: {
		unnamed: 'Document.pdf',
		size: (bytes: number) =>
			bytes < 1_000_000
				? `PDF, ${Math.max(1, Math.round(bytes / 1000))} kB`
				: `PDF, ${(bytes / 1_000_000).toFixed(1)} MB`,
		save: (name: string, size: string) => `Save the file ${name} (${size})`,
		remove: (name: string) => `Remove the file ${name}`,
		removed: 'The file is removed.',
		added: (count: number) => plural(count, { one: 'File added', other: '# files added' }),
		tooMany: (most: number) => `A card has ${most} files at most; the others were left out.`,
		tooLarge: (name: string) => `${name} is too large: a PDF may have up to 10 MB.`,
		neither: 'This is neither a picture that your browser can read nor a PDF.',
		missing:
			'The file is not here yet: it is still on the device of whoever added it, or there is no line to the server.'
	},

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
