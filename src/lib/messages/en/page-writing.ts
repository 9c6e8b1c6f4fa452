import { plural } from '../locale.ts';

export default {
	/** Other words for each kind of block, by which the menu finds it. */
	kindKeywords: {
		paragraph: 'paragraph plain normal',
		heading1: 'h1 title chapter large',
		heading2: 'h2 section medium',
		heading3: 'h3 small',
		bullet: 'unordered points ul',
		numbered: 'ordered steps ol 1',
		task: 'todo checklist checkbox action',
		quote: 'citation blockquote said',
		calloutNote: 'callout info box remark',
		calloutTip: 'callout hint box advice',
		calloutWarning: 'callout danger careful box',
		code: 'program source verbatim'
	},
	slash: {
		label: 'What to put here',
		choices: (count: number) => plural(count, { one: '# choice', other: '# choices' })
	},
	find: {
		title: 'Find in this page',
		what: 'Find',
		by: 'Replace with',
		matchCase: 'Match case',
		wholeWords: 'Whole words',
		before: 'The one before',
		next: 'The next one',
		close: 'Close the search',
		one: 'Replace',
		all: 'Replace all',
		none: 'Not on this page',
		count: (at: number, count: number) => `${at} of ${count}`,
		replaced: (count: number) => plural(count, { one: 'Replaced once.', other: 'Replaced # times.' })
	},
	outline: {
		title: 'On this page',
		close: 'Close the outline',
		none: 'Headings appear here.',
		here: (names: string) => `Here: ${names}`,
		words: (count: number) => plural(count, { one: '# word', other: '# words' }),
		minutes: (count: number) => plural(count, { one: '# minute to read', other: '# minutes to read' })
	},
	insert: 'Insert',
	bubble: 'Selected words',
	blockMenu: 'This block',
	gripHint: 'Drag to move, click for more',
	turnInto: 'Turn into',
	duplicate: 'Duplicate',
	copyLink: 'Copy link to this block',
	linkCopied: 'Link copied.',
	linkNotCopied: 'The link could not be copied: the browser did not allow it.',
	remove: 'Delete'
};
