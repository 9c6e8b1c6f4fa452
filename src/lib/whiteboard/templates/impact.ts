import { quadrants } from './quadrants.ts';

export default quadrants(
	[
		['quick', 'moss'],
		['big', 'sky'],
		['fill', 'amber'],
		['sink', 'rose']
	],
	[
		[180, 268, 'moss'],
		[330, 290, 'moss'],
		[490, 262, 'moss'],
		[800, 280, 'sky'],
		[970, 262, 'sky'],
		[230, 612, 'amber'],
		[400, 624, 'amber'],
		[900, 612, 'rose']
	]
);
