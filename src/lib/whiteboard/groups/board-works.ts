import { bringTo, wordedOn } from './harvest.ts';
import { followPicture } from './picture.ts';

/** What a session looks at its groups' whiteboards with, and takes from them; given to it by the routes. */
export const boardWorks = {
	picture: followPicture,
	harvestable: wordedOn,
	bring: bringTo
} as const;
