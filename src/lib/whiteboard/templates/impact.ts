import { quadrants, small } from './quadrants.ts';
import type { Template } from './template.ts';

export default {
	parts: quadrants(
		[
			{ says: 'quick', hint: 'quickHint', color: 'moss' },
			{ says: 'big', hint: 'bigHint', color: 'sky' },
			{ says: 'fill', hint: 'fillHint', color: 'amber' },
			{ says: 'sink', hint: 'sinkHint', color: 'rose' }
		],
		[
			small(180, 268, 'moss'),
			small(330, 290, 'moss'),
			small(490, 262, 'moss'),
			small(800, 280, 'sky'),
			small(970, 262, 'sky'),
			small(230, 612, 'amber'),
			small(400, 624, 'amber'),
			small(900, 612, 'rose')
		]
	)
} satisfies Template;
