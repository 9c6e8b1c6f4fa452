import { field, hint, label, note, type Part, sheet, type Template, title } from './template.ts';

const COLUMNS = [
	{ says: 'well', hint: 'wellHint', color: 'moss', stamp: 'heart' },
	{ says: 'badly', hint: 'badlyHint', color: 'rose', stamp: 'warning' },
	{ says: 'next', hint: 'nextHint', color: 'sky', stamp: 'idea' }
] as const;

const column = (at: number): Part[] => {
	const { says, hint: said, color, stamp } = COLUMNS[at]!;
	const x = 48 + at * 452;
	return [
		field([x, 156, 428, 430], color),
		{ as: 'stamp', at: [x + 20, 176, 44, 44], stamp, color },
		label(x + 80, 174, 320, says, { color }),
		hint(x + 80, 206, 330, said),
		note(x + 32, 252, color),
		note(x + 220, 260, color),
		note(x + 124, 420, color)
	];
};

export default {
	parts: [
		sheet(1428, 900, 'name'),
		title(48, 40, 1300, 'heading'),
		hint(48, 102, 1300, 'howTo'),
		...COLUMNS.flatMap((_, at) => column(at)),
		label(48, 616, 600, 'decided'),
		{
			as: 'table',
			at: [48, 660, 1332, 200],
			columns: [6, 2, 2],
			says: [
				['action', 'who', 'when'],
				['', '', ''],
				['', '', ''],
				['', '', '']
			],
			style: { fontSize: 20 }
		}
	]
} satisfies Template;
