import { field, hint, label, sheet, type Template, title } from './template.ts';

const STEP = { width: 2, fontSize: 20, look: 'drawn' } as const;

export default {
	parts: [
		sheet(1500, 760, 'name'),
		title(48, 40, 1300, 'heading'),
		hint(48, 102, 1300, 'howTo'),
		field([48, 156, 1404, 268], 'sky'),
		label(68, 172, 300, 'laneOne', { color: 'sky' }),
		field([48, 440, 1404, 268], 'moss'),
		label(68, 456, 300, 'laneTwo', { color: 'moss' }),
		{
			as: 'ellipse',
			id: 'start',
			at: [84, 252, 150, 90],
			says: 'start',
			style: { ...STEP, color: 'sky', fill: 'solid' }
		},
		{
			as: 'rectangle',
			id: 'first',
			at: [304, 247, 190, 100],
			says: 'step',
			style: { ...STEP, color: 'sky', ownFill: null, fill: 'none' }
		},
		{
			as: 'diamond',
			id: 'check',
			at: [570, 222, 210, 150],
			says: 'decision',
			style: { ...STEP, color: 'amber', fill: 'tint' }
		},
		{
			as: 'rectangle',
			id: 'second',
			at: [860, 247, 190, 100],
			says: 'step',
			style: { ...STEP, color: 'sky', fill: 'none' }
		},
		{
			as: 'rectangle',
			id: 'other',
			at: [580, 540, 190, 100],
			says: 'otherStep',
			style: { ...STEP, color: 'moss', fill: 'none' }
		},
		{
			as: 'rectangle',
			id: 'hand',
			at: [860, 540, 190, 100],
			says: 'handOver',
			style: { ...STEP, color: 'moss', fill: 'none' }
		},
		{
			as: 'ellipse',
			id: 'end',
			at: [1228, 545, 150, 90],
			says: 'end',
			style: { ...STEP, color: 'moss', fill: 'solid' }
		},
		{ as: 'arrow', from: 'start', to: 'first' },
		{ as: 'arrow', from: 'first', to: 'check' },
		{ as: 'arrow', from: 'check', to: 'second', says: 'yes' },
		{
			as: 'arrow',
			from: 'check',
			to: 'other',
			ends: [
				[0.5, 1],
				[0.5, 0]
			],
			says: 'no'
		},
		{
			as: 'arrow',
			from: 'other',
			to: 'first',
			ends: [
				[0, 0.5],
				[0.5, 1]
			],
			route: 'elbow',
			style: { dash: 'dashed' }
		},
		{
			as: 'arrow',
			from: 'second',
			to: 'hand',
			ends: [
				[0.5, 1],
				[0.5, 0]
			]
		},
		{ as: 'arrow', from: 'hand', to: 'end' }
	]
} satisfies Template;
