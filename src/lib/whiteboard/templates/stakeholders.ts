import { quadrants, small } from './quadrants.ts';
import type { Template } from './template.ts';

export default {
	parts: quadrants(
		[
			{ says: 'satisfy', hint: 'satisfyHint', color: 'amber' },
			{ says: 'manage', hint: 'manageHint', color: 'clay' },
			{ says: 'watch', hint: 'watchHint', color: 'ink' },
			{ says: 'inform', hint: 'informHint', color: 'sky' }
		],
		[
			small(200, 270, 'amber'),
			small(370, 290, 'amber'),
			small(800, 262, 'clay'),
			small(960, 296, 'clay'),
			small(1108, 256, 'clay'),
			small(240, 616, 'ink'),
			small(780, 620, 'sky'),
			small(950, 606, 'sky')
		]
	)
} satisfies Template;
