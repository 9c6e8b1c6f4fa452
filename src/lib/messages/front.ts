import english from './en/front.ts';
import { area } from './locale.ts';

/** What is on a session's front and in its panels: fetched with them, not with a board's first look. */
export const t = area('front', english);
