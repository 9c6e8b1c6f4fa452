import { field, hint, label, type Part, sheet, type Template, title } from './template.ts';

const ROWS = [
	{ says: 'evidence', color: 'ink', y: 156 },
	{ says: 'customer', color: 'sky', y: 296 },
	{ says: 'front', color: 'moss', y: 456 },
	{ says: 'back', color: 'amber', y: 616 },
	{ says: 'support', color: 'clay', y: 776 }
] as const;
const LEFT = 224;
const STEP = 240;

const row = (at: number): Part[] => {
	const { says, color, y } = ROWS[at]!;
	return [
		field([48, y, 1380, 124], color),
		label(68, y + 46, 150, says, { color, fontSize: 20 }),
		...Array.from({ length: 5 }, (_, step): Part => ({
			as: 'rectangle',
			id: `${at}-${step}`,
			at: [LEFT + step * STEP, y + 22, 190, 80],
			style: { color, fill: 'none', fontSize: 18 }
		}))
	];
};

const border = (y: number, says: string): Part[] => [
	{
		as: 'line',
		through: [
			[48, y],
			[1428, y]
		],
		style: { width: 2, dash: 'dashed' }
	},
	{ as: 'text', at: [1128, y - 25, 300, 22], says, style: { fontSize: 15, align: 'end', opacity: 0.75 } }
];

const down = (from: string, to: string): Part => ({
	as: 'arrow',
	from,
	to,
	ends: [
		[0.5, 1],
		[0.5, 0]
	]
});

export default {
	parts: [
		sheet(1476, 944, 'name'),
		title(48, 40, 1300, 'heading'),
		hint(48, 102, 1300, 'howTo'),
		...ROWS.flatMap((_, at) => row(at)),
		...border(446, 'interaction'),
		...border(606, 'visibility'),
		...border(766, 'inside'),
		...[0, 1, 2, 3].map((step): Part => ({ as: 'arrow', from: `1-${step}`, to: `1-${step + 1}` })),
		...[0, 2, 3].map((step) => down(`1-${step}`, `2-${step}`)),
		down('2-2', '3-2'),
		down('2-3', '3-3'),
		down('3-3', '4-3')
	]
} satisfies Template;
