import { hint, label, note, type Part, sheet, type Template, title } from './template.ts';

const COLORS = ['clay', 'amber', 'moss', 'sky', 'plum', 'rose'] as const;
const WHEN = ['one', 'two', 'three', 'four', 'five', 'six'];
const AXIS = 500;

const milestone = (at: number): Part[] => {
	const x = 150 + at * 232;
	const color = COLORS[at]!;
	const isAbove = at % 2 === 0;
	const noteTop = isAbove ? 196 : 650;
	return [
		{
			as: 'line',
			through: [
				[x, isAbove ? noteTop + 168 : AXIS + 18],
				[x, isAbove ? AXIS - 18 : noteTop - 6]
			],
			style: { width: 2, color, dash: 'dotted' }
		},
		{
			as: 'ellipse',
			at: [x - 18, AXIS - 18, 36, 36],
			style: { color, fill: 'solid', width: 3, look: 'clean' }
		},
		label(x - 90, isAbove ? AXIS + 34 : AXIS - 66, 180, WHEN[at]!, { align: 'center', color, fontSize: 22 }),
		note(x - 80, noteTop, color, '', 160)
	];
};

export default {
	parts: [
		sheet(1460, 880, 'name'),
		title(56, 40, 1300, 'heading'),
		hint(56, 102, 1300, 'howTo'),
		{ as: 'arrow', from: [56, AXIS], to: [1410, AXIS], style: { width: 5 } },
		...COLORS.flatMap((_, at) => milestone(at))
	]
} satisfies Template;
