/** The tools for writing, which come when the page is drawn. */
export default {
	toolbar: 'Formatting',
	chooseBoard: 'Which board or page?',
	noBoards: 'This session has no other board or page yet.',
	readOnly: 'You are reading along.',
	kindMenu: 'Kind of block',
	kinds: {
		paragraph: 'Text',
		heading1: 'Heading',
		heading2: 'Subheading',
		heading3: 'Small heading',
		bullet: 'Bulleted list',
		numbered: 'Numbered list',
		task: 'Tasks',
		quote: 'Quote',
		calloutNote: 'Note',
		calloutTip: 'Tip',
		calloutWarning: 'Warning',
		code: 'Code',
		mixed: 'Several kinds'
	},
	/** What can be put into a page: its name, and other words for it by which a menu finds it. */
	insertable: {
		divider: { label: 'Divider', keywords: 'line rule separator break' },
		table: { label: 'Table', keywords: 'grid rows columns cells spreadsheet' },
		image: { label: 'Image', keywords: 'picture photo screenshot drawing' },
		file: { label: 'File', keywords: 'attachment document pdf upload download' },
		formula: { label: 'Formula', keywords: 'math equation tex latex katex' },
		diagram: { label: 'Diagram', keywords: 'mermaid flowchart sequence graph gantt mindmap' },
		board: { label: 'Board or page', keywords: 'embed whiteboard problem link reference' }
	},
	marks: {
		bold: 'Bold',
		italic: 'Italic',
		underline: 'Underline',
		strike: 'Strike through',
		highlight: 'Highlight',
		code: 'Code'
	},
	link: 'Link',
	undo: 'Undo',
	redo: 'Redo',
	indent: 'Indent',
	outdent: 'Outdent',
	moveUp: 'Move up',
	moveDown: 'Move down',
	more: 'More',
	keys: 'Keyboard shortcuts',
	plainView: 'Reading view',
	print: 'Print',
	linkPanel: {
		title: 'Link',
		address: 'Address',
		addressHint: 'A web address, or e-mail',
		wrong: 'This is no address that a page can link to.',
		apply: 'Set link',
		remove: 'Remove',
		open: 'Open in a new tab'
	},
	keysDialog: {
		title: 'Writing without the mouse',
		lead: 'Ctrl is ⌘ on a Mac.',
		typing: 'While typing',
		blocks: 'Blocks',
		words: 'Words',
		page: 'Page',
		lineBreak: 'A new line in the same block',
		checkTask: 'Check or uncheck the task',
		indent: 'In a list: one step in or out',
		leave: 'Leave the text with the keyboard',
		orType: (typed: string) => `or ${typed} at the start of a line`,
		around: (typed: string) => `or ${typed}`
	}
};
