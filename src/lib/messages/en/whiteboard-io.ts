import { plural } from '../locale.ts';

export default {
	import: 'Open a drawing or a table…',
	export: 'Export…',
	copyPng: 'Copy as picture (PNG)',
	copySvg: 'Copy as SVG',
	refusals: {
		'too-large': 'This file is larger than 40 MB. Nothing was changed.',
		'not-a-drawing':
			'This is no drawing that can be opened here. Excalidraw, tldraw, SVG, CSV and our own files can.',
		broken: 'This file is damaged or cut off, so nothing of it was opened.',
		newer: 'This file was made by a newer version. Update, and open it again.',
		empty: 'There is nothing to draw in this file.',
		'too-many': 'This drawing has more than 20,000 shapes. Open it in parts.',
		failed: 'That did not work. Check the line, and try again.'
	},
	stages: {
		reading: 'Reading the file…',
		adding: 'Adding shapes…'
	},
	addedSoFar: (done: number, of: number) =>
		`${plural(done, { other: '#' })} of ${plural(of, { one: '# shape', other: '# shapes' })}`,
	patience: 'You can stop it; then nothing of it is added.',
	stop: 'Stop',
	stopped: 'Stopped. Nothing was added.',
	imported: (count: number) => plural(count, { one: '# shape added', other: '# shapes added' }),
	importedTitle: (count: number) =>
		plural(count, {
			one: '# shape added, not quite as it was',
			other: '# shapes added, not all as they were'
		}),
	importedHint: 'What could not be kept as it was:',
	fine: 'All right',
	undoImport: 'Take it back',
	changes: {
		hatched: (count: number) =>
			plural(count, { one: '# hatched area is solid now', other: '# hatched areas are solid now' }),
		unfilled: (count: number) =>
			plural(count, {
				one: '# drawing by hand is shown without its filling',
				other: '# drawings by hand are shown without their filling'
			}),
		'text-colors': (count: number) =>
			plural(count, {
				one: 'The words in # shape take its colour',
				other: 'The words in # shapes take their colour'
			}),
		embeds: (count: number) =>
			plural(count, {
				one: '# embedded web page became a link card',
				other: '# embedded web pages became link cards'
			}),
		videos: (count: number) =>
			plural(count, { one: '# video became a link card', other: '# videos became link cards' }),
		symbols: (count: number) =>
			plural(count, {
				one: '# shape that does not exist here became the nearest one',
				other: '# shapes that do not exist here became the nearest ones'
			}),
		crops: (count: number) =>
			plural(count, { one: '# cropped image is shown whole', other: '# cropped images are shown whole' }),
		flips: (count: number) =>
			plural(count, { one: '# mirrored image is not mirrored', other: '# mirrored images are not mirrored' }),
		images: (count: number) =>
			plural(count, {
				one: '# image is missing: the file does not have it, or it could not be kept',
				other: '# images are missing: the file does not have them, or they could not be kept'
			}),
		effects: (count: number) =>
			plural(count, {
				one: '# gradient, filter or mask was left out',
				other: '# gradients, filters or masks were left out'
			}),
		pages: (count: number) =>
			plural(count, { one: '# page stands beside the first', other: '# pages stand beside the first' }),
		cut: (count: number) =>
			plural(count, { one: '# very long text was cut', other: '# very long texts were cut' }),
		unknown: (count: number) =>
			plural(count, {
				one: '# thing of an unknown kind became a box',
				other: '# things of an unknown kind became boxes'
			}),
		unreadable: (count: number) =>
			plural(count, {
				one: '# thing made no sense and was left out',
				other: '# things made no sense and were left out'
			})
	},
	askPicture: 'Open as shapes or as a picture?',
	askPictureHint: (count: number) =>
		plural(count, {
			one: 'There is # shape in it, which can be changed here.',
			other: 'There are # shapes in it, which can be changed here.'
		}),
	asShapes: 'As shapes',
	asPicture: 'As a picture',
	askRows: 'Open as a table or as notes?',
	askRowsHint: (rows: number, columns: number) =>
		`${plural(rows, { one: '# row', other: '# rows' })}, ${plural(columns, { one: '# column', other: '# columns' })}`,
	firstRows: 'The first rows',
	asTable: 'As a table',
	asNotes: 'As notes',
	tableTooLarge: 'A table on a board has at most 200 rows, 50 columns and 2,000 cells.',
	pastedNotes: (count: number) => plural(count, { one: 'Pasted as # note', other: 'Pasted as # notes' }),
	asOneText: 'As one text',
	exportTitle: 'Export',
	what: 'What',
	whole: 'The whole board',
	selection: 'What is selected',
	frame: (name: string) => `Frame: ${name}`,
	outline: {
		unnamedFrame: 'without a title',
		comments: 'Comments',
		resolved: (comment: string) => `${comment} (resolved)`
	},
	format: 'As',
	formats: {
		png: 'PNG',
		svg: 'SVG',
		pdf: 'PDF',
		json: 'Own file',
		excalidraw: 'Excalidraw',
		markdown: 'Outline'
	},
	formatHints: {
		png: 'A picture. Dropped on a board, it opens again as shapes.',
		svg: 'A picture that stays sharp. Dropped on a board, it opens again as shapes.',
		pdf: 'To print or to send: each frame on a page of its own, or everything on one.',
		json: 'Everything, to open here again or to keep.',
		excalidraw: 'To go on drawing in Excalidraw.',
		markdown: 'The words in reading order, frames as headings (Markdown).'
	},
	scale: 'Size',
	scales: { '1': '1×', '2': '2×', '3': '3×' },
	paper: 'Behind it',
	papers: { paper: 'Paper', none: 'Nothing' },
	colors: 'Colours',
	themes: { light: 'Light', dark: 'Dark' },
	pages: 'Pages',
	pageChoices: { frames: 'One a frame', whole: 'One for all' },
	comments: 'Comments',
	commentChoices: { with: 'With them', without: 'Without' },
	preview: 'Preview',
	nothingToExport: 'There is nothing on this board yet.',
	tooLargePicture: 'So large a picture cannot be made here; it was made smaller.',
	download: 'Download',
	copy: 'Copy',
	copied: 'Copied',
	copyRefused: 'The browser did not allow it. Use “Download” instead.',
	saved: (name: string) => `${name} is in your downloads`,
	pixels: (width: number, height: number) => `${width} × ${height} pixels`,
	pageCount: (count: number) => plural(count, { one: '# page', other: '# pages' })
};
