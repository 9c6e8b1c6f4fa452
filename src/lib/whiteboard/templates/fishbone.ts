import { hint, type Part, sheet, type Template, title } from './template.ts';

const BONES = [
	{ says: 'people', color: 'clay' },
	{ says: 'method', color: 'amber' },
	{ says: 'tools', color: 'moss' },
	{ says: 'material', color: 'sky' },
	{ says: 'place', color: 'plum' },
	{ says: 'measures', color: 'rose' }
] as const;
const SPINE = 500;

const bone = (at: number): Part[] => {
	const { says, color } = BONES[at]!;
	const up = at < 3;
	const x = 130 + (at % 3) * 320;
	const [tipY, boxY] = up ? [236, 176] : [764, 764];
	const foot = x + 230;
	const along = (part: number): [number, number] => [
		x + 90 + (foot - x - 90) * part,
		tipY + (SPINE - tipY) * part
	];
	const rib = (part: number): Part[] => {
		const [rx, ry] = along(part);
		return [
			{
				as: 'line',
				through: [
					[rx - 120, ry],
					[rx, ry]
				],
				style: { width: 2, color }
			},
			{
				as: 'text',
				at: [rx - 124, ry - 27, 116, 22],
				says: 'cause',
				style: { fontSize: 16, align: 'start', opacity: 0.75 }
			}
		];
	};
	return [
		{ as: 'line', through: [along(0), along(1)], style: { width: 4, color } },
		...rib(0.38),
		...rib(0.72),
		{
			as: 'rectangle',
			at: [x, boxY, 180, 60],
			says,
			style: { color, fill: 'solid', fontSize: 22, bold: true }
		}
	];
};

export default {
	parts: [
		sheet(1480, 900, 'name'),
		title(56, 40, 1300, 'heading'),
		hint(56, 102, 1300, 'howTo'),
		{ as: 'arrow', from: [70, SPINE], to: [1116, SPINE], style: { width: 6 } },
		...BONES.flatMap((_, at) => bone(at)),
		{
			as: 'rectangle',
			at: [1124, 410, 300, 180],
			says: 'problem',
			style: { color: 'ink', fill: 'solid', fontSize: 28, bold: true }
		}
	]
} satisfies Template;
