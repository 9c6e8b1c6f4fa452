import english from './en/search.ts';
import { area } from './locale.ts';

/** What is known already: the search page, and what is offered before a board is begun. */
export const t = area('search', english);
