import { quadrants } from './quadrants.ts';

export default quadrants(
	[
		['satisfy', 'amber'],
		['manage', 'clay'],
		['watch', 'ink'],
		['inform', 'sky']
	],
	[
		[200, 270, 'amber'],
		[370, 290, 'amber'],
		[800, 262, 'clay'],
		[960, 296, 'clay'],
		[1108, 256, 'clay'],
		[240, 616, 'ink'],
		[780, 620, 'sky'],
		[950, 606, 'sky']
	]
);
