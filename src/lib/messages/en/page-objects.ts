import { plural } from '../locale.ts';

const MEGABYTE = 1_000_000;

export default {
	preparing: (count: number) =>
		plural(count, { one: 'Getting the file ready…', other: 'Getting # files ready…' }),
	fileProblems: {
		empty: 'This file is empty.',
		'too-large': 'This file is too large; up to 10 MB can be added.',
		unreadable: 'This file could not be read. Folders cannot be added.'
	},
	/** On what is still on its way to the others. */
	sending: {
		sending: (percent: number) => `Sending… ${percent} %`,
		waiting: 'Waiting to be sent',
		refused: 'Not sent'
	},
	image: {
		loading: 'Fetching the image…',
		missing: 'The device that has this image is away. It comes when that is back.',
		undescribed: 'Image that nobody has described yet',
		caption: 'Caption',
		captionHint: 'Caption',
		describe: 'What does the image show?',
		describeHint: 'For those who cannot see it, and for search.',
		width: 'Width',
		widths: { 25: 'Quarter', 50: 'Half', 75: 'Three quarters', 100: 'Full' }
	},
	file: {
		size: (bytes: number) =>
			bytes < MEGABYTE
				? `${Math.max(1, Math.round(bytes / 1000))} kB`
				: `${(bytes / MEGABYTE).toFixed(1)} MB`,
		save: (name: string) => `Save ${name}`,
		missing: 'The device that has this file is away, or you are not connected. Try again later.'
	},
	embed: {
		board: 'Board',
		card: 'Card',
		page: 'Page',
		untitled: 'Without a name'
	},
	formula: {
		label: 'Formula, as TeX',
		edit: 'Change the formula',
		empty: 'Empty formula',
		hint: 'TeX: x^2, \\frac{a}{b}, \\sum_{i=1}^n. Ctrl+Enter goes on below.'
	},
	diagram: {
		label: 'Diagram, as Mermaid',
		edit: 'Change the diagram',
		empty: 'Empty diagram',
		hint: 'Mermaid: flowchart, sequenceDiagram, gantt, mindmap and others. Ctrl+Enter goes on below.'
	},
	/** In the place of a drawing, or under the last one that there was. `why`: in English, from what read it. */
	sourceProblems: {
		wrong: (why: string) =>
			why === '' ? 'This cannot be read as it is.' : `This cannot be read as it is: ${why}`,
		tooLong: () => 'This is too long to be drawn.',
		unavailable: () =>
			'What draws this could not be fetched, or gave no answer. Nothing is lost: load the page again to try once more.'
	},
	table: {
		label: (rows: number, columns: number) => `Table, ${rows} rows, ${columns} columns`,
		scrolls: 'Table; scroll sideways to see all of it',
		cell: (row: number, column: number) => `Row ${row}, column ${column}`,
		tools: 'Table tools',
		row: 'Row',
		column: 'Column',
		table: 'Table',
		rowAbove: 'Insert above',
		rowBelow: 'Insert below',
		rowUp: 'Move up',
		rowDown: 'Move down',
		deleteRow: 'Delete row',
		columnBefore: 'Insert before',
		columnAfter: 'Insert after',
		columnBack: 'Move towards the start',
		columnForth: 'Move towards the end',
		wider: 'Wider',
		narrower: 'Narrower',
		fit: 'Fit to its words',
		deleteColumn: 'Delete column',
		headerRow: 'First row is a header',
		headerColumn: 'First column is a header',
		deleteTable: 'Delete table',
		addRow: 'Add a row',
		addColumn: 'Add a column',
		resize: (column: number) => `Width of column ${column}`,
		empty: 'This table has no cells.',
		tooLarge: (rows: number, columns: number) =>
			`A table has at most ${rows} rows and ${columns} columns. What did not fit was left out.`
	}
};
