import { field, hint, label, note, type Part, sheet, type Template, title } from './template.ts';

const STAGES = ['stageOne', 'stageTwo', 'stageThree', 'stageFour', 'stageFive'];
const LEFT = 216;
const WIDTH = 236;
const middle = (at: number): number => LEFT + at * WIDTH + WIDTH / 2;
const rowLabel = (y: number, says: string): Part => label(48, y, 160, says);

export default {
	parts: [
		sheet(1456, 1000, 'name'),
		title(48, 40, 1300, 'heading'),
		hint(48, 102, 1300, 'howTo'),
		...STAGES.map((says, at): Part => ({
			as: 'rectangle',
			at: [LEFT + at * WIDTH, 156, WIDTH - 16, 60],
			says,
			style: { color: 'plum', fill: 'solid', fontSize: 22, bold: true, look: 'clean' }
		})),
		rowLabel(300, 'does'),
		field([LEFT, 236, 5 * WIDTH - 16, 176], 'sky'),
		...STAGES.map((_, at) => note(middle(at) - 78, 254, 'sky', '', 140)),
		rowLabel(494, 'feels'),
		field([LEFT, 428, 5 * WIDTH - 16, 176], 'ink'),
		{
			as: 'line',
			through: [
				[LEFT + 20, 516],
				[LEFT + 5 * WIDTH - 36, 516]
			],
			style: { width: 2, dash: 'dotted', color: 'ink', opacity: 0.5 }
		},
		{
			as: 'line',
			through: [
				[middle(0) - 8, 478],
				[middle(1) - 8, 462],
				[middle(2) - 8, 568],
				[middle(3) - 8, 510],
				[middle(4) - 8, 456]
			],
			style: { width: 4, color: 'plum' },
			curved: true
		},
		{ as: 'stamp', at: [middle(1) - 28, 442, 40, 40], stamp: 'up', color: 'moss' },
		{ as: 'stamp', at: [middle(2) - 28, 548, 40, 40], stamp: 'down', color: 'rose' },
		{ as: 'stamp', at: [middle(4) - 28, 436, 40, 40], stamp: 'heart', color: 'rose' },
		rowLabel(686, 'hurts'),
		field([LEFT, 620, 5 * WIDTH - 16, 166], 'rose'),
		...[1, 2, 3].map((at) => note(middle(at) - 74, 634, 'rose', '', 132)),
		rowLabel(868, 'ideas'),
		field([LEFT, 802, 5 * WIDTH - 16, 166], 'moss'),
		...[2, 3].map((at) => note(middle(at) - 74, 816, 'moss', '', 132))
	]
} satisfies Template;
