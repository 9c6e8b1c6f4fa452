import { field, hint, label, note, type Part, sheet, type Template, title } from './template.ts';

const GROUPS = ['amber', 'sky', 'moss', 'rose'] as const;

const column = (at: number): Part[] => {
	const x = 428 + at * 250;
	const color = GROUPS[at]!;
	return [
		field([x, 150, 230, 662], color),
		label(x + 18, 170, 194, 'theme', { align: 'center', color }),
		note(x + 40, 222, color),
		note(x + 40, 392, color),
		note(x + 40, 562, color)
	];
};

export default {
	parts: [
		sheet(1456, 860, 'name'),
		title(48, 40, 1200, 'heading'),
		hint(48, 102, 1200, 'steps'),
		field([48, 150, 340, 662], 'ink'),
		label(72, 170, 290, 'pile'),
		...[
			[72, 222],
			[214, 246],
			[88, 372],
			[224, 402],
			[72, 532],
			[212, 560]
		].map(([x, y]) => note(x!, y!, 'ink', '', 140)),
		...GROUPS.flatMap((_, at) => column(at))
	]
} satisfies Template;
