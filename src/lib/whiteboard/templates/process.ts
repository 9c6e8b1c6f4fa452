import type { BoardColor, Style } from '#model/whiteboard/style.ts';
import { field, hint, label, type Part, type Place, sheet, type Template, title } from './template.ts';

interface Step {
	readonly as: 'ellipse' | 'rectangle' | 'diamond';
	readonly id: string;
	readonly at: Place;
	readonly says: string;
	readonly color: BoardColor;
	readonly fill: Style['fill'];
}

const STEPS: readonly Step[] = [
	{ as: 'ellipse', id: 'start', at: [84, 252, 150, 90], says: 'start', color: 'sky', fill: 'solid' },
	{ as: 'rectangle', id: 'first', at: [304, 247, 190, 100], says: 'step', color: 'sky', fill: 'none' },
	{ as: 'diamond', id: 'check', at: [570, 222, 210, 150], says: 'decision', color: 'amber', fill: 'tint' },
	{ as: 'rectangle', id: 'second', at: [860, 247, 190, 100], says: 'step', color: 'sky', fill: 'none' },
	{ as: 'rectangle', id: 'other', at: [580, 540, 190, 100], says: 'otherStep', color: 'moss', fill: 'none' },
	{ as: 'rectangle', id: 'hand', at: [860, 540, 190, 100], says: 'handOver', color: 'moss', fill: 'none' },
	{ as: 'ellipse', id: 'end', at: [1228, 545, 150, 90], says: 'end', color: 'moss', fill: 'solid' }
];

/** From the middle of a step's lower side to that of another's upper one. */
const DOWN = [
	[0.5, 1],
	[0.5, 0]
] as const;
/** Back up to a step from the left of a lower one. */
const BACK = [
	[0, 0.5],
	[0.5, 1]
] as const;

export default {
	parts: [
		sheet(1500, 760, 'name'),
		title(48, 40, 1300, 'heading'),
		hint(48, 102, 1300, 'howTo'),
		field([48, 156, 1404, 268], 'sky'),
		label(68, 172, 300, 'laneOne', { color: 'sky' }),
		field([48, 440, 1404, 268], 'moss'),
		label(68, 456, 300, 'laneTwo', { color: 'moss' }),
		...STEPS.map(({ color, fill, ...step }): Part => ({
			...step,
			style: { width: 2, fontSize: 20, look: 'drawn', color, fill }
		})),
		{ as: 'arrow', from: 'start', to: 'first' },
		{ as: 'arrow', from: 'first', to: 'check' },
		{ as: 'arrow', from: 'check', to: 'second', says: 'yes' },
		{ as: 'arrow', from: 'check', to: 'other', ends: DOWN, says: 'no' },
		{ as: 'arrow', from: 'other', to: 'first', ends: BACK, route: 'elbow', style: { dash: 'dashed' } },
		{ as: 'arrow', from: 'second', to: 'hand', ends: DOWN },
		{ as: 'arrow', from: 'hand', to: 'end' }
	]
} satisfies Template;
