import { followPicture } from './picture.ts';

/** What a session looks at its groups' whiteboards with; given to it by the routes. */
export const boardWorks = { picture: followPicture } as const;
